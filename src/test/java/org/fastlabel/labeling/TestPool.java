package org.fastlabel.labeling;

import java.util.Random;

/**
 * Made-up embeddings with a known truth: clusters of different sizes around random directions; an item's class is its
 * cluster's, except near a border that runs through some clusters.
 *
 * @param values unit rows, one after another
 * @param truth  0 or 1 per row
 */
public record TestPool(float[] values, int dim, int[] truth) {

    public static TestPool of(int rows, int dim, int clusters, long seed) {
        Random random = new Random(seed);
        float[][] centres = new float[clusters][dim];
        double[] border = new double[dim];
        for (int d = 0; d < dim; d++) {
            border[d] = random.nextGaussian();
            for (float[] centre : centres) {
                centre[d] = (float) random.nextGaussian();
            }
        }
        float[] values = new float[rows * dim];
        int[] truth = new int[rows];
        for (int i = 0; i < rows; i++) {
            int cluster = (int) (clusters * Math.pow(random.nextDouble(), 1.5));
            double length = 0;
            double side = 0;
            for (int d = 0; d < dim; d++) {
                float x = centres[cluster][d] + 0.9f * (float) random.nextGaussian();
                values[i * dim + d] = x;
                length += x * x;
                side += x * border[d];
            }
            for (int d = 0; d < dim; d++) {
                values[i * dim + d] /= (float) Math.sqrt(length);
            }
            boolean mixed = cluster % 5 == 0;
            truth[i] = mixed ? (side > 0 ? 1 : 0) : cluster % 2;
        }
        return new TestPool(values, dim, truth);
    }
}
