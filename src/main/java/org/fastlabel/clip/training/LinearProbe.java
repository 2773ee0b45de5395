package org.fastlabel.clip.training;

import java.util.stream.IntStream;

/**
 * Multinomial logistic regression with an L2 penalty on frozen embeddings, by accelerated gradient descent (Nesterov 1983)
 * over all rows. Features are standardised with the training rows' mean and deviation.
 */
final class LinearProbe {

    private static final int ROUNDS = 300;
    private static final double PENALTY = 1e-3;
    /** Blocks of rows whose gradients are summed in a fixed order, so that the result does not depend on the cores. */
    private static final int BLOCKS = 8;

    private final int classes;
    private final double[] mean;
    private final double[] deviation;
    private final double[] weights;

    private LinearProbe(int classes, double[] mean, double[] deviation, double[] weights) {
        this.classes = classes;
        this.mean = mean;
        this.deviation = deviation;
        this.weights = weights;
    }

    static LinearProbe fit(float[][] rows, int[] labels, int classes) {
        int dim = rows[0].length;
        double[] mean = new double[dim];
        double[] deviation = new double[dim];
        for (float[] row : rows) {
            for (int d = 0; d < dim; d++) {
                mean[d] += row[d] / (double) rows.length;
            }
        }
        for (float[] row : rows) {
            for (int d = 0; d < dim; d++) {
                deviation[d] += (row[d] - mean[d]) * (row[d] - mean[d]) / rows.length;
            }
        }
        for (int d = 0; d < dim; d++) {
            deviation[d] = Math.max(Math.sqrt(deviation[d]), 1e-9);
        }
        LinearProbe probe = new LinearProbe(classes, mean, deviation, new double[classes * (dim + 1)]);
        double[][] x = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            x[i] = probe.standardised(rows[i]);
        }
        probe.descend(x, labels, 1 / (0.5 * largestEigenvalue(x) + PENALTY));
        return probe;
    }

    private double[] standardised(float[] row) {
        double[] x = new double[row.length + 1];
        for (int d = 0; d < row.length; d++) {
            x[d] = (row[d] - mean[d]) / deviation[d];
        }
        x[row.length] = 1;
        return x;
    }

    /** Of the second moments, by power iteration: half of it bounds the curvature of the loss. */
    private static double largestEigenvalue(double[][] x) {
        double[] v = new double[x[0].length];
        java.util.Arrays.fill(v, 1 / Math.sqrt(v.length));
        double norm = 0;
        for (int round = 0; round < 30; round++) {
            double[] next = new double[v.length];
            for (double[] row : x) {
                double dot = 0;
                for (int d = 0; d < v.length; d++) {
                    dot += row[d] * v[d];
                }
                for (int d = 0; d < v.length; d++) {
                    next[d] += dot * row[d] / x.length;
                }
            }
            norm = Math.sqrt(java.util.Arrays.stream(next).map(e -> e * e).sum());
            for (int d = 0; d < v.length; d++) {
                v[d] = next[d] / norm;
            }
        }
        return norm;
    }

    private void descend(double[][] x, int[] labels, double rate) {
        double[] before = weights.clone();
        for (int round = 0; round < ROUNDS; round++) {
            double momentum = round / (round + 3.0);
            double[] ahead = new double[weights.length];
            for (int i = 0; i < weights.length; i++) {
                ahead[i] = weights[i] + momentum * (weights[i] - before[i]);
                before[i] = weights[i];
            }
            double[] gradient = gradient(x, labels, ahead);
            for (int i = 0; i < weights.length; i++) {
                weights[i] = ahead[i] - rate * (gradient[i] + PENALTY * ahead[i]);
            }
        }
    }

    private double[] gradient(double[][] x, int[] labels, double[] w) {
        double[][] parts = IntStream.range(0, BLOCKS).parallel().mapToObj(block -> {
            double[] part = new double[w.length];
            for (int i = block; i < x.length; i += BLOCKS) {
                double[] p = chances(x[i], w);
                p[labels[i]] -= 1;
                for (int k = 0; k < classes; k++) {
                    double share = p[k] / x.length;
                    int base = k * x[i].length;
                    for (int d = 0; d < x[i].length; d++) {
                        part[base + d] += share * x[i][d];
                    }
                }
            }
            return part;
        }).toArray(double[][]::new);
        double[] sum = new double[w.length];
        for (double[] part : parts) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += part[i];
            }
        }
        return sum;
    }

    private double[] chances(double[] x, double[] w) {
        double[] logits = new double[classes];
        double highest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < classes; k++) {
            for (int d = 0; d < x.length; d++) {
                logits[k] += w[k * x.length + d] * x[d];
            }
            highest = Math.max(highest, logits[k]);
        }
        double sum = 0;
        for (int k = 0; k < classes; k++) {
            logits[k] = Math.exp(logits[k] - highest);
            sum += logits[k];
        }
        for (int k = 0; k < classes; k++) {
            logits[k] /= sum;
        }
        return logits;
    }

    /** Share of the rows whose label is the likeliest class. */
    double accuracy(float[][] rows, int[] labels) {
        long right = IntStream.range(0, rows.length).filter(i -> {
            double[] p = chances(standardised(rows[i]), weights);
            return IntStream.range(0, classes).allMatch(k -> p[k] <= p[labels[i]]);
        }).count();
        return right / (double) rows.length;
    }
}
