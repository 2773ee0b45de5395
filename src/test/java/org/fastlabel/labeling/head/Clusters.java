package org.fastlabel.labeling.head;

import java.util.Random;

/** Unit-length points around random centres, class after class in turn; truth is the nearest centre that made them. */
record Clusters(float[] rows, int[] truth, float[] centres) {

    /** @param noise how far points lie from their centre, whose length is 1 */
    static Clusters of(int n, int dim, int classes, double noise, long seed) {
        Random random = new Random(seed);
        float[] centres = new float[classes * dim];
        for (int c = 0; c < classes; c++) {
            for (int d = 0; d < dim; d++) {
                centres[c * dim + d] = (float) random.nextGaussian();
            }
            unit(centres, c * dim, dim);
        }
        float[] rows = new float[n * dim];
        int[] truth = new int[n];
        for (int i = 0; i < n; i++) {
            truth[i] = i % classes;
            for (int d = 0; d < dim; d++) {
                rows[i * dim + d] = centres[truth[i] * dim + d] + (float) (random.nextGaussian() * noise / Math.sqrt(dim));
            }
            unit(rows, i * dim, dim);
        }
        return new Clusters(rows, truth, centres);
    }

    private static void unit(float[] values, int from, int count) {
        double square = 0;
        for (int i = from; i < from + count; i++) {
            square += values[i] * values[i];
        }
        for (int i = from; i < from + count; i++) {
            values[i] /= (float) Math.sqrt(square);
        }
    }
}
