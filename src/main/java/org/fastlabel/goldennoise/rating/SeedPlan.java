package org.fastlabel.goldennoise.rating;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Which seeds the groups of a session get. Seeds that several prompts have tell the effect of a seed from that of a prompt; new ones look at
 * more of the space. {@code MIXED} takes half of them from a ring of a few that the session's prompts share, each prompt from another place
 * of it: so each of these seeds is seen with many prompts, and they are enough to tell how much seeds differ.
 */
public enum SeedPlan {
    SHARED, FRESH, MIXED;

    /** Seeds that are drawn stay below 2^53: people can read them, and no program that takes numbers for doubles changes them. */
    private static final int BITS = 53;
    /** Seeds of the ring. */
    static final int RING = 16;
    /** How much further on the ring the next prompt begins: no divisor in common with its size, so that all places come equally often. */
    private static final int STRIDE = 3;

    /** @param shared whether other prompts of the session get it too */
    public record Drawn(long seed, boolean shared) {
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static List<String> names() {
        return Arrays.stream(values()).map(SeedPlan::wireName).toList();
    }

    public static SeedPlan named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /**
     * @param count      how many
     * @param base       of the session; determines its shared seeds
     * @param number     of the prompt in its session
     * @param sharedUsed how many shared ones the prompt has had
     * @param taken      seeds that the prompt has had
     * @param random     draws the new ones
     * @return {@code count} different seeds that are not taken
     */
    public List<Drawn> draw(int count, long base, int number, int sharedUsed, Set<Long> taken, RandomGenerator random) {
        Set<Long> used = new HashSet<>(taken);
        List<Drawn> drawn = new ArrayList<>();
        for (long seed : shared(count, base, number, sharedUsed)) {
            if (used.add(seed)) {
                drawn.add(new Drawn(seed, true));
            }
        }
        while (drawn.size() < count) {
            long seed = seed(random);
            if (used.add(seed)) {
                drawn.add(new Drawn(seed, false));
            }
        }
        return drawn;
    }

    private long[] shared(int count, long base, int number, int from) {
        RandomGenerator common = new SplittableRandom(base);
        switch (this) {
            case SHARED:
                return LongStream.generate(() -> seed(common)).distinct().skip(from).limit(count).toArray();
            case MIXED:
                long[] ring = LongStream.generate(() -> seed(common)).distinct().limit(RING).toArray();
                return IntStream.range(from, RING).limit(count / 2).mapToLong(i -> ring[(number * STRIDE + i) % RING]).toArray();
            default:
                return new long[0];
        }
    }

    public static long seed(RandomGenerator random) {
        return random.nextLong() >>> 64 - BITS;
    }
}
