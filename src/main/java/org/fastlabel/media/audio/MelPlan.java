package org.fastlabel.media.audio;

import java.util.Arrays;
import org.jtransforms.fft.FloatFFT_1D;

/**
 * Mel spectra of one shape: windowed frames around every {@code hop}-th sample, zeros beyond the ends, power, mel filters. The plan of the
 * transform, window and filters are made once. Immutable: safe from any thread.
 */
final class MelPlan {

    private final int size;
    private final int hop;
    private final FloatFFT_1D fft;
    private final float[] window;
    private final MelFilters filters;

    /**
     * @param size   samples per transform, a power of two
     * @param length samples under the Hann window in its middle, at most {@code size}
     * @param hop    samples from frame to frame
     */
    MelPlan(int size, int length, int hop, MelFilters filters) {
        this.size = size;
        this.hop = hop;
        this.filters = filters;
        fft = new FloatFFT_1D(size);
        window = new float[size];
        for (int i = 0; i < length; i++) {
            window[(size - length) / 2 + i] = (float) (0.5 - 0.5 * Math.cos(2 * Math.PI * i / length));
        }
    }

    int bands() {
        return filters.count();
    }

    int frames(int samples) {
        return 1 + samples / hop;
    }

    /** @return {@code [frames][bands]} in one array, frame after frame, low bands first */
    float[] power(float[] samples) {
        int frames = frames(samples.length);
        float[] mel = new float[frames * bands()];
        float[] spectrum = new float[size];
        float[] power = new float[size / 2 + 1];
        for (int frame = 0; frame < frames; frame++) {
            cut(samples, frame * hop - size / 2, spectrum);
            fft.realForward(spectrum);
            square(spectrum, power);
            filters.apply(power, mel, frame * bands());
        }
        return mel;
    }

    /** One windowed frame, zero where there is no sound. */
    private void cut(float[] samples, int start, float[] out) {
        int from = Math.min(size, Math.max(0, -start));
        int to = Math.max(from, Math.min(size, samples.length - start));
        Arrays.fill(out, 0, from, 0);
        for (int i = from; i < to; i++) {
            out[i] = samples[start + i] * window[i];
        }
        Arrays.fill(out, to, size, 0);
    }

    /** @param spectrum as JTransforms lays it out: real 0, real size/2, then real and imaginary parts in turn */
    private void square(float[] spectrum, float[] power) {
        power[0] = spectrum[0] * spectrum[0];
        power[size / 2] = spectrum[1] * spectrum[1];
        int bins = Math.min(filters.bins(), size / 2);
        for (int i = 1; i < bins; i++) {
            power[i] = spectrum[2 * i] * spectrum[2 * i] + spectrum[2 * i + 1] * spectrum[2 * i + 1];
        }
    }
}
