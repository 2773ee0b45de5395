package org.fastlabel.goldennoise.learning;

import org.fastlabel.generation.LatentShape;
import org.jtransforms.dct.DoubleDCT_2D;

/**
 * Latents as amounts of waves: the orthonormal cosine transform (DCT-II) of each channel, so that a selector can be told that slow waves matter
 * more. Of standard normal noise, they are standard normal too. Safe from any thread.
 */
final class Waves {

    private final LatentShape shape;
    private final DoubleDCT_2D transform;

    Waves(LatentShape shape) {
        this.shape = shape;
        this.transform = shape.height() > 1 && shape.width() > 1 ? new DoubleDCT_2D(shape.height(), shape.width()) : null;
    }

    /** @param latents not changed @return as many numbers, channel by channel, slow waves first in rows and columns */
    float[] of(float[] latents) {
        if (transform == null) {
            return latents.clone();
        }
        int places = shape.height() * shape.width();
        float[] out = new float[latents.length];
        double[] channel = new double[places];
        for (int c = 0; c < shape.channels(); c++) {
            for (int i = 0; i < places; i++) {
                channel[i] = latents[c * places + i];
            }
            transform.forward(channel, true);
            for (int i = 0; i < places; i++) {
                out[c * places + i] = (float) channel[i];
            }
        }
        return out;
    }

    /** What to divide each number by, so that waves matter less the faster they are. @param steepness 0: all alike. @return mean square of the inverse 1 */
    float[] damping(double steepness) {
        float[] damping = new float[shape.size()];
        double squares = 0;
        for (int i = 0; i < damping.length; i++) {
            int place = i % (shape.height() * shape.width());
            double speed = Math.hypot(place / shape.width(), place % shape.width());
            damping[i] = (float) Math.pow(1 + speed, steepness);
            squares += 1 / (damping[i] * damping[i]) / damping.length;
        }
        for (int i = 0; i < damping.length; i++) {
            damping[i] *= (float) Math.sqrt(squares);
        }
        return damping;
    }
}
