package org.fastlabel.labeling.head;

import java.util.Arrays;

/**
 * What a judge thinks of items: one logit per item and class, of which the softmax gives probabilities. An item that was not
 * judged has {@code NaN} throughout; one beyond the last row counts as not judged. Wraps its array without copying: whoever
 * makes one no longer writes to it. Safe from any thread.
 */
public final class Logits {

    /** The logit of a class that must not be chosen: finite, and of probability 0. */
    public static final float NEVER = -1e9f;

    private final float[] values;
    private final int classes;

    /** @param values {@code rows * classes}, row by row */
    public Logits(float[] values, int classes) {
        if (classes < 2 || values.length % classes != 0) {
            throw new IllegalArgumentException(values.length + " logits, " + classes + " classes");
        }
        this.values = values;
        this.classes = classes;
    }

    /** Of two classes, from the logit of class 1 against class 0. */
    public static Logits binary(float[] margins) {
        float[] values = new float[2 * margins.length];
        for (int i = 0; i < margins.length; i++) {
            values[2 * i] = Float.isNaN(margins[i]) ? Float.NaN : 0;
            values[2 * i + 1] = margins[i];
        }
        return new Logits(values, 2);
    }

    public int classes() {
        return classes;
    }

    public int rows() {
        return values.length / classes;
    }

    public boolean judged(int id) {
        return id < rows() && !Float.isNaN(values[id * classes]);
    }

    /** {@code NaN} where not judged. */
    public float get(int id, int c) {
        return id < rows() ? values[id * classes + c] : Float.NaN;
    }

    /** The most probable class, of equals the first; -1 where not judged. */
    public int best(int id) {
        if (!judged(id)) {
            return -1;
        }
        int best = 0;
        for (int c = 1; c < classes; c++) {
            if (values[id * classes + c] > values[id * classes + best]) {
                best = c;
            }
        }
        return best;
    }

    /** Softmax over the classes; where not judged all zeros. */
    public double[] probs(int id) {
        double[] probs = new double[classes];
        if (!judged(id)) {
            return probs;
        }
        float most = values[id * classes + best(id)];
        double sum = 0;
        for (int c = 0; c < classes; c++) {
            probs[c] = Math.exp(values[id * classes + c] - most);
            sum += probs[c];
        }
        for (int c = 0; c < classes; c++) {
            probs[c] /= sum;
        }
        return probs;
    }

    /** Probability of one class; {@code NaN} where not judged. */
    public double prob(int id, int c) {
        if (!judged(id)) {
            return Double.NaN;
        }
        double sum = 0;
        for (int o = 0; o < classes; o++) {
            sum += Math.exp((double) values[id * classes + o] - values[id * classes + c]);
        }
        return 1 / sum;
    }

    /**
     * How probable the best class is, as log-odds: it ranks as the probability does, without ties where that rounds to 1.
     * {@code NaN} where not judged.
     */
    public double certainty(int id) {
        if (!judged(id)) {
            return Double.NaN;
        }
        int best = best(id);
        double top = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < classes; c++) {
            top = c == best ? top : Math.max(top, get(id, c));
        }
        double others = 0;
        for (int c = 0; c < classes; c++) {
            others += c == best ? 0 : Math.exp(get(id, c) - top);
        }
        return get(id, best) - top - Math.log(others);
    }

    /** How far the best class is ahead of the second, at least 0; {@code NaN} where not judged. */
    public float margin(int id) {
        if (!judged(id)) {
            return Float.NaN;
        }
        float first = Float.NEGATIVE_INFINITY;
        float second = Float.NEGATIVE_INFINITY;
        for (int c = 0; c < classes; c++) {
            float z = values[id * classes + c];
            if (z > first) {
                second = first;
                first = z;
            } else if (z > second) {
                second = z;
            }
        }
        return first - second;
    }

    /** Of two classes, the logit of class 1 against class 0; else that of class 1 against the best other. NaN where not judged. */
    public float positive(int id) {
        if (!judged(id)) {
            return Float.NaN;
        }
        float other = values[id * classes];
        for (int c = 2; c < classes; c++) {
            other = Math.max(other, values[id * classes + c]);
        }
        return values[id * classes + 1] - other;
    }

    /** Entropy of the probabilities in nats, 0 to log(classes); {@code NaN} where not judged. */
    public double entropy(int id) {
        if (!judged(id)) {
            return Double.NaN;
        }
        double entropy = 0;
        for (double p : probs(id)) {
            entropy -= p > 0 ? p * Math.log(p) : 0;
        }
        return entropy;
    }

    /** The same with some classes ruled out: they get {@link #NEVER}. */
    public Logits without(int... ruledOut) {
        if (ruledOut.length == 0) {
            return this;
        }
        float[] masked = values.clone();
        for (int id = 0; id < rows(); id++) {
            for (int c : ruledOut) {
                if (c < classes && judged(id)) {
                    masked[id * classes + c] = NEVER;
                }
            }
        }
        return new Logits(masked, classes);
    }

    /** A copy of all values, row by row. */
    public float[] toArray() {
        return values.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Logits l && classes == l.classes && Arrays.equals(values, l.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }
}
