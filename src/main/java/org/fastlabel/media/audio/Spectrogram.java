package org.fastlabel.media.audio;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fastlabel.media.image.Raster;

/**
 * Log-mel spectrograms as pictures in the colours of magma: time from left to right over the full width, low frequencies at the
 * bottom, black 80 dB below the loudest. Stateless: safe from any thread.
 */
public final class Spectrogram {

    /** Width and height of the picture of a whole sound. */
    public static final int SIDE = 256;
    /** Width and height of what a model looks at; many of them are in memory at a time. */
    public static final int VIEW_SIDE = 128;
    /** Longer sounds are looked at in parts: each part is as long as the clips of the usual collections. */
    public static final double WINDOW_SECONDS = 5;
    public static final int MAX_WINDOWS = 8;

    /** Sounds up to this length are drawn from all their samples, longer ones from a probe for each column. */
    private static final double WHOLE_SECONDS = 60;
    private static final int PROBE_SAMPLES = 2 * LogMel.FFT_SIZE;

    private Spectrogram() {
    }

    /**
     * The whole sound, however long it is; hours take about as long as a minute.
     *
     * @throws org.fastlabel.api.InvalidInput with code {@code unreadable-item}
     */
    public static Raster picture(Path file) {
        try (Sound sound = AudioReading.open(file)) {
            double seconds = sound.durationSeconds();
            if (seconds > WHOLE_SECONDS) {
                return draw(LogMel.decibels(probes(sound, seconds)), SIDE);
            }
            return draw(LogMel.decibels(LogMel.power(AudioReading.next(sound, WHOLE_SECONDS))), SIDE);
        }
    }

    /** One frame for each column: the mean power of a fraction of a second in its middle. */
    private static float[] probes(Sound sound, double seconds) {
        float[] columns = new float[SIDE * LogMel.BANDS];
        boolean heard = false;
        for (int x = 0; x < SIDE; x++) {
            sound.seek(seconds * (x + 0.5) / SIDE);
            float[] samples = new float[PROBE_SAMPLES];
            int read = sound.read(samples, 0, PROBE_SAMPLES);
            heard |= read > 0;
            float[] power = LogMel.power(new Pcm(samples, sound.sampleRateHz()));
            // Those that lie wholly inside: no padding.
            int first = LogMel.FFT_SIZE / 2 / LogMel.HOP_SAMPLES;
            int last = (PROBE_SAMPLES - LogMel.FFT_SIZE / 2) / LogMel.HOP_SAMPLES;
            for (int frame = first; frame <= last; frame++) {
                for (int band = 0; band < LogMel.BANDS; band++) {
                    columns[x * LogMel.BANDS + band] += power[frame * LogMel.BANDS + band] / (last - first + 1);
                }
            }
        }
        if (!heard) {
            throw Sound.unreadable("The file holds no sound.");
        }
        return columns;
    }

    /** Pictures of several parts of one sound, with the loudest of all parts as the common measure. */
    public static List<Raster> views(List<Pcm> windows) {
        List<float[]> powers = new ArrayList<>();
        float loudest = 0;
        for (Pcm window : windows) {
            float[] power = LogMel.power(window);
            powers.add(power);
            loudest = Math.max(loudest, LogMel.loudest(power));
        }
        List<Raster> views = new ArrayList<>();
        for (float[] power : powers) {
            views.add(draw(LogMel.decibels(power, loudest), VIEW_SIDE));
        }
        return views;
    }

    /** @param decibels frame after frame, from -80 to 0 */
    static Raster draw(float[] decibels, int side) {
        int frames = decibels.length / LogMel.BANDS;
        float[] columns = Resampling.rows(decibels, frames, LogMel.BANDS, side);
        byte[] rgb = new byte[side * side * 3];
        for (int y = 0; y < side; y++) {
            double band = Math.max(0, Math.min(LogMel.BANDS - 1, (side - 0.5 - y) * LogMel.BANDS / side - 0.5));
            int low = Math.min(LogMel.BANDS - 2, (int) band);
            float high = (float) (band - low);
            for (int x = 0; x < side; x++) {
                int at = x * LogMel.BANDS + low;
                float db = columns[at] * (1 - high) + columns[at + 1] * high;
                Magma.color(1 + db / LogMel.RANGE_DB, rgb, (y * side + x) * 3);
            }
        }
        return new Raster(side, side, rgb);
    }
}
