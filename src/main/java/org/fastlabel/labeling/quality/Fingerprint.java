package org.fastlabel.labeling.quality;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.fastlabel.media.image.PillowResize;
import org.fastlabel.media.image.Raster;

/** What remains of an item when size, compression, spacing and case are taken off; two of one item are nearly the same. */
public sealed interface Fingerprint {

    /** Whether both are of what a person would call the same item. */
    boolean sameAs(Fingerprint other);

    /** Of a picture: red, green and blue in {@value Picture#SIDE} x {@value Picture#SIDE} fields. */
    static Fingerprint of(Raster picture) {
        Raster small = PillowResize.resize(picture, Picture.SIDE, Picture.SIDE);
        return new Picture(small.rgb(), (double) picture.width() / picture.height(), Picture.CORRELATED);
    }

    /**
     * Of a sound: one channel of its spectrogram, finer than a picture, because two tones lie side by side there and two takes of
     * one word look much more alike than two photos of one thing.
     */
    static Fingerprint ofSpectrogram(Raster picture) {
        byte[] rgb = PillowResize.resize(picture, Picture.SOUND_SIDE, Picture.SOUND_SIDE).rgb();
        byte[] light = new byte[rgb.length / 3];
        for (int i = 0; i < light.length; i++) {
            light[i] = rgb[3 * i];
        }
        return new Picture(light, (double) picture.width() / picture.height(), Picture.SOUNDS_CORRELATED);
    }

    /** Of a text: its words. */
    static Fingerprint of(String text) {
        return new Words(new HashSet<>(Arrays.asList(text.toLowerCase(Locale.ROOT).strip().split("[^\\p{L}\\p{N}]+"))));
    }

    /** @param light of red, green and blue, or of one channel, by field; unsigned @param shape width by height @param least correlation of two of the same */
    record Picture(byte[] light, double shape, double least) implements Fingerprint {

        static final int SIDE = 16;
        static final int SOUND_SIDE = 64;
        /** Copies that were scaled, compressed or cut by a pixel or two lie above; different pictures of one kind below. */
        private static final double CORRELATED = 0.95;
        private static final double SOUNDS_CORRELATED = 0.99;
        /** Root of the mean squared difference of two copies, at most, of 255. */
        private static final double FARTHEST = 22;
        private static final double FLAT = 4;

        @Override
        public boolean sameAs(Fingerprint other) {
            if (!(other instanceof Picture p) || Math.abs(Math.log(shape / p.shape)) > 0.15) {
                return false;
            }
            // Sums of whole numbers below 2^31 are exact and quick; the means are taken off at the end.
            int n = light.length;
            int a = 0;
            int b = 0;
            int ab = 0;
            int aa = 0;
            int bb = 0;
            for (int i = 0; i < n; i++) {
                int x = light[i] & 0xff;
                int y = p.light[i] & 0xff;
                a += x;
                b += y;
                ab += x * y;
                aa += x * x;
                bb += y * y;
            }
            if (aa + bb - 2 * ab > FARTHEST * FARTHEST * n) {
                // The same shape in other colours, or in another light.
                return false;
            }
            double spread = aa - (double) a * a / n;
            double otherSpread = bb - (double) b * b / n;
            double flat = FLAT * n;
            if (spread < flat || otherSpread < flat) {
                // Pictures of one plain colour have no pattern to compare.
                return spread < flat && otherSpread < flat && Math.abs(a - b) < 2 * n;
            }
            return (ab - (double) a * b / n) / Math.sqrt(spread * otherSpread) >= least;
        }
    }

    /** @param words different ones, in lower case */
    record Words(Set<String> words) implements Fingerprint {

        private static final double SHARED = 0.8;

        @Override
        public boolean sameAs(Fingerprint other) {
            if (!(other instanceof Words w)) {
                return false;
            }
            long shared = words.stream().filter(w.words::contains).count();
            return shared >= SHARED * (words.size() + w.words.size() - shared);
        }
    }
}
