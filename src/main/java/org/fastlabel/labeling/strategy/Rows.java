package org.fastlabel.labeling.strategy;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Points in a Java array, few enough or with few enough dimensions for plain loops: seeding and clustering. */
final class Rows {

    /** Of so many draws the best is the next starting point. */
    private static final int DRAWS = 4;

    final float[] values;
    final int dim;
    final int count;

    Rows(float[] values, int dim) {
        this.values = values;
        this.dim = dim;
        this.count = values.length / dim;
    }

    /** Dot product of one of these rows with one of others. */
    float dot(int row, float[] others, int other) {
        // Four sums that do not wait for each other; a single one would be bound by the latency of addition.
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        int i = row * dim;
        int j = other * dim;
        int end = i + dim - 3;
        for (; i < end; i += 4, j += 4) {
            a += values[i] * others[j];
            b += values[i + 1] * others[j + 1];
            c += values[i + 2] * others[j + 2];
            d += values[i + 3] * others[j + 3];
        }
        for (; i < row * dim + dim; i++, j++) {
            a += values[i] * others[j];
        }
        return a + b + (c + d);
    }

    /**
     * Starting points after k-means++ (Arthur and Vassilvitskii 2007), greedy: each next one is the best of a few, which are drawn
     * with a probability that grows with the squared distance to the nearest one so far.
     *
     * @return {@code k * dim} values, copies of rows; k at most {@code count}
     */
    float[] spread(int k, RandomGenerator random) {
        float[] centres = new float[k * dim];
        float[] distance = new float[count];
        Arrays.fill(distance, 4);
        for (int c = 0; c < k; c++) {
            float[] best = null;
            int next = 0;
            for (int draw = 0; draw < (c == 0 ? 1 : DRAWS); draw++) {
                int row = drawn(distance, random);
                float[] with = approached(distance, row);
                if (best == null || sum(with) < sum(best)) {
                    best = with;
                    next = row;
                }
            }
            distance = best;
            System.arraycopy(values, next * dim, centres, c * dim, dim);
        }
        return centres;
    }

    /** A row, as likely as its share of the sum. */
    private static int drawn(float[] distance, RandomGenerator random) {
        double aim = random.nextDouble() * sum(distance);
        int row = 0;
        while (row < distance.length - 1 && (aim -= distance[row]) > 0) {
            row++;
        }
        return row;
    }

    /** Squared distances to the nearest centre if this row were one too. */
    private float[] approached(float[] distance, int row) {
        float[] with = new float[count];
        for (int i = 0; i < count; i++) {
            // Unit rows: |x - y|² = 2 - 2 x·y.
            with[i] = Math.min(distance[i], Math.max(0, 2 - 2 * dot(i, values, row)));
        }
        return with;
    }

    private static double sum(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum;
    }

    /**
     * Cluster centres by Lloyd's iteration from {@link #spread} points.
     *
     * @return {@code k * dim} values; k at most {@code count}
     */
    float[] centres(int k, int iterations, RandomGenerator random) {
        float[] centres = spread(k, random);
        for (int i = 0; i < iterations; i++) {
            means(nearest(centres), centres);
        }
        return centres;
    }

    /** These rows only. */
    Rows pick(int[] which) {
        float[] picked = new float[which.length * dim];
        for (int i = 0; i < which.length; i++) {
            System.arraycopy(values, which[i] * dim, picked, i * dim, dim);
        }
        return new Rows(picked, dim);
    }

    /** Moves each centre to the mean of the rows assigned to it; one without rows stays. */
    void means(int[] cluster, float[] centres) {
        int k = centres.length / dim;
        int[] members = new int[k];
        for (int c : cluster) {
            members[c]++;
        }
        for (int c = 0; c < k; c++) {
            if (members[c] > 0) {
                Arrays.fill(centres, c * dim, (c + 1) * dim, 0);
            }
        }
        for (int i = 0; i < count; i++) {
            float share = 1f / members[cluster[i]];
            int to = cluster[i] * dim;
            for (int d = 0; d < dim; d++) {
                centres[to + d] += share * values[i * dim + d];
            }
        }
    }

    /** Half the squared length of each centre: a row x is nearest to the centre c with the largest x·c - half[c]. */
    static float[] halfSquares(float[] centres, int dim) {
        float[] half = new float[centres.length / dim];
        for (int i = 0; i < centres.length; i++) {
            half[i / dim] += centres[i] * centres[i] / 2;
        }
        return half;
    }

    /** The nearest centre of each row. */
    int[] nearest(float[] centres) {
        float[] half = halfSquares(centres, dim);
        int[] cluster = new int[count];
        for (int i = 0; i < count; i++) {
            float best = Float.NEGATIVE_INFINITY;
            for (int c = 0; c < half.length; c++) {
                float fit = dot(i, centres, c) - half[c];
                if (fit > best) {
                    best = fit;
                    cluster[i] = c;
                }
            }
        }
        return cluster;
    }
}
