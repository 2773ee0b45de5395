package org.fastlabel.labeling.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.NotFound;
import org.fastlabel.dataset.ItemIndex;
import org.fastlabel.labeling.Classes;
import org.fastlabel.labeling.LabelEdits;
import org.fastlabel.labeling.LabelingState.CurvePoint;
import org.fastlabel.labeling.LabelingState.HeldOut;
import org.fastlabel.labeling.Labels;
import org.fastlabel.labeling.head.Head;
import org.fastlabel.labeling.head.HeadWeights;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelStoreTest {

    private static final Head HEAD = HeadWeights.initial(4, 3, 2, new float[] {1, 2, 3, 4}, 5);

    @TempDir
    Path root;
    private ModelStore store;

    @BeforeEach
    void open() {
        store = new ModelStore(root);
    }

    private static ModelCard card(String dataset, long version) {
        return new ModelCard(dataset, version, Instant.ofEpochSecond(version), "Name", "image", "clip", 4, "mlp", Classes.BINARY,
                7, List.of(3, 4), null, null, false);
    }

    private void save(ModelCard card) {
        store.save(card, HEAD, new byte[] {1, 2});
    }

    private List<Long> versions(String dataset) {
        return store.list(dataset).stream().map(m -> m.card().version()).toList();
    }

    @Test
    void aModelIsFoundAgainAsItWas() {
        ModelCard card = card("image-0a1b", 7).measured(new CurvePoint(7, 0.9, 0.8, 0.95, new HeldOut(2, 0.5, 0.1, 0.9))).named("good").usedAgain();
        save(card);
        ModelCard found = new ModelStore(root).card("image-0a1b-7");
        assertEquals(card, found);
        assertEquals(HEAD, store.head(found));
        assertEquals(7, found.labels());
        assertTrue(store.list("image-0a1b").get(0).bytes() > HEAD.toBytes().length);
    }

    @Test
    void theNewestComesFirstAndEachDataSetHasItsOwn() {
        save(card("sample", 9));
        save(card("sample", 10));
        save(card("other", 11));
        assertEquals(List.of(10L, 9L), versions("sample"));
        assertEquals(List.of(), versions("never"));
    }

    @Test
    void whatNobodyAskedForIsClearedAwayInTime() {
        save(card("sample", 1).named("first"));
        save(card("sample", 2).usedAgain());
        IntStream.range(3, 40).forEach(v -> save(card("sample", v)));
        List<Long> versions = versions("sample");
        assertEquals(ModelStore.AUTOMATIC + 2, versions.size());
        assertTrue(versions.containsAll(List.of(1L, 2L, 39L, 20L)));
        assertFalse(versions.contains(19L));
        assertEquals(versions.size(), root.resolve("sample").toFile().list().length);
    }

    @Test
    void aHalfWrittenModelIsNone() throws Exception {
        Path part = Files.createDirectories(root.resolve("sample").resolve("5.part"));
        Files.writeString(part.resolve("card.json"), card("sample", 5).toJson().toString());
        assertEquals(List.of(), versions("sample"));
        save(card("sample", 6));
        assertFalse(Files.exists(part));
    }

    @Test
    void aDamagedCardDoesNotHideTheOthers() throws Exception {
        save(card("sample", 1));
        save(card("sample", 2));
        Files.writeString(root.resolve("sample/1/card.json"), "{\"id\":");
        assertEquals(List.of(2L), versions("sample"));
        Files.write(root.resolve("sample/2/head.bin"), new byte[5]);
        assertThrows(InvalidInput.class, () -> store.head(store.card("sample-2")));
    }

    @Test
    void otherNamesLeadNowhere() {
        save(card("sample", 1));
        for (String id : List.of("sample-2", "sample", "../sample-1", "sample-1/..", "other-1", "", "-1", "sample--1", "sample-99999999999999999999")) {
            assertEquals("unknown-model", assertThrows(NotFound.class, () -> store.card(id), id).code());
        }
    }

    @Test
    void aCardCanBeAmended() {
        save(card("sample", 1));
        store.update(store.card("sample-1").named("mine"));
        assertEquals("mine", store.card("sample-1").name());
        store.update(store.card("sample-1").named(null));
        assertNull(store.card("sample-1").name());
        store.update(card("sample", 4));
        assertEquals(List.of(1L), versions("sample"));
    }

    @Test
    void labelsAreKeptByKey() {
        Labels labels = Labels.EMPTY.with(new LabelEdits(new int[] {4, 2}, new int[] {1, 0}));
        byte[] bytes = ModelLabels.write(labels, new Named());
        assertEquals(Map.of("a \"2\"\n.png", 0, "a \"4\"\n.png", 1), ModelLabels.read(bytes));
    }

    /** Items whose names need care. */
    private static final class Named implements ItemIndex {

        @Override
        public int size() {
            return 9;
        }

        @Override
        public int presentCount() {
            return 9;
        }

        @Override
        public boolean present(int id) {
            return true;
        }

        @Override
        public String key(int id) {
            return "a \"" + id + "\"\n.png";
        }

        @Override
        public int idOf(String key) {
            return -1;
        }
    }
}
