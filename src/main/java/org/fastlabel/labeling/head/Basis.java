package org.fastlabel.labeling.head;

import org.fastlabel.labeling.head.SoftmaxRegression.Rows;

/**
 * Coordinates of labelled rows in the space that they span: with few rows and many dimensions as many numbers as there are rows
 * say the same, and learning costs that much less. Lengths and angles stay, so a fit here is the fit there.
 */
final class Basis {

    /** Repeated rows span nothing new; this keeps the factor finite. */
    private static final double RIDGE = 1e-6;

    /** Nearly as many rows as dimensions are not worth the turning. */
    private static final double WORTH = 0.6;

    private final Rows full;
    private final double[] factor;
    private final Rows rows;

    private Basis(Rows full, double[] factor, Rows rows) {
        this.full = full;
        this.factor = factor;
        this.rows = rows;
    }

    static Basis of(Rows full) {
        int n = full.count();
        int width = full.width();
        if (n > WORTH * width) {
            return new Basis(full, null, full);
        }
        float[] columns = new float[n * width];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < width; k++) {
                columns[k * n + i] = full.values()[i * width + k];
            }
        }
        float[] products = new float[n * n];
        Products.mix(columns, n, full.values(), width, n, products);
        double[] factor = new double[n * n];
        for (int i = 0; i < n * n; i++) {
            factor[i] = products[i] + (i % (n + 1) == 0 ? RIDGE * (1 + products[i]) : 0);
        }
        Cholesky.factor(factor, n);
        float[] values = new float[n * n];
        for (int i = 0; i < n * n; i++) {
            values[i] = (float) factor[i];
        }
        return new Basis(full, factor, new Rows(values, n));
    }

    /** Whether the coordinates are others than those given. */
    boolean reduced() {
        return factor != null;
    }

    Rows rows() {
        return rows;
    }

    /** Parameters for the rows as they were given, from parameters for {@link #rows}; what comes after the weights stays. */
    double[] expand(double[] x, int classes) {
        if (factor == null) {
            return x;
        }
        int n = rows.count();
        int width = full.width();
        double[] v = x.clone();
        double[] out = new double[x.length + classes * (width - n)];
        for (int c = 0; c < classes; c++) {
            Cholesky.solveTransposed(factor, n, v, c * n);
            for (int i = 0; i < n; i++) {
                for (int k = 0; k < width; k++) {
                    out[c * width + k] += v[c * n + i] * full.values()[i * width + k];
                }
            }
        }
        System.arraycopy(x, classes * n, out, classes * width, x.length - classes * n);
        return out;
    }
}
