package org.fastlabel.embedding;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.fastlabel.dataset.Stamp;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long it takes to write a store, and to look through all its rows when it is opened. */
@Tag("bench")
class EmbeddingStoreBench {

    private static final int DIM = 512;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {100_000, 1_000_000})
    void opening(int rows) {
        List<String> keys = IntStream.range(0, rows).mapToObj(i -> "some/folder/picture-" + i + ".jpg").toList();
        TestItems items = new TestItems(keys, new BitSet());
        float[] row = new float[DIM];
        Arrays.fill(row, 1 / (float) Math.sqrt(DIM));
        long start = System.nanoTime();
        try (EmbeddingStore store = EmbeddingStore.open(folder, items, "m", DIM)) {
            for (int id = 0; id < rows; id++) {
                store.write(id, row, Stamp.FIXED, 0);
            }
            System.out.printf("%,d rows: written in %,d ms%n", rows, (System.nanoTime() - start) / 1_000_000);
        }
        for (int i = 0; i < 3; i++) {
            long before = System.nanoTime();
            try (EmbeddingStore store = EmbeddingStore.open(folder, items, "m", DIM)) {
                System.out.printf("%,d rows: opened and verified in %,d ms (%,d ready)%n", rows, (System.nanoTime() - before) / 1_000_000,
                        store.settled());
            }
        }
    }
}
