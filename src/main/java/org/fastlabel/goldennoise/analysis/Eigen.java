package org.fastlabel.goldennoise.analysis;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Eigenvectors of small symmetric matrices, by Jacobi's rotations (Golub and Van Loan, <i>Matrix Computations</i>, section 8.5). */
final class Eigen {

    private static final int SWEEPS = 60;

    private Eigen() {
    }

    /** @param matrix symmetric; overwritten @return unit vectors as rows, that of the largest eigenvalue first */
    static double[][] vectors(double[][] matrix) {
        int n = matrix.length;
        double[][] v = new double[n][n];
        for (int i = 0; i < n; i++) {
            v[i][i] = 1;
        }
        for (int sweep = 0; sweep < SWEEPS && outside(matrix) > 1e-22; sweep++) {
            for (int p = 0; p < n; p++) {
                for (int q = p + 1; q < n; q++) {
                    rotate(matrix, v, p, q);
                }
            }
        }
        return IntStream.range(0, n).boxed().sorted(Comparator.comparingDouble(i -> -matrix[i][i])).map(i -> v[i]).toArray(double[][]::new);
    }

    /** Squares beside the diagonal, as a share of all. */
    private static double outside(double[][] a) {
        double off = 0;
        double all = 1e-300;
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a.length; j++) {
                all += a[i][j] * a[i][j];
                off += i == j ? 0 : a[i][j] * a[i][j];
            }
        }
        return off / all;
    }

    private static void rotate(double[][] a, double[][] v, int p, int q) {
        if (a[p][q] == 0) {
            return;
        }
        double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        double t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        double c = 1 / Math.sqrt(t * t + 1);
        double s = t * c;
        for (int k = 0; k < a.length; k++) {
            double kp = a[k][p];
            double kq = a[k][q];
            a[k][p] = c * kp - s * kq;
            a[k][q] = s * kp + c * kq;
        }
        for (int k = 0; k < a.length; k++) {
            double pk = a[p][k];
            double qk = a[q][k];
            a[p][k] = c * pk - s * qk;
            a[q][k] = s * pk + c * qk;
            double vp = v[p][k];
            double vq = v[q][k];
            v[p][k] = c * vp - s * vq;
            v[q][k] = s * vp + c * vq;
        }
    }
}
