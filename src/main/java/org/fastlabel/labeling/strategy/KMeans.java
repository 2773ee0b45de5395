package org.fastlabel.labeling.strategy;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Diversity: k clusters over all embedded candidates, and of each the item nearest to its centre. Assignment looks at the
 * whole pool through matrix products; the means of Lloyd's iteration are estimated from a sample, because reading all rows
 * into Java would cost more than it moves the centres.
 */
public record KMeans() implements SamplingStrategy {

    private static final int SAMPLE = 1024;
    private static final int ITERATIONS = 4;

    @Override
    public String wireName() {
        return "kmeans";
    }

    @Override
    public String batchType() {
        return "neutral";
    }

    @Override
    public boolean needsJudge() {
        return false;
    }

    @Override
    public int[] choose(Pool pool, int k, RandomGenerator random) {
        int[] ids = pool.embedded();
        if (ids.length <= k) {
            return ids;
        }
        int dim = pool.matrix().dim();
        int[] sampled = RandomChoice.sample(ids, Math.max(SAMPLE, k), random);
        Rows sample = new Rows(pool.matrix().gather(sampled), dim);
        float[] centres = new Rows(Arrays.copyOf(sample.values, Math.min(sample.count, 16 * k) * dim), dim).spread(k, random);
        for (int i = 0; i < ITERATIONS; i++) {
            sample.means(sample.nearest(centres), centres);
        }
        return nearestToCentres(ids, pool.matrix().products(centres, k), Rows.halfSquares(centres, dim));
    }

    /** Of each centre's own items the nearest; a centre without items gives none. */
    private static int[] nearestToCentres(int[] ids, float[] products, float[] half) {
        int k = half.length;
        int[] best = new int[k];
        Arrays.fill(best, -1);
        float[] bestFit = new float[k];
        Arrays.fill(bestFit, Float.NEGATIVE_INFINITY);
        for (int id : ids) {
            int own = 0;
            float ownFit = Float.NEGATIVE_INFINITY;
            for (int c = 0; c < k; c++) {
                float fit = products[id * k + c] - half[c];
                if (fit > ownFit) {
                    ownFit = fit;
                    own = c;
                }
            }
            if (ownFit > bestFit[own]) {
                bestFit[own] = ownFit;
                best[own] = id;
            }
        }
        return IntStream.of(best).filter(id -> id >= 0).toArray();
    }
}
