package org.fastlabel.labeling.head;

/**
 * Makes probabilities come true as often as they say (Guo and others, <i>On Calibration of Modern Neural Networks</i>, 2017): logits
 * are multiplied by one number and, since training gives every class the same weight, get back a share of how often each
 * class was seen. Both are chosen to fit labels that the head had not learnt from, and drawn a little towards changing nothing.
 *
 * @param scale     what logits are multiplied by: one over the temperature
 * @param frequency how much of the logarithm of a class's frequency is added
 */
record Temperature(double scale, double frequency) {

    static final Temperature NONE = new Temperature(1, 0);

    private static final double LEAST_SCALE = 0.05;
    private static final double MOST_SCALE = 20;
    private static final double SCALE_VARIANCE = 0.25;
    private static final double FREQUENCY_VARIANCE = 0.1;
    private static final int STEPS = 50;

    /**
     * @param logits of rows that the head had not seen, row by row; NaN for those that were not judged
     * @param counts labels per class, of all rows
     */
    static Temperature of(float[] logits, int[] labels, int[] counts) {
        int classes = counts.length;
        double[] share = shares(counts);
        double s = 1;
        double f = 0;
        double loss = loss(logits, labels, counts, share, s, f);
        // Newton's method in two dimensions: the loss is convex in both.
        for (int step = 0; step < STEPS; step++) {
            double gs = (s - 1) / SCALE_VARIANCE;
            double gf = f / FREQUENCY_VARIANCE;
            double ss = 1 / SCALE_VARIANCE;
            double ff = 1 / FREQUENCY_VARIANCE;
            double sf = 0;
            for (int i = 0; i < labels.length; i++) {
                if (tells(logits, i, labels, counts)) {
                    double[] p = probs(logits, i, share, s, f);
                    double z = 0;
                    double l = 0;
                    double zz = 0;
                    double zl = 0;
                    double ll = 0;
                    for (int c = 0; c < classes; c++) {
                        double logit = logits[i * classes + c];
                        z += p[c] * logit;
                        l += p[c] * share[c];
                        zz += p[c] * logit * logit;
                        zl += p[c] * logit * share[c];
                        ll += p[c] * share[c] * share[c];
                    }
                    gs += z - logits[i * classes + labels[i]];
                    gf += l - share[labels[i]];
                    ss += zz - z * z;
                    sf += zl - z * l;
                    ff += ll - l * l;
                }
            }
            double determinant = ss * ff - sf * sf;
            double ds = (ff * gs - sf * gf) / determinant;
            double df = (ss * gf - sf * gs) / determinant;
            double length = 1;
            double next = Double.NaN;
            while (length > 1e-6) {
                next = loss(logits, labels, counts, share, bounded(s - length * ds), f - length * df);
                if (next <= loss) {
                    break;
                }
                length /= 2;
            }
            if (!(loss - next > 1e-9 * Math.abs(loss))) {
                break;
            }
            s = bounded(s - length * ds);
            f -= length * df;
            loss = next;
        }
        return new Temperature(s, f);
    }

    /** Whether a row was judged; one of a class with a single label says nothing: unseen, nobody can know it. */
    private static boolean tells(float[] logits, int row, int[] labels, int[] counts) {
        return counts[labels[row]] > 1 && !Float.isNaN(logits[row * counts.length]);
    }

    private static double bounded(double scale) {
        return Math.max(LEAST_SCALE, Math.min(MOST_SCALE, scale));
    }

    /** Logarithms of how often the classes were seen, with a mean of 0. */
    static double[] shares(int[] counts) {
        double[] shares = new double[counts.length];
        double mean = 0;
        for (int c = 0; c < counts.length; c++) {
            shares[c] = Math.log(counts[c] + 0.5);
            mean += shares[c] / counts.length;
        }
        for (int c = 0; c < counts.length; c++) {
            shares[c] -= mean;
        }
        return shares;
    }

    /** What {@link #of} minimises. */
    static double loss(float[] logits, int[] labels, int[] counts, double[] share, double s, double f) {
        double loss = (s - 1) * (s - 1) / (2 * SCALE_VARIANCE) + f * f / (2 * FREQUENCY_VARIANCE);
        for (int i = 0; i < labels.length; i++) {
            if (tells(logits, i, labels, counts)) {
                loss -= Math.log(Math.max(1e-300, probs(logits, i, share, s, f)[labels[i]]));
            }
        }
        return loss;
    }

    private static double[] probs(float[] logits, int row, double[] share, double s, double f) {
        double[] p = new double[share.length];
        double most = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < p.length; c++) {
            p[c] = s * logits[row * p.length + c] + f * share[c];
            most = Math.max(most, p[c]);
        }
        double sum = 0;
        for (int c = 0; c < p.length; c++) {
            p[c] = Math.exp(p[c] - most);
            sum += p[c];
        }
        for (int c = 0; c < p.length; c++) {
            p[c] /= sum;
        }
        return p;
    }

    /** Calibrated logits. */
    float[] apply(float[] logits, int[] counts) {
        double[] share = shares(counts);
        float[] out = new float[logits.length];
        for (int i = 0; i < logits.length; i++) {
            out[i] = (float) (scale * logits[i] + frequency * share[i % counts.length]);
        }
        return out;
    }
}
