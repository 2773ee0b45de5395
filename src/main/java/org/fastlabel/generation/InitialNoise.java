package org.fastlabel.generation;

/**
 * The noise that a picture begins as, determined by its seed alone: the same numbers on every machine, device and Java, for ever.
 * (Seeds of PyTorch do not carry over from one device or language to another.)
 *
 * <p>Version 1. Value i of a latent, in the order channel, row, column, is number i mod 4 of block i / 4. A block is what
 * {@link Philox} makes of the counter (low and high word of i / 4, 0, 0) and the key (low and high word of the seed): words a, b, c, d.
 * With u(w) = (w + 1/2) / 2³², w unsigned, the four values are Box and Muller's
 *
 * <pre>
 * r = sqrt(-2 ln u(a)),  r cos(2π u(b)),  r sin(2π u(b)),    s = sqrt(-2 ln u(c)),  s cos(2π u(d)),  s sin(2π u(d))
 * </pre>
 *
 * <p>in double precision with {@link StrictMath}, whose results are laid down bit by bit, rounded to float at the end. So two
 * sizes have the same numbers as far as the smaller one goes, in different places.
 */
public final class InitialNoise {

    /** Recorded with every picture; another way to make noise must have another number. */
    public static final int VERSION = 1;

    private static final double UNIT = 0x1p-32;

    private InitialNoise() {
    }

    /** @return standard normal values, at most 6.77 away from 0 */
    public static float[] of(long seed, LatentShape shape) {
        float[] out = new float[shape.size()];
        for (int i = 0; i < out.length; i += 4) {
            int[] words = Philox.block(i / 4, 0, 0, 0, (int) seed, (int) (seed >>> 32));
            pair(words[0], words[1], out, i);
            pair(words[2], words[3], out, i + 2);
        }
        return out;
    }

    private static void pair(int length, int angle, float[] out, int at) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(uniform(length)));
        double turn = 2 * Math.PI * uniform(angle);
        if (at < out.length) {
            out[at] = (float) (radius * StrictMath.cos(turn));
        }
        if (at + 1 < out.length) {
            out[at + 1] = (float) (radius * StrictMath.sin(turn));
        }
    }

    private static double uniform(int word) {
        return ((word & 0xffffffffL) + 0.5) * UNIT;
    }
}
