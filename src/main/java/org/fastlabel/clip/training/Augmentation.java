package org.fastlabel.clip.training;

import java.util.Random;

/**
 * How a picture is varied each time it is shown; {@code clip_train.py} carries it out. Photos are shifted, zoomed, turned, mirrored and
 * lose a square. Portraits and drawings are drawn varied: they are mirrored and lit only. A spectrogram has a direction: it is shifted and
 * stretched a little in time and pitch, and loses a rectangle.
 */
final class Augmentation {

    private static final double MOST_ZOOM = 0.15;
    private static final double MOST_TURN = 0.15;

    private final Random random;
    private final float[] view;
    private final float[] light;
    private final float[] hole;

    /** @param view six numbers per picture, light two, hole three: receive what is drawn */
    Augmentation(Random random, float[] view, float[] light, float[] hole) {
        this.random = random;
        this.view = view;
        this.light = light;
        this.hole = hole;
    }

    /** Writes the numbers of picture {@code i}. */
    void draw(Subject subject, int i) {
        switch (subject.kind()) {
            case PHOTO:
                double turn = random.nextInt(4) == 0 ? around(MOST_TURN) : 0;
                double zoom = 1 + around(MOST_ZOOM);
                look(i, side() * zoom, zoom, turn, 0.25, 0.25);
                cut(i, 0.45);
                break;
            case SOUND:
                look(i, 1 + around(0.15), 1 + around(0.1), 0, 0.2, 0.1);
                cut(i, 0.3);
                break;
            default:
                look(i, side(), 1, 0, 0, 0);
                cut(i, 0);
        }
        light[i * 2] = (float) (1 + around(0.3));
        light[i * 2 + 1] = (float) around(0.15);
    }

    private double side() {
        return random.nextBoolean() ? -1 : 1;
    }

    private double around(double most) {
        return (2 * random.nextDouble() - 1) * most;
    }

    private void look(int i, double across, double down, double turn, double shiftAcross, double shiftDown) {
        view[i * 6] = (float) (across * Math.cos(turn));
        view[i * 6 + 1] = (float) (-down * Math.sin(turn));
        view[i * 6 + 2] = (float) around(shiftAcross);
        view[i * 6 + 3] = (float) (across * Math.sin(turn));
        view[i * 6 + 4] = (float) (down * Math.cos(turn));
        view[i * 6 + 5] = (float) around(shiftDown);
    }

    private void cut(int i, double most) {
        hole[i * 3] = (float) around(1);
        hole[i * 3 + 1] = (float) around(1);
        hole[i * 3 + 2] = (float) (most * random.nextDouble());
    }
}
