package org.fastlabel.dataset.sample;

import java.util.List;

/**
 * What a portrait shows. Everything an annotator may be asked for is a component; everything else (skin, pose, light,
 * background, clothes, noise …) follows from {@code seed}. So two portraits that differ in one component only are the
 * same scene with and without it.
 *
 * @param seed of all that is not an attribute
 */
public record Portrait(long seed, boolean smiling, Eyewear eyewear, Beard beard, Hat hat, HairColor hairColor,
        boolean longHair, boolean earrings) {

    /** The names that {@link #has} understands. */
    public static final List<String> ATTRIBUTES =
            List.of("smiling", "eyeglasses", "beard", "hat", "long hair", "earrings");

    /** Dark ones are sunglasses; both count as eyeglasses. */
    public enum Eyewear { NONE, CLEAR, DARK }

    /** A goatee and a full beard include the moustache. */
    public enum Beard { NONE, FULL, GOATEE }

    public enum Hat { NONE, CAP, BEANIE, BRIMMED }

    public enum HairColor { BLACK, BROWN, BLOND, RED, GREY }

    /**
     * The truth for a simulated annotator.
     *
     * @param attribute one of {@link #ATTRIBUTES}
     * @throws IllegalArgumentException for any other word
     */
    public boolean has(String attribute) {
        switch (attribute) {
            case "smiling":
                return smiling;
            case "eyeglasses":
                return eyewear != Eyewear.NONE;
            case "beard":
                return beard != Beard.NONE;
            case "hat":
                return hat != Hat.NONE;
            case "long hair":
                return longHair;
            case "earrings":
                return earrings;
            default:
                throw new IllegalArgumentException("no attribute of a portrait: " + attribute);
        }
    }
}
