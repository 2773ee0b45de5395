package org.fastlabel.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.jerolba.carpet.CarpetReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fastlabel.dataset.Stamp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddingExportTest {

    /** More than one group of rows. */
    private static final int ROWS = 9000;
    private static final int DIM = 512;

    @TempDir
    private Path folder;

    record Line(int id, String filename, List<Float> embedding) {
    }

    private static float value(int id, int d) {
        return ((id * 7 + d * 13) % 2048 - 1024) / 1024f;
    }

    @Test
    void parquetIsReadByOthers() throws IOException {
        TestItems items = TestItems.of(ROWS);
        try (EmbeddingStore store = EmbeddingStore.open(folder.resolve("s"), items, "m", DIM)) {
            float[] row = new float[DIM];
            for (int id = 0; id < ROWS; id++) {
                for (int d = 0; d < DIM; d++) {
                    row[d] = value(id, d);
                }
                if (id != 77) {
                    store.write(id, row, Stamp.FIXED, 0);
                }
            }
            Path file = folder.resolve("e.parquet");
            Path npy = folder.resolve("e.npy");
            EmbeddingExport export = new EmbeddingExport(new StoredMatrix(store), items.without(5));
            try (OutputStream out = Files.newOutputStream(file); OutputStream array = Files.newOutputStream(npy)) {
                export.parquet(out);
                export.npy(array);
            }
            assertEquals(ROWS - 2, export.rows());
            assertEquals(export.npyBytes(), Files.size(npy));
            List<Line> lines = new CarpetReader<>(file.toFile(), Line.class).toList();
            assertEquals(ROWS - 2, lines.size());
            int next = 0;
            for (Line line : lines) {
                next += next == 5 || next == 77 ? 1 : 0;
                assertEquals(next, line.id());
                assertEquals(items.key(next), line.filename());
                assertEquals(DIM, line.embedding().size());
                assertEquals(value(next, 0), line.embedding().get(0));
                assertEquals(value(next, DIM - 1), line.embedding().get(DIM - 1));
                next++;
            }
        }
    }

    @Test
    void nothingIsAFileToo() throws IOException {
        TestItems items = TestItems.of(3);
        try (EmbeddingStore store = EmbeddingStore.open(folder.resolve("s"), items, "m", DIM)) {
            EmbeddingExport export = new EmbeddingExport(new StoredMatrix(store), items);
            Path file = folder.resolve("e.parquet");
            try (OutputStream out = Files.newOutputStream(file)) {
                export.parquet(out);
            }
            assertEquals(List.of(), new CarpetReader<>(file.toFile(), Line.class).toList());
            assertEquals(0, new EmbeddingExport(EmptyMatrix.NONE, items).rows());
        }
    }
}
