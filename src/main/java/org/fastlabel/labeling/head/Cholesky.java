package org.fastlabel.labeling.head;

/** The factor L with L Lᵀ = A of a symmetric positive matrix, row by row, zeros above the diagonal. */
final class Cholesky {

    private Cholesky() {
    }

    /** @param a {@code n * n}, positive definite; overwritten with L */
    static void factor(double[] a, int n) {
        for (int j = 0; j < n; j++) {
            double pivot = Math.sqrt(Math.max(1e-30, a[j * n + j]));
            a[j * n + j] = pivot;
            double[] column = new double[n];
            for (int i = j + 1; i < n; i++) {
                column[i] = a[i * n + j] /= pivot;
            }
            for (int i = j + 1; i < n; i++) {
                double factor = column[i];
                for (int k = j + 1; k <= i; k++) {
                    a[i * n + k] -= factor * column[k];
                }
                a[j * n + i] = 0;
            }
        }
    }

    /**
     * The inverse of L, transposed: line j holds column j, of which the first j values are 0.
     *
     * @param l as {@link #factor} leaves it
     */
    static float[] inverseColumns(double[] l, int n) {
        // Line i of the inverse is built from those before it; all inner loops run along lines.
        double[] inverse = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < i; k++) {
                double factor = l[i * n + k];
                for (int j = 0; j <= k; j++) {
                    inverse[i * n + j] -= factor * inverse[k * n + j];
                }
            }
            inverse[i * n + i] = 1;
            for (int j = 0; j <= i; j++) {
                inverse[i * n + j] /= l[i * n + i];
            }
        }
        float[] columns = new float[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                columns[j * n + i] = (float) inverse[i * n + j];
            }
        }
        return columns;
    }

    /** Solves Lᵀ x = v for one vector. @param v {@code n} values from {@code at}, overwritten with x */
    static void solveTransposed(double[] l, int n, double[] v, int at) {
        for (int i = n - 1; i >= 0; i--) {
            v[at + i] /= l[i * n + i];
            for (int k = 0; k < i; k++) {
                v[at + k] -= l[i * n + k] * v[at + i];
            }
        }
    }
}
