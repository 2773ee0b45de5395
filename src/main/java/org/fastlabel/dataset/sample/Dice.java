package org.fastlabel.dataset.sample;

/**
 * A small random stream (SplitMix64, Steele et al. 2014). Written out here because the portraits must never change, and
 * the JDK promises no sequence for its own generators but {@code java.util.Random}. Not safe for several threads.
 */
final class Dice {

    private long state;

    Dice(long seed) {
        state = seed;
    }

    /** Well mixed and one to one, so neighbouring seeds give unrelated streams. */
    static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    long next() {
        state += 0x9E3779B97F4A7C15L;
        return mix(state);
    }

    /** Uniform in [0, 1). */
    float unit() {
        return (next() >>> 40) * 0x1p-24f;
    }

    /** Uniform in [low, high). */
    float between(float low, float high) {
        return low + (high - low) * unit();
    }

    /** Uniform in 0 .. bound - 1. */
    int below(int bound) {
        return (int) (unit() * bound);
    }

    boolean chance(float probability) {
        return unit() < probability;
    }

    /** A colour, each channel uniform in [low, high), on a scale of 0 to 255. */
    float[] color(float low, float high) {
        return new float[] {between(low, high), between(low, high), between(low, high)};
    }
}
