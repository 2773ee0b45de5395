package org.fastlabel.goldennoise.learning;

import java.util.Arrays;
import org.fastlabel.goldennoise.analysis.Pca;

/**
 * How prompts are told apart: the strongest principal components of their descriptions, each of the same size, so that a rare word counts as
 * much as a common one; all together of length 1 on average.
 *
 * @param mean       of the descriptions
 * @param components rows: directions, divided by the spread along them
 */
record Description(float[] mean, float[][] components) {

    private static final int MOST = 40;
    /** A component whose spread is less than this share of the first one's is noise of the text encoder. */
    private static final double LEAST = 0.02;

    static Description of(float[][] described) {
        Pca.Fit fit = Pca.fit(described, Math.min(MOST, Math.max(1, described.length / 2)));
        double first = Math.max(fit.spread()[0], 1e-12);
        int kept = (int) Math.max(1, Arrays.stream(fit.spread()).filter(s -> s > LEAST * first).count());
        float[][] components = new float[kept][fit.mean().length];
        for (int c = 0; c < kept; c++) {
            for (int d = 0; d < components[c].length; d++) {
                components[c][d] = (float) (fit.directions()[c][d] / Math.max(fit.spread()[c], 1e-12) / Math.sqrt(kept));
            }
        }
        float[] mean = new float[fit.mean().length];
        for (int d = 0; d < mean.length; d++) {
            mean[d] = (float) fit.mean()[d];
        }
        return new Description(mean, components);
    }

    float[][] apply(float[][] described) {
        return Arrays.stream(described).map(row -> {
            float[] out = new float[components.length];
            for (int c = 0; c < out.length; c++) {
                double sum = 0;
                for (int d = 0; d < row.length; d++) {
                    sum += (row[d] - mean[d]) * components[c][d];
                }
                out[c] = (float) sum;
            }
            return out;
        }).toArray(float[][]::new);
    }
}
