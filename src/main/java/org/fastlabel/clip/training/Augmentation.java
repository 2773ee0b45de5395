package org.fastlabel.clip.training;

import java.util.Random;

/** How a picture is varied each time it is shown; {@code clip_train.py} carries it out. */
final class Augmentation {

    private static final double MOST_SHIFT = 0.25;
    private static final double MOST_ZOOM = 0.15;
    private static final double MOST_TURN = 0.15;

    private Augmentation() {
    }

    /** Writes the numbers of picture {@code i}. Portraits are drawn varied and without end; they are mirrored and lit only. */
    static void draw(Random random, Subject subject, float[] view, float[] light, float[] hole, int i) {
        double much = subject.isPhoto() ? 1 : 0;
        double flip = random.nextBoolean() ? -1 : 1;
        double shift = much * MOST_SHIFT;
        double zoom = 1 + much * between(random, -MOST_ZOOM, MOST_ZOOM);
        double turn = random.nextInt(3) == 0 ? much * between(random, -MOST_TURN, MOST_TURN) : 0;
        view[i * 6] = (float) (flip * zoom * Math.cos(turn));
        view[i * 6 + 1] = (float) (-zoom * Math.sin(turn));
        view[i * 6 + 2] = (float) between(random, -shift, shift);
        view[i * 6 + 3] = (float) (flip * zoom * Math.sin(turn));
        view[i * 6 + 4] = (float) (zoom * Math.cos(turn));
        view[i * 6 + 5] = (float) between(random, -shift, shift);
        light[i * 2] = (float) between(random, 0.7, 1.3);
        light[i * 2 + 1] = (float) between(random, -0.15, 0.15);
        hole[i * 3] = (float) between(random, -1, 1);
        hole[i * 3 + 1] = (float) between(random, -1, 1);
        hole[i * 3 + 2] = (float) (much * between(random, 0, 0.5));
    }

    private static double between(Random random, double low, double high) {
        return low + (high - low) * random.nextDouble();
    }
}
