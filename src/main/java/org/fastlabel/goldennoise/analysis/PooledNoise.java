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
        int[] block = blocks(shape);
        int[] size = new int[shape(shape).size()];
        float[] out = new float[size.length];
        for (int i = 0; i < block.length; i++) {
            out[block[i]] += latents[i];
            size[block[i]]++;
        }
        for (int b = 0; b < out.length; b++) {
            out[b] /= (float) Math.sqrt(size[b]);
        }
        return out;
    }

    /** A change of what {@link #of} gives as the least change of the latents that makes it: the same in all places of a block. */
    public static float[] spread(float[] pooled, LatentShape shape) {
        int[] block = blocks(shape);
        int[] size = new int[pooled.length];
        for (int b : block) {
            size[b]++;
        }
        float[] out = new float[block.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) (pooled[block[i]] / Math.sqrt(size[block[i]]));
        }
        return out;
    }

    /** The block of each place. */
    private static int[] blocks(LatentShape shape) {
        LatentShape small = shape(shape);
        int[] block = new int[shape.size()];
        int at = 0;
        for (int c = 0; c < shape.channels(); c++) {
            for (int y = 0; y < shape.height(); y++) {
                int row = c * small.height() + y * small.height() / shape.height();
                for (int x = 0; x < shape.width(); x++) {
                    block[at++] = row * small.width() + x * small.width() / shape.width();
                }
            }
        }
        return block;
    }
}
