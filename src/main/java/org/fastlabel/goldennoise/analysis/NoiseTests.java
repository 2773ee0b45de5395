package org.fastlabel.goldennoise.analysis;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.fastlabel.goldennoise.analysis.NoiseStatistics.Statistic;

/**
 * In which statistics golden noise differs from other noise that was shown for the same prompt.
 *
 * <p>A seed's noise is the same in every cell, and noises are independent of each other whatever the verdicts are; so the test shuffles noises
 * among seeds: the correlation over seeds between the statistic and the mean of {@link Cells#excess}, its p by shuffles where seeds are few, else by
 * their distribution's usual approximation, Student's. It stays right where a few seeds that everybody likes were shown for every prompt, which
 * a comparison of pictures would take for a difference in everything. Over all statistics: Benjamini and Hochberg's q.
 */
final class NoiseTests {

    /**
     * @param golden mean over golden pictures
     * @param other  mean over the other pictures
     * @param effect mean difference within prompts, every seed weighing the same, in standard deviations of the statistic
     */
    record Difference(Statistic of, double golden, double other, double effect, double p, double q) {
    }

    private static final int FEW = 100;
    private static final int SHUFFLES = 1999;

    private NoiseTests() {
    }

    /**
     * @param ofSeed statistics of each seed of the cells, in the order of {@code list}
     * @return empty with fewer than four seeds, or when the verdicts do not differ within any prompt
     */
    static List<Difference> of(Cells cells, List<Statistic> list, IntFunction<double[]> ofSeed) {
        int seeds = cells.seeds().size();
        double[] excess = cells.excess();
        List<int[]> bySeed = cells.bySeed();
        for (int s = 0; s < seeds; s++) {
            excess[s] /= bySeed.get(s).length;
        }
        double contrast = contrast(cells, bySeed);
        if (seeds < 4 || contrast < 1e-9) {
            return List.of();
        }
        double[][] values = IntStream.range(0, seeds).mapToObj(ofSeed).toArray(double[][]::new);
        double[] p = new double[list.size()];
        Difference[] found = new Difference[list.size()];
        for (int k = 0; k < p.length; k++) {
            int which = k;
            double[] z = IntStream.range(0, seeds).mapToDouble(s -> values[s][which]).toArray();
            p[k] = seeds < FEW ? byShuffles(z, excess, new SplittableRandom(k)) : chance(correlation(z, excess), seeds);
            double deviation = deviation(z);
            double mean = Arrays.stream(z).average().orElse(0);
            double effect = IntStream.range(0, seeds).mapToDouble(s -> (z[s] - mean) * excess[s]).sum() / contrast / Math.max(deviation, 1e-12);
            found[k] = new Difference(list.get(k), mean(cells, z, true), mean(cells, z, false), effect, p[k], 1);
        }
        double[] q = Chances.falseDiscovery(p);
        return IntStream.range(0, p.length).mapToObj(k -> new Difference(found[k].of, found[k].golden, found[k].other, found[k].effect, p[k], q[k]))
                .toList();
    }

    /** What the sum over seeds would be, were the statistic larger by 1 in every golden picture. */
    private static double contrast(Cells cells, List<int[]> bySeed) {
        return cells.byPrompt().stream().mapToDouble(group -> {
            double share = IntStream.of(group).filter(cells::golden).count() / (double) group.length;
            return IntStream.of(group).filter(cells::golden).mapToDouble(i -> (1 - share) / bySeed.get(cells.seed()[i]).length).sum();
        }).sum();
    }

    private static double byShuffles(double[] z, double[] excess, RandomGenerator random) {
        List<int[]> all = List.of(IntStream.range(0, z.length).toArray());
        // Shuffles change nothing of a correlation but the sum of products.
        double mean = Arrays.stream(excess).average().orElse(0);
        double[] centred = Arrays.stream(excess).map(e -> e - mean).toArray();
        double middle = Arrays.stream(z).average().orElse(0);
        double[] shuffled = Arrays.stream(z).map(v -> v - middle).toArray();
        double observed = Math.abs(product(shuffled, centred)) * (1 - 1e-9);
        int reached = 0;
        for (int n = 0; n < SHUFFLES; n++) {
            Shuffle.within(all, shuffled, random);
            reached += Math.abs(product(shuffled, centred)) >= observed ? 1 : 0;
        }
        return Shuffle.p(reached, SHUFFLES);
    }

    private static double product(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double mean(Cells cells, double[] ofSeed, boolean golden) {
        return IntStream.range(0, cells.size()).filter(i -> cells.golden(i) == golden).mapToDouble(i -> ofSeed[cells.seed()[i]]).average()
                .orElse(0);
    }

    static double correlation(double[] x, double[] y) {
        double mx = Arrays.stream(x).average().orElse(0);
        double my = Arrays.stream(y).average().orElse(0);
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < x.length; i++) {
            xy += (x[i] - mx) * (y[i] - my);
            xx += (x[i] - mx) * (x[i] - mx);
            yy += (y[i] - my) * (y[i] - my);
        }
        return xx * yy > 0 ? xy / Math.sqrt(xx * yy) : 0;
    }

    private static double deviation(double[] z) {
        double mean = Arrays.stream(z).average().orElse(0);
        return Math.sqrt(IntStream.range(0, z.length).mapToDouble(i -> (z[i] - mean) * (z[i] - mean)).sum() / (z.length - 1));
    }

    /** Of a correlation as far from 0, when there is none. */
    static double chance(double correlation, int n) {
        double r2 = Math.min(correlation * correlation, 1 - 1e-15);
        return Chances.student(Math.sqrt(r2 * (n - 2) / (1 - r2)), n - 2);
    }
}
