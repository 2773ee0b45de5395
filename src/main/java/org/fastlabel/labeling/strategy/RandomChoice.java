package org.fastlabel.labeling.strategy;

import java.util.random.RandomGenerator;

/** Every candidate is as likely as any other, also those the model has not read yet. */
public record RandomChoice() implements SamplingStrategy {

    @Override
    public String wireName() {
        return "random";
    }

    @Override
    public int[] choose(Pool pool, int k, RandomGenerator random) {
        return sample(pool.candidates(), k, random);
    }

    /** The first {@code k} of a shuffled copy. */
    public static int[] sample(int[] ids, int k, RandomGenerator random) {
        int[] copy = ids.clone();
        int n = Math.min(k, copy.length);
        for (int i = 0; i < n; i++) {
            int j = i + random.nextInt(copy.length - i);
            int swapped = copy[i];
            copy[i] = copy[j];
            copy[j] = swapped;
        }
        return java.util.Arrays.copyOf(copy, n);
    }
}
