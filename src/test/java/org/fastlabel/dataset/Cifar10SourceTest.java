package org.fastlabel.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.media.image.Raster;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Cifar10SourceTest {

    @TempDir
    Path dir;
    private Path root;

    @BeforeEach
    void makeRoot() throws IOException {
        root = Files.createDirectory(dir.resolve("root")).toRealPath();
    }

    @Test
    void binaryBatches() throws IOException {
        CifarFiles.binary(root.resolve("test_batch.bin"), 9);
        CifarFiles.binary(root.resolve("data_batch_10.bin"), 1);
        CifarFiles.binary(root.resolve("data_batch_2.bin"), 3, 0, 7);
        Files.writeString(root.resolve("batches.meta.txt"), "a0\na1\na2\na3\na4\na5\na6\na7\na8\na9\n\n");
        Files.writeString(root.resolve("truth.csv"), "file,record\n");
        try (MediaSource source = open()) {
            assertEquals(List.of("data_batch_2/0", "data_batch_2/1", "data_batch_2/2", "data_batch_10/0", "test_batch/0"),
                    source.keys());
            assertPictures(source, "data_batch_2", 3);
            assertEquals(List.of("a3", "a0", "a7", "a1", "a9"), truths(source));
            assertEquals("a9", source.classNames().get(9));
            assertEquals("image/png", source.original("test_batch/0").mediaType());
            assertEquals(List.of(), source.notices());
        }
    }

    @Test
    void pickledBatches() throws IOException {
        CifarFiles.pickle(root.resolve("data_batch_1"), 2, 5);
        CifarFiles.pickle(root.resolve("test_batch"), 1);
        CifarFiles.meta(root.resolve("batches.meta"), List.of("zero", "one", "two", "three", "four", "five"));
        try (MediaSource source = open()) {
            assertEquals(List.of("data_batch_1/0", "data_batch_1/1", "test_batch/0"), source.keys());
            assertPictures(source, "data_batch_1", 2);
            assertEquals(List.of("two", "five", "one"), truths(source));
        }
    }

    private static void assertPictures(MediaSource source, String batch, int count) {
        for (int i = 0; i < count; i++) {
            Raster picture = source.image(batch + "/" + i);
            assertEquals(32, picture.width());
            for (int p = 0; p < 1024; p++) {
                assertArrayEquals(new byte[] {(byte) i, (byte) (p / 32), (byte) (p % 32)},
                        Arrays.copyOfRange(picture.rgb(), 3 * p, 3 * p + 3));
            }
        }
    }

    private static List<String> truths(MediaSource source) {
        return source.keys().stream().map(key -> source.truth(key).orElse("?")).toList();
    }

    @Test
    void withoutTheirListTheClassesAreTheTenThatAreKnown() throws IOException {
        CifarFiles.pickle(root.resolve("data_batch_1"), 6);
        try (MediaSource source = open()) {
            assertEquals(List.of("frog"), truths(source));
        }
    }

    @Test
    void idsStayWhenBatchesAreAdded() throws IOException {
        CifarFiles.binary(root.resolve("data_batch_2.bin"), 1, 2);
        OpenDataset before = DatasetOpener.open(new SourceSpec.Cifar10(root), dir);
        CifarFiles.binary(root.resolve("data_batch_1.bin"), 3);
        CifarFiles.binary(root.resolve("data_batch_2.bin"), 1, 2, 3);
        OpenDataset after = DatasetOpener.open(new SourceSpec.Cifar10(root), dir);
        assertEquals(before.id(), after.id());
        assertEquals(4, after.items().presentCount());
        for (int id = 0; id < 2; id++) {
            assertEquals(before.items().key(id), after.items().key(id));
        }
    }

    /** Nothing of the pixels is held: what has gone from the file cannot be had. */
    @Test
    void picturesAreReadWhenTheyAreAskedFor() throws IOException {
        int[] labels = new int[40];
        CifarFiles.binary(root.resolve("test_batch.bin"), labels);
        try (MediaSource source = open()) {
            byte[] bytes = Files.readAllBytes(root.resolve("test_batch.bin"));
            bytes[39 * 3073 + 1] = 77;
            Files.write(root.resolve("test_batch.bin"), bytes);
            assertEquals(77, source.image("test_batch/39").rgb()[0]);
            Files.write(root.resolve("test_batch.bin"), Arrays.copyOf(bytes, 3073));
            assertUnreadable(source, "test_batch/20");
        }
    }

    @Test
    void onlyItsOwnKeysAreAnswered() throws IOException {
        CifarFiles.binary(root.resolve("test_batch.bin"), 1);
        try (MediaSource source = open()) {
            for (String key : List.of("test_batch/1", "test_batch/-1", "test_batch/00", "data_batch_1/0", "../test_batch/0", "",
                    "test_batch/99999999999")) {
                assertUnreadable(source, key);
            }
        }
    }

    private static void assertUnreadable(MediaSource source, String key) {
        assertEquals("unreadable-item", assertThrows(InvalidInput.class, () -> source.image(key)).code(), key);
    }

    @Test
    void aCutRecordIsLeftOutAndSaid() throws IOException {
        CifarFiles.binary(root.resolve("data_batch_1.bin"), 1, 2, 3, 4);
        Files.write(root.resolve("data_batch_1.bin"), Arrays.copyOf(Files.readAllBytes(root.resolve("data_batch_1.bin")), 3 * 3073 + 9));
        try (MediaSource source = open()) {
            assertEquals(3, source.keys().size());
            assertEquals(1, source.skipped());
            assertTrue(source.notices().get(0).contains("data_batch_1"));
        }
    }

    @Test
    void aLabelThatIsNoClassIsNoTruth() throws IOException {
        CifarFiles.binary(root.resolve("data_batch_1.bin"), 1, 200);
        try (MediaSource source = open()) {
            assertEquals(Optional.of("automobile"), source.truth("data_batch_1/0"));
            assertEquals(Optional.empty(), source.truth("data_batch_1/1"));
            assertEquals(1, source.notices().size());
        }
    }

    @Test
    void thereMustBeBatchesWithPictures() throws IOException {
        assertRefused("no batch");
        Files.write(root.resolve("data_batch_1.bin"), new byte[100]);
        assertRefused("no picture");
    }

    /** Whatever a pickle says, it is read or refused: it never runs, hangs, or takes memory for what is not there. */
    @ParameterizedTest
    @ValueSource(strings = {
        "", ".", "}.", "\u0080\u0002}q\u0000U\u0004dataT\u00ff\u00ff\u00ff\u007fabc",
        "\u0080\u0002}U\u0004data\u008e\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff.",
        "cbuiltins\nprint\n(S'code from a data file ran'\ntR.",
        "\u0080\u0004\u008c\u0002os\u008c\u0006system\u0093\u008c\u0002ls\u0085R.",
        "\u0080\u0002cos\nsystem\nU\u0002ls\u0085R.",
        "\u0080\u0005}.", "a", "e", "u", "R", "b", "0", "(((", "t", "h\u0001.", "]2a2a.", "}(]]u.", "]q\u0000h\u0000h\u0000\u0093.",
        "cnumpy\ndtype\nK\u0001R.", "I12x\n.", "\u008a\u0009\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001.", "S'open\n.",
        "not a pickle at all"})
    void badPicklesAreRefused(String pickle) throws IOException {
        Files.write(root.resolve("data_batch_1"), pickle.getBytes(StandardCharsets.ISO_8859_1));
        assertRefused("data_batch_1");
    }

    @Test
    void anArrayThatDoesNotFitItsLabelsIsRefused() throws IOException {
        Files.write(root.resolve("data_batch_1"), CifarFiles.pickle(3, 1, 2));
        assertRefused("labels");
        Files.write(root.resolve("data_batch_1"), CifarFiles.pickle(-2, 1, 2));
        assertRefused("labels");
        byte[] whole = CifarFiles.pickle(2, 1, 2);
        Files.write(root.resolve("data_batch_1"), Arrays.copyOf(whole, whole.length - 1000));
        assertRefused("declares");
    }

    @Test
    void endlessPicklesEnd() throws IOException {
        byte[] lists = new byte[3_000_000];
        Arrays.fill(lists, (byte) ']');
        Files.write(root.resolve("data_batch_1"), lists);
        assertRefused("more parts");
    }

    private void assertRefused(String part) {
        InvalidInput e = assertThrows(InvalidInput.class, this::open);
        assertEquals("bad-cifar10", e.code());
        assertTrue(e.getMessage().contains(part), e.getMessage());
    }

    private MediaSource open() {
        return Sources.open(new SourceSpec.Cifar10(root), dir);
    }
}
