package org.fastlabel.goldennoise.analysis;

import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * The gate before anybody trains a selector: how much of the variance of being chosen belongs to the seed, to the prompt, and to their
 * interaction with chance. From the cells whose seeds were judged under several prompts.
 *
 * <p>Shares are those of {@link VarianceComponents} on the outcome 0 or 1. Intervals: bootstrap percentiles, prompts and seeds being drawn
 * anew, each with its row or column (Owen 2007, <i>The pigeonhole bootstrap</i>); they are on the cautious side. p: verdicts shuffled
 * within each prompt (for the seed's share) or within each seed (for the prompt's), which keeps every prompt's number of golden pictures.
 *
 * @param cells that went in; 0 makes everything else empty
 */
public record SeedEffect(int cells, int prompts, int seeds, Share seed, Share prompt, Share interaction, Verdict verdict) {

    /** What the gate says. */
    public enum Verdict {
        TOO_FEW, NONE, WEAK, CLEAR
    }

    /** @param p null for the interaction, which one judgement per cell cannot test */
    public record Share(double share, double low, double high, Double p) {
    }

    static final int LEAST_CELLS = 40;
    static final int LEAST_PROMPTS = 5;
    static final int LEAST_SEEDS = 5;
    private static final int BOOTSTRAPS = 1000;
    private static final int SHUFFLES = 1999;
    private static final double SIGNIFICANT = 0.05;
    /** A share whose interval begins above this is clear. */
    private static final double MATTERS = 0.05;

    /** @param cancelled asked now and then; the result is then of no use */
    static SeedEffect of(Cells all, RandomGenerator random, BooleanSupplier cancelled) {
        Cells cells = all.crossed();
        int prompts = cells.prompts().size();
        int seeds = cells.seeds().size();
        double[] values = cells.values();
        double[] shares = cells.size() == 0 ? new double[] {Double.NaN}
                : components(cells, values, ones(prompts), ones(seeds)).shares();
        if (cells.size() < LEAST_CELLS || prompts < LEAST_PROMPTS || seeds < LEAST_SEEDS || Double.isNaN(shares[0])) {
            return new SeedEffect(cells.size(), prompts, seeds, null, null, null, Verdict.TOO_FEW);
        }
        double[][] drawn = new double[3][BOOTSTRAPS];
        for (int b = 0; b < BOOTSTRAPS && !cancelled.getAsBoolean(); b++) {
            double[] again = components(cells, values, draw(prompts, random), draw(seeds, random)).shares();
            for (int k = 0; k < 3; k++) {
                drawn[k][b] = Double.isNaN(again[k]) ? shares[k] : again[k];
            }
        }
        double ofSeed = p(cells, cells.byPrompt(), cells.seed(), seeds, random, cancelled);
        double ofPrompt = p(cells, cells.bySeed(), cells.prompt(), prompts, random, cancelled);
        Share seed = share(shares[1], drawn[1], ofSeed);
        return new SeedEffect(cells.size(), prompts, seeds, seed, share(shares[0], drawn[0], ofPrompt), share(shares[2], drawn[2], null),
                ofSeed > SIGNIFICANT ? Verdict.NONE : seed.low() > MATTERS ? Verdict.CLEAR : Verdict.WEAK);
    }

    private static VarianceComponents components(Cells cells, double[] values, double[] promptWeight, double[] seedWeight) {
        return VarianceComponents.of(values, cells.prompt(), cells.seed(), promptWeight, seedWeight);
    }

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static double[] draw(int n, RandomGenerator random) {
        double[] counts = new double[n];
        for (int i = 0; i < n; i++) {
            counts[random.nextInt(n)]++;
        }
        return counts;
    }

    private static Share share(double share, double[] drawn, Double p) {
        double[] sorted = drawn.clone();
        Arrays.sort(sorted);
        return new Share(share, Math.min(share, Quantiles.at(sorted, 0.025)), Math.max(share, Quantiles.at(sorted, 0.975)), p);
    }

    /** By the sum of squares of the means of {@code levels}: the only part of the estimate that shuffling changes. */
    private static double p(Cells cells, List<int[]> strata, int[] level, int levels, RandomGenerator random, BooleanSupplier cancelled) {
        double[] values = cells.values();
        double observed = squares(values, level, levels) * (1 - 1e-12);
        int reached = 0;
        for (int s = 0; s < SHUFFLES && !cancelled.getAsBoolean(); s++) {
            Shuffle.within(strata, values, random);
            reached += squares(values, level, levels) >= observed ? 1 : 0;
        }
        return Shuffle.p(reached, SHUFFLES);
    }

    private static double squares(double[] values, int[] level, int levels) {
        double[] sum = new double[levels];
        double[] n = new double[levels];
        for (int i = 0; i < values.length; i++) {
            sum[level[i]] += values[i];
            n[level[i]]++;
        }
        double squares = 0;
        for (int k = 0; k < levels; k++) {
            squares += sum[k] * sum[k] / n[k];
        }
        return squares;
    }
}
