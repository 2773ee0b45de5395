package org.fastlabel.goldennoise.learning;

import java.util.Arrays;

/**
 * Columns brought to mean 0 and variance 1 on the rows that it was made of; a column that hardly varies becomes nearly 0.
 *
 * @param scale what to divide by
 */
record Standard(float[] mean, float[] scale) {

    static Standard of(float[][] rows) {
        int columns = rows[0].length;
        double[] sum = new double[columns];
        double[] squares = new double[columns];
        for (float[] row : rows) {
            for (int d = 0; d < columns; d++) {
                sum[d] += row[d];
                squares[d] += (double) row[d] * row[d];
            }
        }
        float[] mean = new float[columns];
        float[] scale = new float[columns];
        double typical = 0;
        for (int d = 0; d < columns; d++) {
            mean[d] = (float) (sum[d] / rows.length);
            scale[d] = (float) Math.sqrt(Math.max(0, squares[d] / rows.length - (double) mean[d] * mean[d]));
            typical += scale[d] / columns;
        }
        for (int d = 0; d < columns; d++) {
            scale[d] = (float) Math.max(scale[d], Math.max(0.01 * typical, 1e-6));
        }
        return new Standard(mean, scale);
    }

    float[][] apply(float[][] rows) {
        return Arrays.stream(rows).map(row -> {
            float[] out = new float[row.length];
            for (int d = 0; d < row.length; d++) {
                out[d] = (row[d] - mean[d]) / scale[d];
            }
            return out;
        }).toArray(float[][]::new);
    }

    /** Further divided. */
    Standard dividedBy(float[] damping) {
        float[] damped = new float[scale.length];
        for (int d = 0; d < damped.length; d++) {
            damped[d] = scale[d] * damping[d];
        }
        return new Standard(mean, damped);
    }
}
