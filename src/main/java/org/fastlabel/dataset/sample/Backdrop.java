package org.fastlabel.dataset.sample;

/** Paints what is behind the head, and the shoulders. The brightness spans the whole range, whatever the face shows. */
final class Backdrop {

    private final Canvas canvas;
    private final Dice dice;

    Backdrop(Canvas canvas, Look look) {
        this.canvas = canvas;
        dice = look.dice();
    }

    void paint() {
        float level = dice.between(20, 215);
        float[] one = tinted(level);
        float[] two = tinted(Math.min(Math.max(level + dice.between(-70, 70), 5), 250));
        float angle = dice.between(0, 6.2831855f);
        float dx = (float) StrictMath.cos(angle);
        float dy = (float) StrictMath.sin(angle);
        int kind = dice.below(5);
        float period = dice.between(5, 14);
        float shift = dice.between(0, 40);
        float[][] blobs = new float[5][];
        for (int i = 0; i < blobs.length; i++) {
            blobs[i] = new float[] {dice.between(0, 48), dice.between(0, 48), dice.between(3, 11)};
        }
        for (int y = 0; y < Canvas.SIZE; y++) {
            for (int x = 0; x < Canvas.SIZE; x++) {
                float along = (x - 23.5f) * dx + (y - 23.5f) * dy;
                float share;
                switch (kind) {
                    case 0:
                        share = clamp(along / 60 + 0.5f);
                        break;
                    case 1:
                        float phase = (along + 80 + shift) / period;
                        share = clamp((Math.abs(phase - (int) phase - 0.5f) - 0.25f) * period + 0.5f);
                        break;
                    case 2:
                        share = clamp(along + shift / 4 - 4);
                        break;
                    case 3:
                        share = nearest(blobs, x, y);
                        break;
                    default:
                        share = clamp((float) Math.sqrt((x - 24f) * (x - 24f) + (y - 22f) * (y - 22f)) / 34);
                }
                canvas.backdrop(y * Canvas.SIZE + x, Look.mixed(one, two, share));
            }
        }
    }

    private static float nearest(float[][] blobs, int x, int y) {
        float share = 0;
        for (float[] blob : blobs) {
            float ox = x - blob[0];
            float oy = y - blob[1];
            share = Math.max(share, clamp((blob[2] - (float) Math.sqrt(ox * ox + oy * oy)) / 2));
        }
        return share;
    }

    private float[] tinted(float level) {
        return new float[] {level + dice.between(-45, 45), level + dice.between(-35, 35), level + dice.between(-45, 45)};
    }

    private static float clamp(float value) {
        return Math.min(Math.max(value, 0), 1);
    }
}
