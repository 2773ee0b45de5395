package org.fastlabel.goldennoise.learning;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.fastlabel.goldennoise.analysis.Quantiles;

/**
 * Something counted per prompt, such as golden pictures among those that a way of choosing has picked. Prompts differ and pictures of one
 * prompt do not stand alone, so intervals come from drawing whole prompts anew.
 *
 * @param hits  of each prompt; {@code of} 0 where the prompt has no part in it
 * @param of    out of how many
 */
record PromptShares(double[] hits, double[] of) {

    private static final int DRAWS = 2000;

    /** With a 95 % interval; NaN where there is nothing to count. */
    record Estimate(double value, double low, double high) {
    }

    double total() {
        return Arrays.stream(of).sum();
    }

    int prompts() {
        return (int) Arrays.stream(of).filter(n -> n > 0).count();
    }

    Estimate share() {
        return estimate(hits.length, drawn -> ratio(this, drawn));
    }

    /** How many times as large this share is as another one on the same prompts; prompts are drawn for both together. */
    Estimate times(PromptShares other) {
        return estimate(hits.length, drawn -> ratio(this, drawn) / ratio(other, drawn));
    }

    /** Without the prompts that have no part in {@code other}. */
    PromptShares where(PromptShares other) {
        return new PromptShares(IntStream.range(0, of.length).mapToDouble(p -> other.of[p] > 0 ? hits[p] : 0).toArray(),
                IntStream.range(0, of.length).mapToDouble(p -> other.of[p] > 0 ? of[p] : 0).toArray());
    }

    /** Without the prompts that are not wanted. */
    PromptShares only(boolean[] wanted) {
        return where(new PromptShares(hits, IntStream.range(0, of.length).mapToDouble(p -> wanted[p] ? 1 : 0).toArray()));
    }

    private interface Statistic {

        double of(int[] prompts);
    }

    private static double ratio(PromptShares shares, int[] prompts) {
        double hits = 0;
        double of = 0;
        for (int p : prompts) {
            hits += shares.hits[p];
            of += shares.of[p];
        }
        return hits / of;
    }

    private Estimate estimate(int prompts, Statistic statistic) {
        int[] some = IntStream.range(0, prompts).filter(p -> of[p] > 0).toArray();
        double value = statistic.of(some);
        if (!Double.isFinite(value)) {
            return new Estimate(Double.NaN, Double.NaN, Double.NaN);
        }
        RandomGenerator random = new SplittableRandom(1);
        double[] drawn = new double[DRAWS];
        for (int b = 0; b < DRAWS; b++) {
            double again = statistic.of(random.ints(some.length, 0, some.length).map(i -> some[i]).toArray());
            drawn[b] = Double.isFinite(again) ? again : value;
        }
        Arrays.sort(drawn);
        return new Estimate(value, Quantiles.at(drawn, 0.025), Quantiles.at(drawn, 0.975));
    }

    /** Prompts of -1 have no part. Pairs of one prompt, golden and other, of which the golden one has the higher score; ties count half: AUC, within prompts. */
    static PromptShares pairs(int[] prompt, int prompts, boolean[] golden, IntToDoubleFunction score) {
        double[] right = new double[prompts];
        double[] all = new double[prompts];
        for (int[] group : groups(prompt, prompts)) {
            for (int i : group) {
                for (int j : group) {
                    if (golden[i] && !golden[j]) {
                        double difference = score.applyAsDouble(i) - score.applyAsDouble(j);
                        right[prompt[i]] += difference > 0 ? 1 : difference == 0 ? 0.5 : 0;
                        all[prompt[i]]++;
                    }
                }
            }
        }
        return new PromptShares(right, all);
    }

    /** Where each prompt stands; -1 is none. */
    static int[][] groups(int[] prompt, int prompts) {
        int[] size = new int[prompts];
        Arrays.stream(prompt).filter(p -> p >= 0).forEach(p -> size[p]++);
        int[][] groups = Arrays.stream(size).mapToObj(int[]::new).toArray(int[][]::new);
        int[] filled = new int[prompts];
        for (int i = 0; i < prompt.length; i++) {
            if (prompt[i] >= 0) {
                groups[prompt[i]][filled[prompt[i]]++] = i;
            }
        }
        return groups;
    }
}
