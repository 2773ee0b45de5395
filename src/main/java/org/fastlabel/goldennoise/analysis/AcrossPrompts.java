package org.fastlabel.goldennoise.analysis;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Seeds that are golden across prompts, against chance: the null model shuffles the verdicts within each prompt, so that every prompt keeps
 * its number of golden pictures. A seed's own p is exact (under that model its golden count is a sum of independent trials, one per prompt);
 * the best share of all is compared with the best shares of shuffles, which says what picking the best of many seeds brings by chance.
 *
 * @param best of the shares of those seeds that were judged under at least half as many prompts as the most judged one; null where no
 *             seed was judged under two prompts
 */
public record AcrossPrompts(List<Seed> seeds, Best best) {

    private static final int SHUFFLES = 1999;

    /** @param golden of {@code shown} cells @param expected golden cells by chance @param q over all these seeds */
    public record Seed(long seed, int golden, int shown, double expected, double p, double q) {

        public double share() {
            return golden / (double) shown;
        }
    }

    /** @param mean of the best share by chance @param high its 95 % quantile */
    public record Best(double observed, double mean, double high, double p) {
    }

    /** @return seeds with the least p first */
    static AcrossPrompts of(Cells all, RandomGenerator random, BooleanSupplier cancelled) {
        Cells cells = all.crossed();
        if (cells.size() == 0) {
            return new AcrossPrompts(List.of(), null);
        }
        double[] share = cells.byPrompt().stream().mapToDouble(g -> IntStream.of(g).filter(cells::golden).count() / (double) g.length)
                .toArray();
        List<int[]> bySeed = cells.bySeed();
        double[] p = new double[bySeed.size()];
        int[] golden = new int[p.length];
        for (int s = 0; s < p.length; s++) {
            golden[s] = (int) IntStream.of(bySeed.get(s)).filter(cells::golden).count();
            p[s] = Chances.atLeast(golden[s], chances(cells, bySeed.get(s), share));
        }
        double[] q = Chances.falseDiscovery(p);
        List<Seed> seeds = IntStream.range(0, p.length).mapToObj(s -> new Seed(cells.seeds().get(s), golden[s], bySeed.get(s).length,
                Arrays.stream(chances(cells, bySeed.get(s), share)).sum(), p[s], q[s]))
                .sorted(Comparator.comparingDouble(Seed::p).thenComparing(Comparator.comparingDouble(Seed::share).reversed())).toList();
        return new AcrossPrompts(seeds, best(cells, bySeed, random, cancelled));
    }

    private static double[] chances(Cells cells, int[] group, double[] share) {
        return IntStream.of(group).mapToDouble(i -> share[cells.prompt()[i]]).toArray();
    }

    private static Best best(Cells cells, List<int[]> bySeed, RandomGenerator random, BooleanSupplier cancelled) {
        int most = bySeed.stream().mapToInt(g -> g.length).max().orElse(0);
        List<int[]> known = bySeed.stream().filter(g -> 2 * g.length >= most).toList();
        double[] values = cells.values();
        double observed = best(known, values);
        List<int[]> strata = cells.byPrompt();
        double[] drawn = new double[SHUFFLES];
        int reached = 0;
        for (int n = 0; n < SHUFFLES && !cancelled.getAsBoolean(); n++) {
            Shuffle.within(strata, values, random);
            drawn[n] = best(known, values);
            reached += drawn[n] >= observed - 1e-12 ? 1 : 0;
        }
        Arrays.sort(drawn);
        return new Best(observed, Arrays.stream(drawn).average().orElse(0), Quantiles.at(drawn, 0.95), Shuffle.p(reached, SHUFFLES));
    }

    private static double best(List<int[]> seeds, double[] values) {
        return seeds.stream().mapToDouble(g -> IntStream.of(g).mapToDouble(i -> values[i]).average().orElse(0)).max().orElse(0);
    }
}
