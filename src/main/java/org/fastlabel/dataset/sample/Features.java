package org.fastlabel.dataset.sample;

import org.fastlabel.dataset.sample.Portrait.HairColor;

/** Paints eyes, brows, nose and mouth. Smiling bends the mouth up, widens it and narrows the eyes a little. */
final class Features {

    private static final float[][] IRISES = {{70, 44, 28}, {96, 62, 36}, {70, 104, 140}, {84, 112, 70}, {60, 60, 66}};

    private final Canvas canvas;
    private final Portrait portrait;
    private final Look look;
    private final Dice dice;
    private final float turn;

    Features(Canvas canvas, Portrait portrait, Look look) {
        this.canvas = canvas;
        this.portrait = portrait;
        this.look = look;
        dice = look.dice();
        turn = look.turn();
    }

    void paint() {
        float[] iris = IRISES[dice.below(IRISES.length)];
        float open = dice.between(1.35f, 2.1f) * (portrait.smiling() ? 0.88f : 1);
        float browBend = dice.between(-1.1f, -0.2f);
        float browTilt = dice.between(-0.7f, 0.7f);
        float browWeight = dice.between(0.45f, 0.95f);
        float[] brow = portrait.hairColor() == HairColor.BLOND || portrait.hairColor() == HairColor.GREY
                ? Look.scaled(look.hair(), 0.62f) : Look.scaled(look.hair(), 0.8f);
        for (int side = -1; side <= 1; side += 2) {
            eye(side, open, iris);
            float x = look.eyeX(side);
            float slope = side * browTilt * 0.3f;
            Shape level = Shape.crescent(x, 0, 3.1f, browBend, browWeight, browWeight);
            canvas.fill((px, py) -> level.distance(px, py + 5.2f - slope * (px - x)),
                    x, -5.4f, 5, brow, 0.9f, 1);
        }
        nose();
        mouth();
    }

    private void eye(int side, float open, float[] iris) {
        float x = look.eyeX(side);
        float y = -1.4f;
        float half = 2.5f;
        canvas.fill(Shape.ellipse(x, y - 0.3f, half + 0.6f, open + 1.1f), x, y, 5, Look.scaled(look.skin(), 0.84f), 0.6f, 2);
        Shape white = Shape.ellipse(x, y, half, open);
        canvas.fill(white, x, y, 4, new float[] {244, 242, 238});
        float gazeX = x + look.gaze() + look.yaw() * 0.35f;
        canvas.fill(Shape.ellipse(gazeX, y, 1.45f, 1.55f).and(white), x, y, 4, iris);
        canvas.fill(Shape.ellipse(gazeX, y, 0.8f, 0.85f).and(white), x, y, 4, new float[] {18, 15, 16});
        canvas.fill(Shape.crescent(x, y - open * 0.1f, half + 0.4f, -open, 0.5f, 0.05f), x, y, 5,
                Look.scaled(look.skin(), 0.3f), 0.9f, 1);
        canvas.fill(Shape.ellipse(gazeX + 0.55f, y - 0.6f, 0.42f, 0.42f), x, y, 4, new float[] {255, 255, 255}, 0.9f, 1);
    }

    private void nose() {
        float x = turn * 1.45f;
        float length = dice.between(2.6f, 4.2f);
        float[] shade = Look.scaled(look.skin(), 0.7f);
        int dark = look.lightX() > 0 ? -1 : 1;
        canvas.fill(Shape.line(turn * 1.1f + dark * 0.8f, -1, x + dark * 1.3f, length - 0.4f, 0.35f), x, 1.5f, 5, shade, 0.55f, 1.3f);
        canvas.fill(Shape.crescent(x, length, dice.between(1.5f, 2.3f), 0.5f, 0.15f, 0.5f), x, length, 4, shade, 0.95f, 1);
        canvas.fill(Shape.ellipse(x - dark * 0.4f, length - 1.2f, 0.8f, 1.1f), x, length, 4,
                Look.mixed(look.skin(), new float[] {255, 250, 240}, 0.35f), 0.6f, 1.5f);
    }

    private void mouth() {
        boolean smiling = portrait.smiling();
        float x = turn * 1.15f;
        float half = dice.between(3.7f, 5.3f) * (smiling ? 1.12f : 1);
        float bend = smiling ? dice.between(1.6f, 2.7f) : dice.between(-1.1f, 0.15f);
        float y = 7.9f + dice.between(-0.4f, 0.4f) + bend * 0.35f;
        float full = dice.between(0.75f, 1.35f);
        float paint = dice.unit();
        float[] lips = Look.mixed(new float[] {look.skin()[0] * 0.86f + 8, look.skin()[1] * 0.58f, look.skin()[2] * 0.6f},
                new float[] {190, 40, 62}, paint * paint * 0.7f);
        float[] dark = {66, 20, 24};
        boolean parted = dice.chance(0.5f);
        float gap = !parted ? 0 : smiling ? dice.between(1.2f, 2.4f) : dice.between(0.8f, 2.2f);
        // Without a smile the mouth opens up and down alike, else its lower edge alone would look like one.
        float up = smiling ? 0 : gap * 0.5f;
        float down = gap - up;
        if (parted && !smiling) {
            half *= 0.85f;
            bend = Math.min(bend, 0) - 0.3f;
        }
        boolean teeth = dice.chance(smiling ? 0.8f : 0.5f);
        canvas.fill(Shape.crescent(x, y, half + 0.35f, bend, up + full * 0.9f, down + full), x, y, 9, lips);
        if (parted) {
            Shape inside = Shape.crescent(x, y, half - 0.5f, bend * 0.9f, up + 0.1f, down);
            canvas.fill(inside, x, y, 8, dark);
            if (teeth) {
                canvas.fill(Shape.crescent(x, y, half - 0.9f, bend * 0.9f, up, down - gap * 0.4f), x, y, 8, new float[] {246, 242, 232});
            }
        } else {
            canvas.fill(Shape.crescent(x, y, half, bend, 0.32f, 0.32f), x, y, 8, dark, 0.9f, 1);
        }
        if (smiling) {
            for (int side = -1; side <= 1; side += 2) {
                float foldX = x + side * (half + 1.1f);
                canvas.fill(Shape.line(foldX - side * 0.6f, y - bend - 1.6f, foldX, y - bend + 1, 0.3f), foldX, y - bend, 4,
                        Look.scaled(look.skin(), 0.7f), 0.55f, 1.2f);
            }
        }
    }
}
