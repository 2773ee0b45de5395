package org.fastlabel.labeling.strategy;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Diversity: k clusters over all embedded candidates, {@link Whitened}, and of each the item nearest to its centre. The centres
 * are estimated from a sample; assignment looks at the whole pool.
 */
public record KMeans() implements SamplingStrategy {

    private static final int SAMPLE = 2048;
    private static final int ITERATIONS = 5;

    @Override
    public String wireName() {
        return "kmeans";
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
        Rows rows = Whitened.rows(pool.matrix(), ids);
        float[] centres = centres(rows, k, random);
        return IntStream.of(nearestToCentres(rows, centres)).filter(i -> i >= 0).map(i -> ids[i]).toArray();
    }

    /** Cluster centres of many rows. */
    static float[] centres(Rows rows, int k, RandomGenerator random) {
        int[] all = IntStream.range(0, rows.count).toArray();
        return rows.pick(RandomChoice.sample(all, Math.max(SAMPLE, 8 * k), random)).centres(k, ITERATIONS, random);
    }

    /** Of each centre's own rows the nearest; -1 for a centre without rows. */
    private static int[] nearestToCentres(Rows rows, float[] centres) {
        float[] half = Rows.halfSquares(centres, rows.dim);
        int[] cluster = rows.nearest(centres);
        int[] best = new int[half.length];
        Arrays.fill(best, -1);
        float[] bestFit = new float[half.length];
        Arrays.fill(bestFit, Float.NEGATIVE_INFINITY);
        for (int i = 0; i < rows.count; i++) {
            float fit = rows.dot(i, centres, cluster[i]) - half[cluster[i]];
            // Rows have unit length, so this orders a cluster by distance.
            if (fit > bestFit[cluster[i]]) {
                bestFit[cluster[i]] = fit;
                best[cluster[i]] = i;
            }
        }
        return best;
    }
}
