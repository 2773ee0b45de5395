package org.fastlabel.labeling.head;

/**
 * The exact objective of the linear head: cross-entropy of the labelled rows, in which every class that has labels weighs the
 * same, plus {@code decay / 2} times the squared length of the parameters. Where there are hints, what words say of each row,
 * one further parameter tells how much they count; it is drawn towards {@link #TRUST} instead of 0.
 *
 * <p>Parameters: {@code classes * width} weights, class by class, then the trust in the hints if there are any. Rows and hints
 * are only read. One thread at a time: it keeps scratch space.
 */
final class SoftmaxRegression implements Lbfgs.Objective {

    /** What hints count for before labels speak: twice their standard deviation over the pool. */
    static final double TRUST = 2;

    private final Rows rows;
    private final int[] labels;
    private final int classes;
    private final float[] hints;
    private final double decay;
    private final float[] importance;
    private final float[] columns;
    private final float[] logits;
    private final float[] weights;
    private final float[] slopes;

    /** Rows of {@code width} values each, one after another; the last value of each is 1, for the offset. */
    record Rows(float[] values, int width) {

        int count() {
            return values.length / width;
        }

        Rows pick(int[] which) {
            float[] picked = new float[which.length * width];
            for (int i = 0; i < which.length; i++) {
                System.arraycopy(values, which[i] * width, picked, i * width, width);
            }
            return new Rows(picked, width);
        }

        /** Logits of the rows: {@code count * classes}, row by row. @param hints as in the objective, or null */
        float[] logits(double[] x, int classes, float[] hints) {
            float[] out = new float[count() * classes];
            for (int i = 0; i < count(); i++) {
                for (int c = 0; c < classes; c++) {
                    double sum = hints == null ? 0 : x[classes * width] * hints[i * classes + c];
                    for (int k = 0; k < width; k++) {
                        sum += x[c * width + k] * values[i * width + k];
                    }
                    out[i * classes + c] = (float) sum;
                }
            }
            return out;
        }
    }

    /** @param hints a value per row and class, row by row; or null */
    SoftmaxRegression(Rows rows, int[] labels, int classes, float[] hints, double decay) {
        this.rows = rows;
        this.labels = labels;
        this.classes = classes;
        this.hints = hints;
        this.decay = decay;
        int n = labels.length;
        importance = importance(labels, classes);
        columns = new float[rows.width * n];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < rows.width; k++) {
                columns[k * n + i] = rows.values[i * rows.width + k];
            }
        }
        logits = new float[classes * n];
        weights = new float[classes * rows.width];
        slopes = new float[classes * rows.width];
    }

    /** Each class the same in sum, all together as many as there are rows. */
    private static float[] importance(int[] labels, int classes) {
        int[] counts = new int[classes];
        int present = 0;
        for (int label : labels) {
            present += counts[label]++ == 0 ? 1 : 0;
        }
        float[] importance = new float[labels.length];
        for (int i = 0; i < labels.length; i++) {
            importance[i] = (float) labels.length / present / counts[labels[i]];
        }
        return importance;
    }

    /** Where to begin: nothing is known but the hints. */
    double[] zero() {
        double[] x = new double[classes * rows.width + (hints == null ? 0 : 1)];
        if (hints != null) {
            x[x.length - 1] = TRUST;
        }
        return x;
    }

    @Override
    public double at(double[] x, double[] gradient) {
        int n = labels.length;
        for (int k = 0; k < weights.length; k++) {
            weights[k] = (float) x[k];
        }
        Products.mix(columns, n, weights, rows.width, classes, logits);
        if (hints != null) {
            float trust = (float) x[weights.length];
            for (int c = 0; c < classes; c++) {
                for (int i = 0; i < n; i++) {
                    logits[c * n + i] += trust * hints[i * classes + c];
                }
            }
        }
        double value = residuals();
        Products.mix(rows.values, rows.width, logits, n, classes, slopes);
        for (int k = 0; k < weights.length; k++) {
            value += decay / 2 * x[k] * x[k];
            gradient[k] = slopes[k] + decay * x[k];
        }
        if (hints != null) {
            double further = x[weights.length] - TRUST;
            double slope = decay * further;
            for (int c = 0; c < classes; c++) {
                for (int i = 0; i < n; i++) {
                    slope += logits[c * n + i] * hints[i * classes + c];
                }
            }
            gradient[weights.length] = slope;
            value += decay / 2 * further * further;
        }
        return value;
    }

    /** Turns logits into the objective's slope by them, and returns the cross-entropy. */
    private double residuals() {
        int n = labels.length;
        double loss = 0;
        for (int i = 0; i < n; i++) {
            float most = logits[i];
            for (int c = 1; c < classes; c++) {
                most = Math.max(most, logits[c * n + i]);
            }
            double own = logits[labels[i] * n + i] - most;
            double sum = 0;
            for (int c = 0; c < classes; c++) {
                double e = Math.exp(logits[c * n + i] - most);
                logits[c * n + i] = (float) e;
                sum += e;
            }
            loss += importance[i] * (Math.log(sum) - own);
            float share = (float) (importance[i] / sum);
            for (int c = 0; c < classes; c++) {
                logits[c * n + i] *= share;
            }
            logits[labels[i] * n + i] -= importance[i];
        }
        return loss;
    }

    /** The parameters that minimise it. @param precision of the slope, as a share of what it is at {@link #zero} */
    double[] fit(double[] start, double precision) {
        double[] slope = new double[start.length];
        at(zero(), slope);
        return Lbfgs.minimise(this, start, precision * Math.sqrt(Lbfgs.dot(slope, slope)) + 1e-9, 200);
    }
}
