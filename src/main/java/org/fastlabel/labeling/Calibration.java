package org.fastlabel.labeling;

import java.util.Locale;
import org.fastlabel.embedding.EmbeddingMatrix;

/**
 * Turns similarities to a text query into logits, by the pool's own distribution of similarities. CLIP's similarities lie in a
 * narrow band whose place depends on the words, so neither they nor a softmax over prompts can be read as probabilities. Here
 * the pool is split in two where the variance between the halves is largest (Otsu 1979), with 2 to 50 % above; the split gets
 * probability 0.5, and the slope gives the mean of each half a logit 4 from the other's. The order is that of the similarities.
 *
 * @param threshold similarity with probability 0.5
 * @param slope     logit per similarity, above 0
 * @param share     of the pool above the threshold
 */
public record Calibration(double threshold, double slope, double share) {

    private static final int BINS = 512;
    private static final double LEAST_SHARE = 0.02;
    private static final double MOST_SHARE = 0.5;
    private static final double MEANS_APART = 4;

    /** @param similarities finite ones of the pool, {@code NaN} where there is none */
    public static Calibration of(float[] similarities) {
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        int n = 0;
        for (float s : similarities) {
            if (!Float.isNaN(s)) {
                low = Math.min(low, s);
                high = Math.max(high, s);
                n++;
            }
        }
        if (n == 0 || high - low < 1e-9f) {
            return new Calibration(n == 0 ? 0 : low, 1, 0);
        }
        int[] counts = new int[BINS];
        double[] sums = new double[BINS];
        double total = 0;
        for (float s : similarities) {
            if (!Float.isNaN(s)) {
                int bin = Math.min(BINS - 1, (int) ((s - low) / (high - low) * BINS));
                counts[bin]++;
                sums[bin] += s;
                total += s;
            }
        }
        return split(counts, sums, n, total, low, high);
    }

    private static Calibration split(int[] counts, double[] sums, int n, double total, double low, double high) {
        double best = -1;
        Calibration chosen = new Calibration((low + high) / 2, MEANS_APART / (high - low), MOST_SHARE);
        int above = 0;
        double sumAbove = 0;
        for (int bin = BINS - 1; bin > 0; bin--) {
            above += counts[bin];
            sumAbove += sums[bin];
            if (above < LEAST_SHARE * n || above == 0 || above == n) {
                continue;
            }
            if (above > MOST_SHARE * n && best >= 0) {
                break;
            }
            double apart = sumAbove / above - (total - sumAbove) / (n - above);
            double variance = (double) above * (n - above) * apart * apart;
            if (variance > best) {
                best = variance;
                chosen = new Calibration(low + (high - low) * bin / BINS, MEANS_APART / apart, (double) above / n);
            }
        }
        return chosen;
    }

    /** Dot products of all items with a direction; {@code NaN} where not embedded. */
    static float[] similarities(float[] direction, EmbeddingMatrix matrix) {
        float[] similarities = matrix.rows() == 0 ? new float[0] : matrix.products(direction, 1);
        for (int id = 0; id < similarities.length; id++) {
            if (!matrix.ready(id)) {
                similarities[id] = Float.NaN;
            }
        }
        return similarities;
    }

    float logit(float similarity) {
        return (float) ((similarity - threshold) * slope);
    }

    /** For the person. */
    String words() {
        return String.format(Locale.ROOT, "Calibrated on this data set's own similarities: the %.0f%% that fit best count as "
                + "positive (split where the two groups differ most).", 100 * share);
    }
}
