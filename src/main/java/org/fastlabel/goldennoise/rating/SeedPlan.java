package org.fastlabel.goldennoise.rating;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Which seeds the groups of a session get. Seeds that every prompt has tell the effect of a seed from that of a prompt; new ones look at
 * more of the space.
 */
public enum SeedPlan {
    SHARED, FRESH, MIXED;

    /** Seeds that are drawn stay below 2^53: people can read them, and no program that takes numbers for doubles changes them. */
    private static final int BITS = 53;

    /** @param shared whether every prompt of the session gets it */
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
     * @param sharedUsed how many shared ones the prompt has had
     * @param taken      seeds that the prompt has had
     * @param random     draws the new ones
     * @return {@code count} different seeds that are not taken
     */
    public List<Drawn> draw(int count, long base, int sharedUsed, Set<Long> taken, RandomGenerator random) {
        Set<Long> used = new HashSet<>(taken);
        List<Drawn> drawn = new ArrayList<>();
        int shared = this == SHARED ? count : this == FRESH ? 0 : count / 2;
        RandomGenerator common = new SplittableRandom(base);
        for (int passed = 0; drawn.size() < shared;) {
            long seed = seed(common);
            if (passed < sharedUsed) {
                passed++;
            } else if (used.add(seed)) {
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

    public static long seed(RandomGenerator random) {
        return random.nextLong() >>> 64 - BITS;
    }
}
