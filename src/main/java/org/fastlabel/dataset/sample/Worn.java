package org.fastlabel.dataset.sample;

import org.fastlabel.dataset.sample.Portrait.Eyewear;
import org.fastlabel.dataset.sample.Portrait.Hat;

/** Paints glasses, hats and earrings. Their colours span the whole range, so none of them shifts the mean colour. */
final class Worn {

    private final Canvas canvas;
    private final Portrait portrait;
    private final Look look;
    private final Dice dice;
    private final float w;
    private final float h;
    private final float turn;

    Worn(Canvas canvas, Portrait portrait, Look look) {
        this.canvas = canvas;
        this.portrait = portrait;
        this.look = look;
        dice = look.dice();
        w = look.faceWidth();
        h = look.faceHeight();
        turn = look.turn();
    }

    void earrings() {
        float[] color = dice.chance(0.5f) ? new float[] {240, 205, 90} : dice.color(60, 255);
        float size = dice.between(0.9f, 1.6f);
        if (!portrait.earrings()) {
            return;
        }
        for (int side = -1; side <= 1; side += 2) {
            float x = side * (w + 0.6f) - turn * 0.25f;
            canvas.fill(Shape.ellipse(x, 5.4f, size, size * 1.25f), x, 5.4f, 4, color);
            canvas.fill(Shape.ellipse(x - 0.3f, 4.9f, 0.4f, 0.4f), x, 5, 3, new float[] {255, 255, 250}, 0.8f, 1);
        }
    }

    void eyewear() {
        boolean round = dice.chance(0.5f);
        float half = dice.between(3.5f, 4.2f);
        float tall = dice.between(2.7f, 3.6f);
        float thick = dice.between(0.3f, 0.55f);
        float[] frame = dice.chance(0.6f) ? dice.color(15, 70) : dice.color(60, 230);
        float tint = dice.between(0.75f, 0.95f);
        float[] glass = dice.color(15, 60);
        if (portrait.eyewear() == Eyewear.NONE) {
            return;
        }
        boolean dark = portrait.eyewear() == Eyewear.DARK;
        float y = -1.1f;
        for (int side = -1; side <= 1; side += 2) {
            float x = look.eyeX(side);
            Shape lens = round ? Shape.ellipse(x, y, half, tall) : Shape.box(x, y, half, tall - 0.3f, 1.2f);
            canvas.fill(lens, x, y, 6, dark ? glass : new float[] {235, 242, 250}, dark ? tint : 0.16f, 1);
            canvas.fill(Shape.line(x - 1.6f, y + 0.6f, x + 0.4f, y - 1.6f, 0.35f), x, y, 4, new float[] {255, 255, 255}, 0.45f, 1);
            canvas.fill(lens.rim(thick), x, y, 7, frame);
            float outer = x + side * half;
            canvas.fill(Shape.line(outer, y - 0.6f, side * (w + 0.3f), y - 1, thick), outer, y, 7, frame);
        }
        canvas.fill(Shape.crescent(turn * 1.05f, y - 0.8f, 1.6f, -0.6f, thick, thick), turn, y, 4, frame);
    }

    void hat(float volume) {
        float[] color = dice.color(25, 245);
        float[] second = dice.chance(0.5f) ? Look.scaled(color, 0.72f) : dice.color(25, 245);
        if (look.hat() != null) {
            color = look.hat();
            second = Look.scaled(color, 0.8f);
        }
        float low = dice.between(-8.2f, -6.4f);
        float width = w + volume * 0.7f + 0.4f;
        if (portrait.hat() == Hat.CAP) {
            cap(color, second, low, width);
        } else if (portrait.hat() == Hat.BEANIE) {
            beanie(color, second, low, width);
        } else if (portrait.hat() == Hat.BRIMMED) {
            brimmed(color, second, low, width);
        }
    }

    private void cap(float[] color, float[] second, float low, float width) {
        canvas.fill(Shape.ellipse(0, low + 1, width, h + 3 + low + 1.5f).and(Shape.above(low + 0.8f)), 0, low - 4, 17, color);
        float visorX = look.yaw() * 3.5f;
        canvas.fill(Shape.crescent(visorX, low + 1.6f, width * 0.92f, -1.2f, 1.6f, 1.2f), visorX, low + 1, 14, second);
        canvas.fill(Shape.ellipse(turn, low - 4.5f, 2.1f, 1.9f), turn, low - 4.5f, 4, second, 0.9f, 1);
    }

    private void beanie(float[] color, float[] second, float low, float width) {
        float top = h + 4.5f + low;
        canvas.fill(Shape.ellipse(0, low, width, top).and(Shape.above(low)), 0, low - 4, 17, color);
        for (int rib = -2; rib <= 2; rib++) {
            canvas.fill(Shape.line(rib * 4.2f, low - 1, rib * 2.6f, low - top * 0.72f, 0.25f), 0, low - 4, 15,
                    Look.scaled(color, 0.8f), 0.6f, 1);
        }
        canvas.fill(Shape.box(0, low, width + 0.5f, 2, 1.3f), 0, low, 17, second);
        canvas.fill(Shape.ellipse(0, low - top - 0.5f, 2.3f, 2.2f), 0, low - top, 4, second);
    }

    private void brimmed(float[] color, float[] second, float low, float width) {
        float top = h + 4 + low;
        canvas.fill(Shape.box(0, low - top / 2, width * 0.8f, top / 2 + 0.5f, 3), 0, low - 4, 16, color);
        canvas.fill(Shape.box(0, low - 1.8f, width * 0.8f, 1.2f, 0.2f), 0, low - 2, 14, second);
        canvas.fill(Shape.ellipse(0, low, width * 1.42f, 2.3f), 0, low, 21, Look.scaled(color, 0.92f));
    }
}
