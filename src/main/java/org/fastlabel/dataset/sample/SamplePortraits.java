package org.fastlabel.dataset.sample;

import java.util.Locale;
import org.fastlabel.dataset.sample.Portrait.Beard;
import org.fastlabel.dataset.sample.Portrait.Eyewear;
import org.fastlabel.dataset.sample.Portrait.HairColor;
import org.fastlabel.dataset.sample.Portrait.Hat;
import org.fastlabel.media.image.Raster;

/**
 * The generated sample: portraits of {@value #SIZE}×{@value #SIZE} pixels. Each one is drawn on demand in a fraction of a
 * millisecond and is a function of its number alone, the same bytes everywhere. The attributes are independent of each
 * other and of all the rest, about half of the portraits have each, and none can be told from the mean colour. Safe
 * from any thread.
 */
public final class SamplePortraits {

    /** Side of a portrait in pixels. */
    public static final int SIZE = Canvas.SIZE;

    /** How many portraits the sample data set has; further ones can be drawn, for held-out measurements. */
    public static final int COUNT = 6000;

    /** Changing it changes every portrait, and with them the meaning of all stored labels. */
    private static final long SEED = 0x466173744C616265L;

    private static final String PREFIX = "portrait-";

    private SamplePortraits() {
    }

    /** @return the key of portrait {@code index}, e.g. {@code portrait-00042} */
    public static String key(int index) {
        return PREFIX + String.format(Locale.ROOT, "%05d", index);
    }

    /** @return the number behind a key of the data set, or -1 when it has no such key */
    public static int index(String key) {
        if (!key.matches(PREFIX + "[0-9]{5}")) {
            return -1;
        }
        int index = Integer.parseInt(key.substring(PREFIX.length()));
        return index < COUNT ? index : -1;
    }

    /** What portrait {@code index} (0 or more, beyond {@link #COUNT} too) shows. */
    public static Portrait attributes(int index) {
        Dice dice = new Dice(Dice.mix(SEED + index));
        return new Portrait(dice.next(), dice.chance(0.5f), eyewear(dice), beard(dice), hat(dice),
                HairColor.values()[dice.below(HairColor.values().length)], dice.chance(0.5f), dice.chance(0.4f));
    }

    public static Raster draw(int index) {
        return draw(attributes(index));
    }

    public static Raster draw(Portrait portrait) {
        Look look = Look.of(portrait);
        Canvas canvas = new Canvas(look);
        new Backdrop(canvas, look).paint();
        new Head(canvas, portrait, look).paint();
        return canvas.develop(portrait.seed());
    }

    private static Eyewear eyewear(Dice dice) {
        float roll = dice.unit();
        return roll < 0.5f ? Eyewear.NONE : roll < 0.9f ? Eyewear.CLEAR : Eyewear.DARK;
    }

    private static Beard beard(Dice dice) {
        float roll = dice.unit();
        return roll < 0.5f ? Beard.NONE : roll < 0.8f ? Beard.FULL : Beard.GOATEE;
    }

    private static Hat hat(Dice dice) {
        float roll = dice.unit();
        return roll < 0.5f ? Hat.NONE : Hat.values()[1 + (int) ((roll - 0.5f) * 6)];
    }
}
