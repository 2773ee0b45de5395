package org.fastlabel.media.audio;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jtransforms.fft.FloatFFT_1D;

/**
 * The mel spectrogram of librosa 0.10 and later: {@code melspectrogram(y, sr, n_mels=128, fmax=8000)} with 2048 samples per transform,
 * a step of 512, a periodic Hann window, and frames centred by padding with zeros; then {@code power_to_db(S, ref=np.max)}.
 * Immutable: safe from any thread.
 */
public final class LogMel {

    public static final int BANDS = 128;
    public static final int FFT_SIZE = 2048;
    public static final int HOP_SAMPLES = 512;
    private static final double FMAX_HZ = 8000;
    /** Power below this counts as this. */
    private static final float FAINTEST = 1e-10f;
    private static final float RANGE_DB = 80;
    private static final double DB_PER_NEPER = 10 / Math.log(10);

    private static final int KEPT_RATES = 32;
    private static final Map<Integer, LogMel> BY_RATE = new ConcurrentHashMap<>();

    private final FloatFFT_1D fft = new FloatFFT_1D(FFT_SIZE);
    private final float[] window = new float[FFT_SIZE];
    private final MelFilters filters;

    private LogMel(int sampleRateHz) {
        filters = new MelFilters(sampleRateHz, FFT_SIZE, BANDS, FMAX_HZ);
        for (int i = 0; i < FFT_SIZE; i++) {
            window[i] = (float) (0.5 - 0.5 * Math.cos(2 * Math.PI * i / FFT_SIZE));
        }
    }

    /** The one for a sample rate; its tables are made once. */
    public static LogMel of(int sampleRateHz) {
        if (BY_RATE.size() > KEPT_RATES) {
            BY_RATE.clear();
        }
        return BY_RATE.computeIfAbsent(sampleRateHz, LogMel::new);
    }

    /** How many frames so many samples give. */
    public static int frames(int samples) {
        return 1 + samples / HOP_SAMPLES;
    }

    /**
     * Power in each band.
     *
     * @param samples mono, finite; not modified; may be empty
     * @return {@code [frames][BANDS]} in one array, frame after frame, low bands first
     */
    public float[] power(float[] samples) {
        int frames = frames(samples.length);
        float[] mel = new float[frames * BANDS];
        float[] spectrum = new float[FFT_SIZE];
        float[] power = new float[FFT_SIZE / 2 + 1];
        for (int frame = 0; frame < frames; frame++) {
            cut(samples, frame * HOP_SAMPLES - FFT_SIZE / 2, spectrum);
            fft.realForward(spectrum);
            square(spectrum, power);
            filters.apply(power, mel, frame * BANDS);
        }
        return mel;
    }

    /** One windowed frame, zero where there is no sound. */
    private void cut(float[] samples, int start, float[] out) {
        int from = Math.max(0, -start);
        int to = Math.min(FFT_SIZE, samples.length - start);
        Arrays.fill(out, 0, from, 0);
        for (int i = from; i < to; i++) {
            out[i] = samples[start + i] * window[i];
        }
        Arrays.fill(out, Math.max(from, to), FFT_SIZE, 0);
    }

    /** @param spectrum as JTransforms lays it out: real 0, real N/2, then real and imaginary parts in turn */
    private void square(float[] spectrum, float[] power) {
        power[0] = spectrum[0] * spectrum[0];
        power[FFT_SIZE / 2] = spectrum[1] * spectrum[1];
        int bins = Math.min(filters.bins(), FFT_SIZE / 2);
        for (int i = 1; i < bins; i++) {
            power[i] = spectrum[2 * i] * spectrum[2 * i] + spectrum[2 * i + 1] * spectrum[2 * i + 1];
        }
    }

    /**
     * Turns power into decibels, in place: 0 is the largest value of all, -80 the floor. Silence is 0 everywhere.
     *
     * @return {@code power}
     */
    public static float[] decibels(float[] power) {
        float loudest = FAINTEST;
        for (float p : power) {
            loudest = Math.max(loudest, p);
        }
        double reference = Math.log(loudest);
        for (int i = 0; i < power.length; i++) {
            double db = DB_PER_NEPER * (Math.log(Math.max(FAINTEST, power[i])) - reference);
            power[i] = (float) Math.max(-RANGE_DB, db);
        }
        return power;
    }
}
