package org.fastlabel.dataset.sample;

import org.fastlabel.dataset.sample.Portrait.Beard;

/** Paints the person from back to front: hair behind, shoulders, ears, face, beard, features, hair in front, things worn. */
final class Head {

    private final Canvas canvas;
    private final Portrait portrait;
    private final Look look;
    private final Dice dice;
    private final float w;
    private final float h;
    private final float turn;

    Head(Canvas canvas, Portrait portrait, Look look) {
        this.canvas = canvas;
        this.portrait = portrait;
        this.look = look;
        dice = look.dice();
        w = look.faceWidth();
        h = look.faceHeight();
        turn = look.turn();
    }

    void paint() {
        float volume = dice.between(1.2f, 2.6f);
        float curl = dice.chance(0.35f) ? dice.between(0.3f, 0.75f) : 0;
        float length = dice.between(12, 22);
        float part = dice.between(-5, 5);
        float fringe = dice.between(-9.5f, -5.5f);
        float[] hair = look.hair();

        if (portrait.longHair()) {
            canvas.fill(curly(Shape.ellipse(0, -2, w + volume, h + volume)
                    .or(Shape.box(0, length / 2, w + volume - 0.3f, length / 2 + 3, 4)), curl), 0, 4, 32,
                    Look.scaled(hair, 0.8f));
        }
        shoulders();
        ears();
        Shape face = face();
        canvas.fill(face, 0, 0, h + 1, look.skin());
        // Soft cheeks; without them the small face looks flat.
        float[] blush = {look.skin()[0] * 1.02f, look.skin()[1] * 0.84f, look.skin()[2] * 0.84f};
        float glow = dice.between(0.15f, 0.6f);
        for (int side = -1; side <= 1; side += 2) {
            canvas.fill(Shape.ellipse(side * 6.6f + turn, 4.2f, 2.8f, 2), side * 6.6f + turn, 4.2f, 6, blush, glow, 3);
        }
        if (portrait.beard() != Beard.NONE) {
            beard(face);
        }
        new Features(canvas, portrait, look).paint();
        hair(volume, curl, part, fringe, length);
        Worn worn = new Worn(canvas, portrait, look);
        worn.earrings();
        worn.eyewear();
        worn.hat(volume);
    }

    private Shape face() {
        float jaw = dice.between(0.1f, 0.26f);
        Shape oval = Shape.ellipse(0, 0, w, h);
        return (x, y) -> oval.distance(y > 0 ? x * (1 + jaw * y * y / (h * h)) : x, y);
    }

    private void shoulders() {
        float[] clothes = dice.color(25, 235);
        float[] collar = dice.color(25, 235);
        boolean wideNeck = dice.chance(0.5f);
        float neck = dice.between(4.6f, 6.2f);
        canvas.fill(Shape.ellipse(0, 28, 22, 12.5f), 0, 26, 26, clothes);
        canvas.fill(Shape.ellipse(0, 17.5f, wideNeck ? neck + 2.6f : neck + 1, wideNeck ? 4.5f : 3), 0, 17, 10, collar);
        canvas.fill(Shape.box(0, 12, neck, 8.2f, 3), 0, 12, 12, Look.scaled(look.skin(), 0.8f));
    }

    private void ears() {
        float[] ear = Look.scaled(look.skin(), 0.92f);
        for (int side = -1; side <= 1; side += 2) {
            float x = side * (w + 0.4f) - turn * 0.25f;
            canvas.fill(Shape.ellipse(x, 1, 1.9f, 3), x, 1, 4, ear);
            canvas.fill(Shape.ellipse(x, 1.2f, 0.7f, 1.5f), x, 1, 3, Look.scaled(ear, 0.8f), 0.7f, 1);
        }
    }

    /** The mouth is painted over it later; the lips keep it readable in a dark beard. */
    private void beard(Shape face) {
        float[] color = Look.scaled(look.hair(), 0.94f);
        float dense = dice.between(0.72f, 1);
        float bushy = dice.between(0, 2.4f);
        float mouthX = turn * 1.1f;
        if (portrait.beard() == Beard.FULL) {
            Shape cheeks = Shape.ellipse(turn * 0.9f, -3.5f, w * 0.86f, dice.between(8.5f, 10));
            Shape lower = Shape.ellipse(0, 4.5f, w + 0.2f, h - 4.2f + bushy).or(face)
                    .without(Shape.above(-0.5f)).without(cheeks);
            canvas.fill(lower, 0, 7, 17, color, dense, 1.5f);
        } else {
            canvas.fill(Shape.ellipse(mouthX, 11, dice.between(3.4f, 5), 3.4f + bushy), mouthX, 11, 9, color, dense, 1.5f);
            canvas.fill(Shape.ellipse(mouthX, 8, 5.6f, 3.8f).rim(0.7f).without(Shape.above(6.5f)), mouthX, 8, 8, color,
                    dense, 1.5f);
        }
        canvas.fill(Shape.crescent(mouthX, 5.4f, dice.between(5, 6.6f), -1.2f, 0.9f, 0.9f), mouthX, 6, 9, color, dense, 1.2f);
    }

    /** The front of the hair: the outline of the head without the opening for the face. */
    private void hair(float volume, float curl, float part, float fringe, float length) {
        float[] hair = look.hair();
        boolean straight = dice.chance(0.35f);
        Shape outer = curly(Shape.ellipse(0, -1.5f, w + volume, h + volume * 0.8f), curl);
        Shape opening = straight
                ? Shape.box(turn * 0.5f, fringe + 16, w * 0.9f, 16, 2.5f)
                : Shape.ellipse(part, fringe + 15, w * 0.97f, 15)
                        .or(Shape.ellipse(turn * 0.5f, 6, w * 0.9f, 12));
        if (portrait.longHair()) {
            Shape fall = outer.or(Shape.box(0, length / 2, w + volume - 0.3f, length / 2, 3));
            Shape hole = opening.or(Shape.box(0, 14, w * 0.86f, 14, 4));
            canvas.fill(curly(fall, curl).without(hole), 0, 2, 26, hair);
        } else {
            canvas.fill(outer.and(Shape.above(dice.between(-2.5f, 1.5f))).without(opening), 0, -5, 20, hair);
        }
        // Strands, so that nobody takes the hair for a cap.
        for (int strand = -2; strand <= 2; strand++) {
            float x = part + strand * 4.2f;
            canvas.fill(Shape.line(part * 0.6f + strand * 1.2f, -h - volume + 1.5f, x, fringe - 0.6f, 0.22f)
                    .and(outer).without(opening), 0, -h + 2, 13, Look.scaled(hair, 0.7f), 0.6f, 1.2f);
        }
        // A lighter strand gives the hair its gloss.
        float glossX = look.lightX() > 0 ? 4 : -4;
        canvas.fill(Shape.crescent(glossX, -h - volume * 0.2f + 1, 4.5f, -1, 0.7f, 0.7f), glossX, -h + 1, 7,
                Look.scaled(hair, 1.3f), dice.between(0.2f, 0.7f), 1.5f);
    }

    private static Shape curly(Shape shape, float curl) {
        if (curl == 0) {
            return shape;
        }
        // Two triangle waves instead of sines: the same waviness for a tenth of the time.
        return (x, y) -> shape.distance(x, y) + curl * (wave(x * 0.21f + y * 0.05f) + wave(y * 0.23f - x * 0.06f));
    }

    /** A triangle wave of period 1 between -1 and 1. */
    private static float wave(float at) {
        float phase = at + 64;
        return 4 * Math.abs(phase - (int) phase - 0.5f) - 1;
    }
}
