package org.fastlabel.embedding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.fastlabel.api.Conflict;
import org.fastlabel.dataset.ItemIndex;
import org.fastlabel.dataset.Stamp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddingStoreTest {

    private static final int DIM = 24;
    private static final Stamp STAMP = new Stamp(1234, 5678);

    @TempDir
    private Path folder;

    private EmbeddingStore open(ItemIndex items) {
        return EmbeddingStore.open(folder, items, "model-1", DIM);
    }

    /** Values that float16 holds exactly; another row for each id and generation. */
    private static float[] row(int id, int generation) {
        SplittableRandom random = new SplittableRandom(id * 31L + generation);
        float[] row = new float[DIM];
        for (int d = 0; d < DIM; d++) {
            row[d] = (random.nextInt(2048) - 1024) / 1024f;
        }
        return row;
    }

    private static float[] stored(EmbeddingStore store, int id) {
        float[] row = new float[DIM];
        store.read(id, row, 0);
        return row;
    }

    private void fill(ItemIndex items) {
        try (EmbeddingStore store = open(items)) {
            for (int id = 0; id < items.size(); id++) {
                store.write(id, row(id, 0), STAMP, 99);
            }
        }
    }

    @Test
    void whatWasWrittenIsThereAgain() {
        TestItems items = TestItems.of(500);
        try (EmbeddingStore store = open(items)) {
            for (int id = 0; id < 500; id += 2) {
                store.write(id, row(id, 0), STAMP, 99);
            }
            store.markUnreadable(1);
            assertEquals(251, store.settled());
            assertEquals(1, store.unreadable());
        }
        try (EmbeddingStore store = open(items)) {
            assertEquals(250, store.settled(), "what could not be read is tried again");
            for (int id = 0; id < 500; id++) {
                assertEquals(id % 2 == 0, store.ready(id));
                assertEquals(id % 2 == 1, store.waiting(id));
                assertArrayEquals(id % 2 == 0 ? row(id, 0) : new float[DIM], stored(store, id));
            }
            assertEquals(STAMP, store.record(4).stamp());
            assertEquals(99, store.record(4).contentHash());
        }
    }

    @Test
    void itGrowsAcrossBlocksWhileOthersUseIt() {
        int many = MappedRows.BLOCK_ROWS + 10;
        try (EmbeddingStore store = open(TestItems.of(10))) {
            store.write(3, row(3, 0), STAMP, 1);
            try (EmbeddingStore larger = open(TestItems.of(many))) {
                assertSame(store, larger);
                assertTrue(larger.ready(3));
                larger.write(many - 1, row(many - 1, 0), STAMP, 1);
                assertEquals(2, larger.settled());
                List<ByteBuffer> blocks = larger.blocks(many);
                assertEquals(2, blocks.size());
                assertEquals(10 * DIM * 2, blocks.get(1).remaining());
            }
            assertTrue(store.ready(many - 1));
        }
        try (EmbeddingStore store = open(TestItems.of(many + 1))) {
            assertTrue(store.ready(3));
            assertArrayEquals(row(many - 1, 0), stored(store, many - 1));
            assertTrue(store.waiting(many));
        }
    }

    @Test
    void itemsThatHaveGoneKeepTheirRowsButDoNotCount() {
        TestItems items = TestItems.of(5);
        fill(items);
        try (EmbeddingStore store = open(items.without(2))) {
            assertEquals(4, store.settled());
            assertTrue(store.ready(2));
        }
        try (EmbeddingStore store = open(items)) {
            assertEquals(5, store.settled(), "it came back");
        }
    }

    @Test
    void anOutdatedRowServesUntilThereIsANewOne() {
        TestItems items = TestItems.of(3);
        fill(items);
        try (EmbeddingStore store = open(items)) {
            long before = store.changes();
            store.outdate(1);
            assertTrue(store.ready(1) && store.due(1) && !store.waiting(1));
            assertEquals(2, store.settled());
            assertArrayEquals(row(1, 0), stored(store, 1));
            store.write(1, row(1, 1), STAMP, 7);
            assertFalse(store.due(1));
            assertEquals(3, store.settled());
            assertArrayEquals(row(1, 1), stored(store, 1));
            assertTrue(store.changes() > before);
            store.refresh(2, new Stamp(1, 2));
        }
        try (EmbeddingStore store = open(items)) {
            assertArrayEquals(row(1, 1), stored(store, 1));
            assertEquals(new Stamp(1, 2), store.record(2).stamp());
            assertEquals(99, store.record(2).contentHash());
            assertTrue(store.ready(2));
        }
    }

    @Test
    void nothingIsWrittenAfterItWasClosed() {
        TestItems items = TestItems.of(2);
        EmbeddingStore store = open(items);
        store.close();
        store.write(0, row(0, 0), STAMP, 1);
        store.markUnreadable(1);
        try (EmbeddingStore next = open(items)) {
            assertNotSame(store, next);
            assertEquals(0, next.settled());
        }
    }

    /** Whatever happens to the files, a row that is served is the right one, and all can be embedded again. */
    @Test
    void noWrongRowIsServedWhateverIsDamaged() throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        TestItems items = TestItems.of(600);
        int lost = 0;
        for (int round = 0; round < 300; round++) {
            fill(items);
            for (int i = random.nextInt(3); i >= 0; i--) {
                damage(random);
            }
            try (EmbeddingStore store = open(items)) {
                int served = 0;
                for (int id = 0; id < 600; id++) {
                    if (store.ready(id)) {
                        assertArrayEquals(row(id, 0), stored(store, id), "round " + round + ", row " + id);
                        served++;
                    } else {
                        assertArrayEquals(new float[DIM], stored(store, id), "rows that are not ready are zeros");
                    }
                }
                assertEquals(served, store.settled());
                lost += 600 - served;
            }
        }
        assertTrue(lost > 0, "the damage was felt");
        fill(items);
        try (EmbeddingStore store = open(items)) {
            assertEquals(600, store.settled());
        }
    }

    private void damage(SplittableRandom random) throws IOException {
        String name = random.nextInt(30) == 0 ? "store.txt" : random.nextBoolean() ? StoreHeader.MATRIX : StoreHeader.RECORDS;
        Path path = folder.resolve(name);
        if (random.nextInt(20) == 0) {
            Files.deleteIfExists(path);
            return;
        }
        if (!Files.exists(path)) {
            return;
        }
        // Only the part that is in use; the rest of the file is holes.
        int used = (int) Math.min(Files.size(path), 600L * (path.endsWith(StoreHeader.MATRIX) ? DIM * 2 : RowRecord.BYTES));
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            int at = random.nextInt(Math.max(1, used));
            switch (random.nextInt(5)) {
                case 0 -> file.setLength(at);
                case 1 -> {
                    file.seek(at);
                    int old = file.read();
                    file.seek(at);
                    file.write(old ^ 1 << random.nextInt(8));
                }
                case 2 -> write(file, at / 512 * 512, new byte[512]);
                case 3 -> {
                    byte[] garbage = new byte[4096];
                    random.nextBytes(garbage);
                    write(file, at / 4096 * 4096, garbage);
                }
                default -> {
                    // A sector that was written to another place.
                    byte[] sector = new byte[Math.min(512, used)];
                    file.seek(at / 512 * 512 % Math.max(1, used - sector.length + 1));
                    file.readFully(sector);
                    write(file, random.nextInt(used) / 32 * 32, sector);
                }
            }
        }
    }

    private static void write(RandomAccessFile file, long at, byte[] bytes) throws IOException {
        file.seek(at);
        file.write(bytes);
    }

    @Test
    void rowsOfAnotherListOfItemsFitNothing() {
        TestItems items = TestItems.of(50);
        fill(items);
        List<String> shuffled = new ArrayList<>(items.keys());
        Collections.swap(shuffled, 3, 30);
        try (EmbeddingStore store = open(TestItems.of(shuffled))) {
            assertEquals(48, store.settled());
            assertTrue(store.waiting(3) && store.waiting(30));
        }
    }

    @Test
    void aStoreOfAnotherKindIsPutAside() throws IOException {
        TestItems items = TestItems.of(5);
        fill(items);
        try (EmbeddingStore store = EmbeddingStore.open(folder, items, "model-1", DIM * 2)) {
            assertEquals(0, store.settled());
        }
        assertTrue(Files.exists(folder.resolve("matrix.f16.aside")));
        fill(items);
        Files.delete(folder.resolve("store.txt"));
        Files.write(folder.resolve("rows.u8"), new byte[] {1, 1, 1, 1, 1});
        try (EmbeddingStore store = open(items)) {
            assertEquals(0, store.settled(), "without a header nobody knows what it is");
        }
        assertTrue(Files.exists(folder.resolve("rows.u8.aside")));
        Files.write(folder.resolve("store.txt"), new byte[5000]);
        try (EmbeddingStore store = open(items)) {
            assertEquals(0, store.settled());
        }
    }

    @Test
    void anotherProcessIsRefusedUntilItIsClosed() throws Exception {
        TestItems items = TestItems.of(5);
        try (EmbeddingStore store = open(items)) {
            assertEquals("embeddings-in-use", otherProcess());
            store.write(0, row(0, 0), STAMP, 1);
        }
        assertEquals("1", otherProcess());
    }

    private String otherProcess() throws Exception {
        Process other = start(OtherProcess.class);
        String said = new String(other.getInputStream().readAllBytes()).strip();
        assertEquals(0, other.waitFor());
        return said;
    }

    private Process start(Class<?> main) throws IOException {
        return new ProcessBuilder(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java", "-Xmx64m",
                "-cp", System.getProperty("java.class.path"), main.getName(), folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    /** What was written when the process died is there, and nothing else is taken for a row; the lock went with the process. */
    @Test
    void aProcessThatIsKilledWhileItWritesLeavesRightRows() throws Exception {
        TestItems items = TestItems.of(Writer.ROWS);
        SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 2; round++) {
            Process writer = start(Writer.class);
            int said = 0;
            try (BufferedReader lines = writer.inputReader()) {
                for (int wanted = 1 + random.nextInt(20); wanted > 0; wanted--) {
                    said = Integer.parseInt(lines.readLine());
                }
                writer.destroyForcibly().waitFor();
            }
            try (EmbeddingStore store = open(items)) {
                for (int id = 0; id < Writer.ROWS; id++) {
                    if (store.ready(id)) {
                        float[] found = stored(store, id);
                        int generation = Math.round(found[0]);
                        assertArrayEquals(Writer.row(id, generation), found, "row " + id);
                        assertTrue(id != said % Writer.ROWS || generation >= said / Writer.ROWS, "what was said to be written is there");
                    }
                }
                assertTrue(store.settled() >= Math.min(said, Writer.ROWS) - 1, store.settled() + " rows of " + said);
            }
        }
    }

    /** Writes rows without end, each again and again with other values, and says how many it has written. */
    static final class Writer {

        static final int ROWS = 5000;

        static float[] row(int id, int generation) {
            float[] row = EmbeddingStoreTest.row(id, generation);
            row[0] = generation;
            return row;
        }

        public static void main(String[] args) {
            EmbeddingStore store = EmbeddingStore.open(Path.of(args[0]), TestItems.of(ROWS), "model-1", DIM);
            for (int n = 0; n < 2000 * ROWS; n++) {
                store.write(n % ROWS, row(n % ROWS, n / ROWS), STAMP, n);
                if (n % 1000 == 0) {
                    System.out.println(n);
                }
                if (n % 7000 == 0) {
                    store.force();
                }
            }
        }
    }

    /** Says how many rows it finds, or why it may not look. */
    static final class OtherProcess {

        public static void main(String[] args) {
            try (EmbeddingStore store = EmbeddingStore.open(Path.of(args[0]), TestItems.of(5), "model-1", DIM)) {
                System.out.println(store.settled());
            } catch (Conflict e) {
                System.out.println(e.code());
            }
        }
    }

    @Test
    void aStoreThatCannotBeMadeLeavesNothingOpen() throws IOException {
        Path file = Files.write(folder.resolve("file"), new byte[1]);
        assertThrows(java.io.UncheckedIOException.class, () -> EmbeddingStore.open(file, TestItems.of(1), "m", DIM));
        assertFalse(EmbeddingStore.inUse(file));
    }
}
