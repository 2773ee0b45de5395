package org.fastlabel.media.audio;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The mel spectrogram of librosa 0.10 and later: {@code melspectrogram(y, sr, n_mels=128, fmax=8000)} with 2048 samples per transform,
 * a step of 512, a periodic Hann window, and frames centred by padding with zeros; then {@code power_to_db(S, ref=np.max)}.
 * Spectrograms are {@code [frames][BANDS]} in one array, frame after frame, low bands first. Stateless: safe from any thread.
 */
public final class LogMel {

    public static final int BANDS = 128;
    public static final int FFT_SIZE = 2048;
    public static final int HOP_SAMPLES = 512;
    /** The quietest that is told apart, in decibels below the loudest. */
    public static final float RANGE_DB = 80;
    private static final double FMAX_HZ = 8000;
    /** Power below this counts as this. */
    private static final float FAINTEST = 1e-10f;
    private static final double DB_PER_NEPER = 10 / Math.log(10);

    private static final int KEPT_RATES = 32;
    private static final Map<Integer, MelPlan> BY_RATE = new ConcurrentHashMap<>();

    private LogMel() {
    }

    private static MelPlan plan(int sampleRateHz) {
        if (BY_RATE.size() > KEPT_RATES) {
            BY_RATE.clear();
        }
        return BY_RATE.computeIfAbsent(sampleRateHz,
                rate -> new MelPlan(FFT_SIZE, FFT_SIZE, HOP_SAMPLES, new MelFilters(rate, FFT_SIZE, BANDS, 0, FMAX_HZ)));
    }

    /** Power in each band; {@code 1 + samples / 512} frames. An empty sound has one frame of zeros. */
    public static float[] power(Pcm pcm) {
        return plan(pcm.sampleRateHz()).power(pcm.samples());
    }

    /** The largest of all values, but at least what counts as faintest. */
    public static float loudest(float[] power) {
        float loudest = FAINTEST;
        for (float p : power) {
            loudest = Math.max(loudest, p);
        }
        return loudest;
    }

    /** Turns power into decibels, in place: 0 is the largest value of all, -80 the floor. Silence is 0 everywhere. */
    public static float[] decibels(float[] power) {
        return decibels(power, loudest(power));
    }

    /** As {@link #decibels(float[])}, with 0 at a given power, such as the loudest of several spectrograms. */
    public static float[] decibels(float[] power, float loudest) {
        double reference = Math.log(loudest);
        for (int i = 0; i < power.length; i++) {
            double db = DB_PER_NEPER * (Math.log(Math.max(FAINTEST, power[i])) - reference);
            power[i] = (float) Math.max(-RANGE_DB, db);
        }
        return power;
    }
}
