package org.fastlabel.goldennoise.analysis;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Principal components by randomised subspace iteration (Halko, Martinsson and Tropp 2011, algorithm 4.4): the directions in which rows
 * vary most, the strongest first. Deterministic.
 */
public final class Pca {

    private static final int SPARE = 10;
    private static final int ROUNDS = 6;

    /**
     * What was found.
     *
     * @param mean       of the rows
     * @param directions of unit length, as rows
     * @param spread     deviation of the rows along each
     */
    public record Fit(double[] mean, double[][] directions, double[] spread) {
    }

    private Pca() {
    }

    /** The rows, centred, in coordinates of the components. */
    static double[][] project(float[][] rows, int most) {
        Fit fit = fit(rows, most);
        return times(centred(rows, fit.mean), fit.directions);
    }

    /**
     * @param rows at least one, all of one length
     * @param most components; fewer where rows or columns do not give as many
     */
    public static Fit fit(float[][] rows, int most) {
        int dim = rows[0].length;
        double[] mean = mean(rows);
        double[][] x = centred(rows, mean);
        int kept = Math.min(most, Math.min(rows.length, dim));
        int k = Math.min(kept + SPARE, Math.min(rows.length, dim));
        RandomGenerator random = new SplittableRandom(1);
        // The basis lies in rows of k, each a direction of dim numbers.
        double[][] basis = new double[k][dim];
        for (double[] direction : basis) {
            for (int d = 0; d < dim; d++) {
                direction[d] = random.nextGaussian();
            }
        }
        orthonormal(basis);
        for (int round = 0; round < ROUNDS; round++) {
            basis = back(x, times(x, basis));
            orthonormal(basis);
        }
        double[][] scores = times(x, basis);
        double[][] rotation = Eigen.vectors(gram(scores));
        double[][] directions = new double[kept][dim];
        double[] spread = new double[kept];
        for (int c = 0; c < kept; c++) {
            for (int j = 0; j < k; j++) {
                add(directions[c], rotation[c][j], basis[j]);
            }
            for (double[] row : scores) {
                double along = dot(row, rotation[c]);
                spread[c] += along * along / rows.length;
            }
            spread[c] = Math.sqrt(spread[c]);
        }
        return new Fit(mean, directions, spread);
    }

    private static double[] mean(float[][] rows) {
        double[] mean = new double[rows[0].length];
        for (float[] row : rows) {
            for (int d = 0; d < mean.length; d++) {
                mean[d] += row[d] / (double) rows.length;
            }
        }
        return mean;
    }

    private static double[][] centred(float[][] rows, double[] mean) {
        double[][] x = new double[rows.length][mean.length];
        for (int i = 0; i < rows.length; i++) {
            for (int d = 0; d < mean.length; d++) {
                x[i][d] = rows[i][d] - mean[d];
            }
        }
        return x;
    }

    private static double[][] times(double[][] x, double[][] basis) {
        double[][] out = new double[x.length][basis.length];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < basis.length; j++) {
                out[i][j] = dot(x[i], basis[j]);
            }
        }
        return out;
    }

    private static double[][] back(double[][] x, double[][] scores) {
        double[][] out = new double[scores[0].length][x[0].length];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < out.length; j++) {
                add(out[j], scores[i][j], x[i]);
            }
        }
        return out;
    }

    private static double[][] gram(double[][] scores) {
        double[][] out = new double[scores[0].length][scores[0].length];
        for (double[] row : scores) {
            for (int j = 0; j < out.length; j++) {
                add(out[j], row[j], row);
            }
        }
        return out;
    }

    /** Gram and Schmidt's, twice, which is enough for any numbers. What depends on the others becomes 0. */
    private static void orthonormal(double[][] basis) {
        for (int j = 0; j < basis.length; j++) {
            double before = Math.sqrt(dot(basis[j], basis[j]));
            for (int again = 0; again < 2; again++) {
                for (int i = 0; i < j; i++) {
                    add(basis[j], -dot(basis[i], basis[j]), basis[i]);
                }
            }
            double length = Math.sqrt(dot(basis[j], basis[j]));
            double factor = length > 1e-10 * before ? 1 / length : 0;
            for (int d = 0; d < basis[j].length; d++) {
                basis[j][d] *= factor;
            }
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int d = 0; d < a.length; d++) {
            sum += a[d] * b[d];
        }
        return sum;
    }

    private static void add(double[] to, double factor, double[] what) {
        for (int d = 0; d < to.length; d++) {
            to[d] += factor * what[d];
        }
    }
}
