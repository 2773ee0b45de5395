package org.fastlabel.labeling.quality;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.fastlabel.labeling.ArrayMatrix;
import org.fastlabel.labeling.TestPool;
import org.junit.jupiter.api.Test;

class NearDuplicatesTest {

    private static final int DIM = 64;
    private static final int N = 3000;

    /** Every tenth item is a slightly disturbed copy of the item before it. */
    private static float[] withCopies(double disturbance) {
        float[] values = TestPool.of(N, DIM, 12, 3).values();
        Random random = new Random(7);
        for (int i = 9; i < N; i += 10) {
            double length = 0;
            for (int d = 0; d < DIM; d++) {
                values[i * DIM + d] = values[(i - 1) * DIM + d] + (float) (disturbance * random.nextGaussian() / Math.sqrt(DIM));
                length += values[i * DIM + d] * values[i * DIM + d];
            }
            for (int d = 0; d < DIM; d++) {
                values[i * DIM + d] /= (float) Math.sqrt(length);
            }
        }
        return values;
    }

    @Test
    void copiesAreFoundAndOthersAreNot() {
        List<int[]> groups = NearDuplicates.groups(new ArrayMatrix(withCopies(0.1), DIM), (a, b) -> true);
        long found = groups.stream().filter(g -> g.length == 2 && g[1] % 10 == 9 && g[0] == g[1] - 1).count();
        assertTrue(found >= 0.97 * N / 10, found + " of " + N / 10);
        assertTrue(groups.size() - found <= 2, "groups that are none: " + (groups.size() - found));
    }

    @Test
    void theItemsThemselvesHaveTheLastWord() {
        assertEquals(0, NearDuplicates.groups(new ArrayMatrix(withCopies(0.1), DIM), (a, b) -> false).size());
    }

    @Test
    void manyEqualItemsAreOneGroupAndNotEmbeddedOnesAreLeftOut() {
        float[] same = new float[200 * 4];
        for (int i = 0; i < 200; i++) {
            same[4 * i] = 1;
        }
        ArrayMatrix matrix = new ArrayMatrix(same, 4);
        matrix.waiting(7, true);
        List<int[]> groups = NearDuplicates.groups(matrix, (a, b) -> true);
        assertEquals(1, groups.size());
        assertEquals(199, groups.get(0).length);
        assertTrue(Arrays.stream(groups.get(0)).noneMatch(id -> id == 7));
    }

    @Test
    void groupsDoNotOverlapAndAreSorted() {
        List<int[]> groups = NearDuplicates.groups(new ArrayMatrix(withCopies(0.2), DIM), (a, b) -> true);
        int[] all = groups.stream().flatMapToInt(Arrays::stream).sorted().toArray();
        assertArrayEquals(Arrays.stream(all).distinct().toArray(), all);
        groups.forEach(g -> assertArrayEquals(Arrays.stream(g).sorted().toArray(), g));
    }
}
