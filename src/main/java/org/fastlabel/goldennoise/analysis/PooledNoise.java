package org.fastlabel.goldennoise.analysis;

import org.fastlabel.generation.LatentShape;

/**
 * Latents on a coarser grid: the mean of each block of places times the root of their number, so that standard normal noise stays standard
 * normal. What remains are the low spatial frequencies, which decide the layout; what goes is what would drown them. Stateless.
 */
public final class PooledNoise {

    /** Places along a side that are kept at most. */
    private static final int SIDE = 8;

    private PooledNoise() {
    }

    /** The shape after pooling; sides that are small already stay. */
    public static LatentShape shape(LatentShape of) {
        return new LatentShape(of.channels(), Math.min(SIDE, of.height()), Math.min(SIDE, of.width()));
    }

    /** @return in the order of {@link #shape}; blocks of sides that do not divide differ in size by one */
    public static float[] of(float[] latents, LatentShape shape) {
        LatentShape small = shape(shape);
        if (small.equals(shape)) {
            return latents.clone();
        }
        float[] out = new float[small.size()];
        int at = 0;
        for (int c = 0; c < shape.channels(); c++) {
            for (int y = 0; y < small.height(); y++) {
                int top = y * shape.height() / small.height();
                int bottom = (y + 1) * shape.height() / small.height();
                for (int x = 0; x < small.width(); x++) {
                    int left = x * shape.width() / small.width();
                    int right = (x + 1) * shape.width() / small.width();
                    double sum = 0;
                    for (int v = top; v < bottom; v++) {
                        for (int u = left; u < right; u++) {
                            sum += latents[(c * shape.height() + v) * shape.width() + u];
                        }
                    }
                    out[at++] = (float) (sum / Math.sqrt((bottom - top) * (right - left)));
                }
            }
        }
        return out;
    }
}
