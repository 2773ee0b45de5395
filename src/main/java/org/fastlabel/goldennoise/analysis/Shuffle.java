package org.fastlabel.goldennoise.analysis;

import java.util.List;
import java.util.random.RandomGenerator;

/** Null models that keep what each group holds and forget where. */
final class Shuffle {

    private Shuffle() {
    }

    /** Puts the values of each group in a random order, in place: every order is as likely. */
    static void within(List<int[]> groups, double[] values, RandomGenerator random) {
        for (int[] group : groups) {
            for (int i = group.length - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                double swapped = values[group[i]];
                values[group[i]] = values[group[j]];
                values[group[j]] = swapped;
            }
        }
    }

    /** p of a statistic among those of shuffles, itself counted as one of them (Phipson and Smyth 2010). */
    static double p(int atLeastAsLarge, int shuffles) {
        return (atLeastAsLarge + 1.0) / (shuffles + 1.0);
    }
}
