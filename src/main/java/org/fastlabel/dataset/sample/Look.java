package org.fastlabel.dataset.sample;

import org.fastlabel.dataset.sample.Portrait.HairColor;

/**
 * All that varies from portrait to portrait without being asked for. Colours are three floats of 0 to 255; lengths are
 * head units (about a pixel); angles are radians.
 *
 * @param dice     what is left of the random stream, for details that one painter alone knows
 * @param yaw      -1 (the head looks to the left) to 1
 * @param gaze     sideways shift of the pupils
 * @param lightX   how much brighter the right edge of a thing is than its middle, as a fraction
 * @param lightY   the same for the lower edge
 * @param contrast factor around middle grey
 * @param cast     added to each channel: exposure and colour cast
 * @param blur     share of each neighbour, 0 to 0.2
 * @param noise    amplitude on the scale of 0 to 255
 * @param hat      the hat's colour, or null: any
 */
record Look(Dice dice, float centerX, float centerY, float scale, float tilt, float yaw, float gaze,
        float lightX, float lightY, float contrast, float[] cast, float blur, float noise,
        float[] skin, float[] hair, float faceWidth, float faceHeight, float[] hat) {

    private static final float[][] SKINS = {{255, 226, 203}, {244, 203, 168}, {226, 174, 128}, {196, 138, 94},
        {148, 96, 64}, {102, 66, 47}};

    static Look of(Portrait portrait) {
        Dice dice = new Dice(Dice.mix(portrait.seed()));
        float exposure = dice.between(-26, 26);
        float[] cast = {exposure + dice.between(-12, 12), exposure + dice.between(-8, 8),
            exposure + dice.between(-12, 12)};
        float direction = dice.between(0, 6.2831855f);
        float strength = dice.between(0.04f, 0.24f);
        return new Look(dice, 24 + dice.between(-3, 3), 24.5f + dice.between(-2, 2.5f), dice.between(0.86f, 1.12f),
                dice.between(-0.2f, 0.2f), dice.between(-1, 1), dice.between(-0.7f, 0.7f),
                strength * (float) StrictMath.cos(direction), strength * (float) StrictMath.sin(direction),
                dice.between(0.75f, 1.08f), cast, dice.chance(0.5f) ? dice.between(0, 0.12f) : 0,
                dice.between(1, 12), skin(dice), hair(portrait.hairColor(), dice), dice.between(10.2f, 12.2f),
                dice.between(13, 14.6f), null);
    }

    /** The same person at another place, sitting straighter before a steadier camera, with a hat of this colour if any. */
    Look posed(float x, float y, float larger, float[] hatColor) {
        float mid = Canvas.SIZE / 2f;
        return new Look(dice, x + (centerX - mid) * 0.7f, y + (centerY - mid) * 0.7f, scale * larger, tilt * 0.5f, yaw * 0.7f, gaze,
                lightX * 0.5f, lightY * 0.5f, 1, new float[] {cast[0] * 0.2f, cast[1] * 0.2f, cast[2] * 0.2f}, 0, noise * 0.15f,
                skin, hair, faceWidth, faceHeight, hatColor);
    }

    /** How far the features stand from the middle of the face. */
    float turn() {
        return yaw * 2.4f;
    }

    /**
     * The eye on the side that the head turns to is a little nearer to the middle.
     *
     * @param side -1 for the left one in the picture, 1 for the right one
     */
    float eyeX(int side) {
        return turn() + side * 4.9f - 0.35f * yaw;
    }

    private static float[] skin(Dice dice) {
        float place = dice.unit() * (SKINS.length - 1);
        int at = (int) place;
        float[] skin = mixed(SKINS[at], SKINS[at + 1], place - at);
        float warmth = dice.between(-8, 8);
        skin[0] += warmth;
        skin[2] -= warmth;
        return skin;
    }

    private static float[] hair(HairColor color, Dice dice) {
        float shade = dice.between(0.82f, 1.18f);
        float[] hair;
        switch (color) {
            case BLACK:
                hair = new float[] {36, 31, 34};
                break;
            case BROWN:
                hair = new float[] {104, 68, 44};
                break;
            case BLOND:
                hair = new float[] {216, 180, 108};
                break;
            case RED:
                hair = new float[] {176, 80, 40};
                break;
            default:
                hair = new float[] {168, 166, 166};
        }
        return scaled(hair, shade);
    }

    static float[] mixed(float[] a, float[] b, float share) {
        float[] result = new float[3];
        for (int c = 0; c < 3; c++) {
            result[c] = a[c] + (b[c] - a[c]) * share;
        }
        return result;
    }

    static float[] scaled(float[] color, float factor) {
        return new float[] {color[0] * factor, color[1] * factor, color[2] * factor};
    }
}
