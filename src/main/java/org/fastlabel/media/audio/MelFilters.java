package org.fastlabel.media.audio;

/**
 * A bank of triangular filters on Slaney's mel scale, each of equal area, as {@code librosa.filters.mel(htk=False, norm='slaney')}.
 * The filters are laid out from {@code fminHz} up to {@code fmaxHz}, also where that is above half the sample rate; those up there are empty.
 * Only weights that are not zero are kept. Immutable.
 */
final class MelFilters {

    private static final double HZ_PER_MEL = 200.0 / 3;
    private static final double LOG_FROM_HZ = 1000;
    private static final double LOG_FROM_MEL = LOG_FROM_HZ / HZ_PER_MEL;
    private static final double LOG_STEP = Math.log(6.4) / 27;

    /** First bin of each filter. */
    private final int[] first;
    private final float[][] weights;
    private final int bins;

    MelFilters(int sampleRateHz, int fftSize, int count, double fminHz, double fmaxHz) {
        first = new int[count];
        weights = new float[count][];
        double[] edges = new double[count + 2];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = hz(mel(fminHz) + (mel(fmaxHz) - mel(fminHz)) * i / (count + 1));
        }
        int used = 0;
        for (int m = 0; m < count; m++) {
            fill(m, edges[m], edges[m + 1], edges[m + 2], (double) sampleRateHz / fftSize, fftSize / 2);
            used = Math.max(used, first[m] + weights[m].length);
        }
        bins = used;
    }

    private void fill(int m, double low, double peak, double high, double hzPerBin, int lastBin) {
        int from = (int) Math.min(lastBin, Math.floor(low / hzPerBin)) + 1;
        int to = (int) Math.min(lastBin + 1, Math.ceil(high / hzPerBin));
        first[m] = from;
        weights[m] = new float[Math.max(0, to - from)];
        for (int i = 0; i < weights[m].length; i++) {
            double f = (from + i) * hzPerBin;
            double height = Math.min((f - low) / (peak - low), (high - f) / (high - peak));
            weights[m][i] = (float) Math.max(0, height) * (float) (2 / (high - low));
        }
    }

    private static double mel(double hz) {
        return hz < LOG_FROM_HZ ? hz / HZ_PER_MEL : LOG_FROM_MEL + Math.log(hz / LOG_FROM_HZ) / LOG_STEP;
    }

    private static double hz(double mel) {
        return mel < LOG_FROM_MEL ? mel * HZ_PER_MEL : LOG_FROM_HZ * Math.exp(LOG_STEP * (mel - LOG_FROM_MEL));
    }

    int count() {
        return first.length;
    }

    /** The filters look at this many bins of the spectrum, from 0 on. */
    int bins() {
        return bins;
    }

    /** @param power a spectrum of at least {@link #bins} values
     *  @param out   receives {@link #count} values from {@code at} on */
    void apply(float[] power, float[] out, int at) {
        for (int m = 0; m < first.length; m++) {
            float[] weight = weights[m];
            int from = first[m];
            // Four sums side by side: one addition need not wait for the one before.
            float a = 0;
            float b = 0;
            float c = 0;
            float d = 0;
            int i = 0;
            for (; i + 3 < weight.length; i += 4) {
                a += weight[i] * power[from + i];
                b += weight[i + 1] * power[from + i + 1];
                c += weight[i + 2] * power[from + i + 2];
                d += weight[i + 3] * power[from + i + 3];
            }
            for (; i < weight.length; i++) {
                a += weight[i] * power[from + i];
            }
            out[at + m] = (a + b) + (c + d);
        }
    }
}
