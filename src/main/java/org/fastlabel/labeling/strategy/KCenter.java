package org.fastlabel.labeling.strategy;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.fastlabel.embedding.EmbeddingMatrix;

/**
 * Coverage: again and again the item that is farthest from everything labelled or chosen so far, after Sener and Savarese 2018
 * (core-set). No other choice of as many items could leave the farthest one at less than half the distance (Gonzalez 1985).
 *
 * <p>Distances of the whole pool come from matrix products. Between two of these, items are chosen from a list of the farthest:
 * a distance can only fall, so the farthest of the list is the farthest of all as long as it beats what the list began with.
 */
public record KCenter() implements SamplingStrategy {

    private static final int LIST = 1024;
    /** Columns of one product. */
    private static final int COLUMNS = 256;

    @Override
    public String wireName() {
        return "kcenter";
    }

    @Override
    public boolean works(Pool pool) {
        return pool.embedded().length > 0;
    }

    @Override
    public int[] choose(Pool pool, int k, RandomGenerator random) {
        int[] ids = pool.embedded();
        if (ids.length <= k) {
            return ids;
        }
        float[] distance = new float[pool.matrix().rows()];
        Arrays.fill(distance, Float.POSITIVE_INFINITY);
        int[] chosen = new int[k];
        int count = 0;
        int[] known = pool.known();
        if (known.length == 0) {
            known = new int[] {ids[random.nextInt(ids.length)]};
            chosen[count++] = known[0];
        }
        approach(distance, pool.matrix(), known);
        boolean[] taken = new boolean[distance.length];
        IntStream.of(chosen).limit(count).forEach(id -> taken[id] = true);
        while (count < k) {
            int before = count;
            count = fromFarthest(distance, taken, pool.matrix(), ids, chosen, count);
            if (count < k) {
                approach(distance, pool.matrix(), Arrays.copyOfRange(chosen, before, count));
            }
        }
        return chosen;
    }

    /** Lowers the squared distances by id to those from the nearest of some centres, where that is less. */
    private static void approach(float[] distance, EmbeddingMatrix matrix, int[] centres) {
        for (int from = 0; from < centres.length; from += COLUMNS) {
            int n = Math.min(COLUMNS, centres.length - from);
            float[] products = matrix.products(matrix.gather(Arrays.copyOfRange(centres, from, from + n)), n);
            for (int id = 0; id < distance.length; id++) {
                float nearest = Float.NEGATIVE_INFINITY;
                for (int c = 0; c < n; c++) {
                    nearest = Math.max(nearest, products[id * n + c]);
                }
                // Unit rows: |x - y|² = 2 - 2 x·y.
                distance[id] = Math.min(distance[id], 2 - 2 * nearest);
            }
        }
    }

    /** Chooses at least one more, and further ones while they are sure to be the farthest. @return how many are chosen now */
    private static int fromFarthest(float[] distance, boolean[] taken, EmbeddingMatrix matrix, int[] ids, int[] chosen, int count) {
        int[] free = Arrays.stream(ids).filter(id -> !taken[id]).toArray();
        int[] list = Ranked.smallest(free, LIST, id -> -distance[id]);
        float others = list.length == free.length ? Float.NEGATIVE_INFINITY : distance[list[list.length - 1]];
        Rows rows = new Rows(matrix.gather(list), matrix.dim());
        float[] near = new float[list.length];
        for (int i = 0; i < list.length; i++) {
            near[i] = distance[list[i]];
        }
        int next = 0;
        do {
            chosen[count++] = list[next];
            taken[list[next]] = true;
            near[next] = Float.NEGATIVE_INFINITY;
            int centre = next;
            for (int i = 0; i < list.length; i++) {
                near[i] = Math.min(near[i], 2 - 2 * rows.dot(i, rows.values, centre));
                next = near[i] > near[next] ? i : next;
            }
        } while (count < chosen.length && near[next] >= others && !taken[list[next]]);
        return count;
    }
}
