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

    /** Of a picture, also a spectrogram: red, green and blue in {@value Picture#SIDE} x {@value Picture#SIDE} fields. */
    static Fingerprint of(Raster picture) {
        Raster small = PillowResize.resize(picture, Picture.SIDE, Picture.SIDE);
        float[] light = new float[small.rgb().length];
        for (int i = 0; i < light.length; i++) {
            light[i] = small.rgb()[i] & 0xff;
        }
        return new Picture(light, (double) picture.width() / picture.height());
    }

    /** Of a text: its words. */
    static Fingerprint of(String text) {
        return new Words(new HashSet<>(Arrays.asList(text.toLowerCase(Locale.ROOT).strip().split("[^\\p{L}\\p{N}]+"))));
    }

    /** @param light of red, green and blue by field, 0 to 255 @param shape width by height */
    record Picture(float[] light, double shape) implements Fingerprint {

        static final int SIDE = 16;
        /** Copies that were scaled, compressed or cut by a pixel or two lie above; different pictures of one kind below. */
        private static final double CORRELATED = 0.95;
        private static final double FLAT = 4;

        @Override
        public boolean sameAs(Fingerprint other) {
            if (!(other instanceof Picture p) || Math.abs(Math.log(shape / p.shape)) > 0.15) {
                return false;
            }
            double a = 0;
            double b = 0;
            for (int i = 0; i < light.length; i++) {
                a += light[i] / light.length;
                b += p.light[i] / light.length;
            }
            double ab = 0;
            double aa = 0;
            double bb = 0;
            for (int i = 0; i < light.length; i++) {
                ab += (light[i] - a) * (p.light[i] - b);
                aa += (light[i] - a) * (light[i] - a);
                bb += (p.light[i] - b) * (p.light[i] - b);
            }
            double flat = FLAT * light.length;
            if (aa < flat || bb < flat) {
                // Pictures of one plain colour have no pattern to compare.
                return aa < flat && bb < flat && Math.abs(a - b) < 2;
            }
            return ab / Math.sqrt(aa * bb) >= CORRELATED;
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
