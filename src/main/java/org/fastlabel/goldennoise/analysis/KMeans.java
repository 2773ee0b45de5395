package org.fastlabel.goldennoise.analysis;

import java.util.random.RandomGenerator;

/** k-means after Lloyd, begun by k-means++ (Arthur and Vassilvitskii 2007), the best of a few beginnings. */
final class KMeans {

    private static final int STARTS = 4;
    private static final int ROUNDS = 50;

    private KMeans() {
    }

    /** @param rows at least {@code k} @return k centres */
    static double[][] centres(double[][] rows, int k, RandomGenerator random) {
        double[][] best = null;
        double least = Double.POSITIVE_INFINITY;
        for (int start = 0; start < STARTS; start++) {
            double[][] centres = begin(rows, k, random);
            double before = Double.POSITIVE_INFINITY;
            double inertia = inertia(rows, centres);
            for (int round = 0; round < ROUNDS && inertia < before * (1 - 1e-9); round++) {
                centres = moved(rows, centres);
                before = inertia;
                inertia = inertia(rows, centres);
            }
            if (inertia < least) {
                least = inertia;
                best = centres;
            }
        }
        return best;
    }

    /** Each further centre is a row drawn with a chance that grows with the square of its distance to the centres so far. */
    private static double[][] begin(double[][] rows, int k, RandomGenerator random) {
        double[][] centres = new double[k][];
        centres[0] = rows[random.nextInt(rows.length)].clone();
        double[] nearest = new double[rows.length];
        for (int c = 1; c < k; c++) {
            double sum = 0;
            for (int i = 0; i < rows.length; i++) {
                double square = square(rows[i], centres[c - 1]);
                nearest[i] = c == 1 ? square : Math.min(nearest[i], square);
                sum += nearest[i];
            }
            double left = random.nextDouble() * sum;
            int chosen = 0;
            while (chosen < rows.length - 1 && (left -= nearest[chosen]) > 0) {
                chosen++;
            }
            centres[c] = rows[chosen].clone();
        }
        return centres;
    }

    private static double[][] moved(double[][] rows, double[][] centres) {
        double[][] sums = new double[centres.length][rows[0].length];
        int[] counts = new int[centres.length];
        for (double[] row : rows) {
            int c = nearest(row, centres);
            counts[c]++;
            for (int d = 0; d < row.length; d++) {
                sums[c][d] += row[d];
            }
        }
        for (int c = 0; c < sums.length; c++) {
            for (int d = 0; d < sums[c].length; d++) {
                sums[c][d] = counts[c] == 0 ? centres[c][d] : sums[c][d] / counts[c];
            }
        }
        return sums;
    }

    private static double inertia(double[][] rows, double[][] centres) {
        double sum = 0;
        for (double[] row : rows) {
            sum += square(row, centres[nearest(row, centres)]);
        }
        return sum;
    }

    /** Number of the centre that a row belongs to. */
    static int nearest(double[] row, double[][] centres) {
        int nearest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int c = 0; c < centres.length; c++) {
            double square = square(row, centres[c]);
            if (square < least) {
                least = square;
                nearest = c;
            }
        }
        return nearest;
    }

    static double square(double[] a, double[] b) {
        double sum = 0;
        for (int d = 0; d < a.length; d++) {
            sum += (a[d] - b[d]) * (a[d] - b[d]);
        }
        return sum;
    }
}
