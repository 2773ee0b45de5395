package org.fastlabel.embedding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.fastlabel.api.Conflict;
import org.fastlabel.api.FastLabelException;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.NotFound;
import org.fastlabel.dataset.OpenDataset;
import org.fastlabel.dataset.Stamp;
import org.fastlabel.torch.Half;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImportedEmbeddingsTest {

    private static final TestItems ITEMS = TestItems.of(List.of("cats/1.png", "cats/2.png", "dogs/2.png", "dogs/3.png", "a,b.png", "=x.png"));

    @TempDir
    private Path folder;

    /** As numpy.save writes it. */
    private static byte[] npy(String descr, String shape, byte[] values) {
        String text = "{'descr': '" + descr + "', 'fortran_order': False, 'shape': " + shape + ", }";
        String padded = text + " ".repeat(127 - 10 - text.length()) + "\n";
        return ByteBuffer.allocate(128 + values.length).order(ByteOrder.LITTLE_ENDIAN).put((byte) 0x93)
                .put("NUMPY".getBytes(StandardCharsets.US_ASCII)).put((byte) 1).put((byte) 0).putShort((short) 118)
                .put(padded.getBytes(StandardCharsets.US_ASCII)).put(values).array();
    }

    private static byte[] npy(int rows, float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return npy("<f4", "(" + rows + ", " + values.length / rows + ")", bytes.array());
    }

    private ImportedEmbeddings.Result save(String name, byte[] npy, String ids) {
        return ImportedEmbeddings.save(folder, ITEMS, name, new ByteArrayInputStream(npy),
                new ByteArrayInputStream(ids.getBytes(StandardCharsets.UTF_8)));
    }

    private EmbeddingStore open(String name, int dim) {
        return EmbeddingStore.open(folder.resolve("imported-" + name), ITEMS, "imported-" + name, dim);
    }

    private static float[] row(EmbeddingStore store, int id) {
        float[] row = new float[store.dim()];
        store.read(id, row, 0);
        return row;
    }

    @Test
    void rowsAreFoundByKeyAndByNameAndGetUnitLength() {
        ImportedEmbeddings.Result result = save("mine", npy(5, 3, 4, 0, 2, 1, 0, 0, -5, 9, 9),
                "dogs\\2.png\n/data/2.png\n./cats/1.png\r\nelsewhere/3.png\nunknown.png\n");
        assertEquals(new ImportedEmbeddings.Result("imported:mine", 3, List.of("/data/2.png", "unknown.png"), 2, 2), result);
        try (EmbeddingStore store = open("mine", 2)) {
            assertEquals(3, store.settled());
            assertArrayEquals(new float[] {Half.toFloat(Half.fromFloat(0.6f)), Half.toFloat(Half.fromFloat(0.8f))}, row(store, 2));
            assertArrayEquals(new float[] {1, 0}, row(store, 0));
            assertArrayEquals(new float[] {0, -1}, row(store, 3));
            assertTrue(store.waiting(1), "two items are called 2.png");
        }
        ImportedEmbeddings.Imported listed = ImportedEmbeddings.list(folder).get(0);
        assertEquals(new ImportedEmbeddings.Imported("imported:mine", "mine", 2, 3, 3 * 36), listed);
    }

    @Test
    void whatWasTakenAwayComesInAgain() throws IOException {
        try (EmbeddingStore store = EmbeddingStore.open(folder.resolve("m"), ITEMS, "m", 3)) {
            for (int id = 0; id < 6; id++) {
                store.write(id, new float[] {id % 2, (id + 1) % 2, 0}, Stamp.FIXED, 0);
            }
            EmbeddingExport export = new EmbeddingExport(new StoredMatrix(store), ITEMS.without(1));
            ByteArrayOutputStream npy = new ByteArrayOutputStream();
            ByteArrayOutputStream ids = new ByteArrayOutputStream();
            export.npy(npy);
            export.ids(ids);
            assertEquals(npy.size(), export.npyBytes());
            assertEquals("id,filename\r\n0,cats/1.png\r\n2,dogs/2.png\r\n3,dogs/3.png\r\n4,\"a,b.png\"\r\n5,./=x.png\r\n",
                    ids.toString(StandardCharsets.UTF_8));
            assertEquals(5, save("again", npy.toByteArray(), ids.toString(StandardCharsets.UTF_8)).matched());
            try (EmbeddingStore again = open("again", 3)) {
                for (int id = 0; id < 6; id++) {
                    assertArrayEquals(id == 1 ? new float[3] : row(store, id), row(again, id));
                }
            }
        }
    }

    @Test
    void halfAndDoublePrecisionOfBothByteOrdersAreUnderstood() {
        ByteBuffer doubles = ByteBuffer.allocate(16);
        doubles.putDouble(0).putDouble(-1e30);
        save("wide", npy(">f8", "(1, 2)", doubles.array()), "cats/1.png");
        ByteBuffer halves = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
        halves.putShort(Half.fromFloat(0)).putShort(Half.fromFloat(-2));
        save("small", npy("<f2", "(1, 2)", halves.array()), "cats/1.png");
        for (String name : List.of("wide", "small")) {
            try (EmbeddingStore store = open(name, 2)) {
                assertArrayEquals(new float[] {0, -1}, row(store, 0));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"|O", "<i4", "<c8", "|V8", "[('a', '<f4')]", "<f16", "=f4"})
    void otherTypesAreRefused(String descr) {
        assertEquals("bad-npy", refused("x", npy(descr, "(1, 2)", new byte[16]), "cats/1.png"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"(1,)", "(1, 2, 1)", "()", "(0, 2)", "(1, 0)", "(3000000, 2)", "(1, 100000)", "(2, 2)", "(1, 3)", "(1, 1)", "(-1, 2)",
        "(999999999999999999999, 2)", "(1, __import__('os'))"})
    void aShapeThatLiesIsRefused(String shape) {
        String code = refused("x", npy(shape.equals("x") ? "" : "<f4", shape, new byte[] {0, 0, 0, 1, 0, 0, 0, 1}), "cats/1.png");
        assertTrue(code.equals("bad-npy") || code.equals("bad-ids"), code);
    }

    @Test
    void whatCannotBeUsedIsRefusedAndChangesNothing() throws IOException {
        save("kept", npy(1, 0, 1), "cats/1.png");
        byte[] good = npy(1, 1, 0);
        assertEquals("bad-npy", refused("kept", npy(1, Float.NaN, 1), "cats/1.png"));
        assertEquals("bad-npy", refused("kept", npy(1, Float.POSITIVE_INFINITY, 1), "cats/1.png"));
        assertEquals("bad-npy", refused("kept", npy(1, 0, 0), "cats/1.png"));
        assertEquals("bad-npy", refused("kept", "no array".getBytes(StandardCharsets.UTF_8), "cats/1.png"));
        assertEquals("bad-npy", refused("kept", new byte[0], "cats/1.png"));
        assertEquals("bad-npy", refused("kept", new byte[] {(byte) 0x80, 4, '.', 0, 0, 0}, "cats/1.png"), "a pickle");
        for (int length : new int[] {3, 7, 9, 50, 128, good.length - 1}) {
            assertEquals("bad-npy", refused("kept", java.util.Arrays.copyOf(good, length), "cats/1.png"), "cut to " + length);
        }
        assertEquals("bad-npy", refused("kept", java.util.Arrays.copyOf(good, good.length + 1), "cats/1.png"));
        byte[] fortran = new String(good, StandardCharsets.ISO_8859_1).replace("False", "True ").getBytes(StandardCharsets.ISO_8859_1);
        assertEquals("bad-npy", refused("kept", fortran, "cats/1.png"));
        byte[] long2 = good.clone();
        long2[6] = 2;
        assertEquals("bad-npy", refused("kept", long2, "cats/1.png"), "a header that says it is longer than the file");
        assertEquals("bad-ids", refused("kept", good, "cats/1.png\ncats/2.png"));
        assertEquals("bad-ids", refused("kept", npy(2, 1, 0, 0, 1), "cats/1.png\ncats/1.png"));
        assertEquals("bad-ids", refused("kept", good, ""));
        assertEquals("bad-ids", refused("kept", good, "x".repeat(5000)));
        assertEquals("bad-ids", refused("kept", good, "id,filename\n1\n"));
        assertEquals("no-match", refused("kept", good, "filename\n\"never closed\n"));
        assertEquals("no-match", refused("kept", good, "nobody.png"));
        assertEquals("bad-name", refused("../kept", good, "cats/1.png"));
        assertEquals("bad-name", refused("", good, "cats/1.png"));
        try (EmbeddingStore store = open("kept", 2)) {
            assertArrayEquals(new float[] {0, 1}, row(store, 0));
            assertEquals("checkpoint-in-use", refused("kept", good, "cats/1.png"));
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of("imported-kept"), left.map(p -> p.getFileName().toString()).toList());
        }
        save("kept", good, "cats/1.png");
        try (EmbeddingStore store = open("kept", 2)) {
            assertArrayEquals(new float[] {1, 0}, row(store, 0));
        }
        ImportedEmbeddings.remove(folder, "imported:kept");
        assertEquals(List.of(), ImportedEmbeddings.list(folder));
        assertThrows(NotFound.class, () -> ImportedEmbeddings.remove(folder, "imported:kept"));
    }

    private String refused(String name, byte[] npy, String ids) {
        FastLabelException e = assertThrows(FastLabelException.class, () -> save(name, npy, ids));
        return e.code();
    }

    @Test
    void whatACrashLeftIsClearedAway() throws IOException {
        save("kept", npy(1, 0, 1), "cats/1.png");
        Files.move(folder.resolve("imported-kept"), folder.resolve(".import-before-kept"));
        Files.write(Files.createDirectory(folder.resolve(".import-123")).resolve("matrix.f16"), new byte[10]);
        save("other", npy(1, 1, 0), "cats/1.png");
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of("imported-kept", "imported-other"), left.map(p -> p.getFileName().toString()).sorted().toList());
        }
        assertEquals(2, ImportedEmbeddings.list(folder).size());
    }

    @Test
    void itemsWithoutARowAreSaidToHaveNone() {
        save("mine", npy(2, 1, 0, 0, 1), "cats/1.png\ncats/2.png");
        Embedder embedder = ImportedEmbeddings.find(folder, "imported:mine").orElseThrow().embedder();
        try (EmbeddingStore store = EmbeddingStore.open(folder.resolve(embedder.id()), ITEMS, embedder.id(), embedder.dim())) {
            EmbeddingJob job = new EmbeddingJob(new OpenDataset("d", "Data", ITEMS, new MemorySource()), store, embedder,
                    task -> new Thread(task).start());
            job.run();
            assertEquals("done", job.progress().state());
            assertEquals(4, job.progress().unreadable());
            assertEquals("No embedding was imported for this item.", job.unreadable(3).orElseThrow());
            assertTrue(store.ready(0) && store.ready(1));
        }
        assertEquals("no-text-tower", assertThrows(Conflict.class, () -> embedder.queries(List.of("a cat"))).code());
        assertThrows(InvalidInput.class, () -> embedder.read(new MemorySource(), "cats/1.png"));
    }
}
