package org.fastlabel.goldennoise.analysis;

import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Whether golden seeds lie together in noise. A seed is golden here when it was chosen more often than its prompts let expect
 * ({@link Cells#excess}). Golden seeds are clustered (k with the best silhouette); the same is done, from the beginning, with as many seeds drawn at
 * random from those shown, so that neither the choice of k nor the fit to the golden ones makes anything look better than chance.
 *
 * @param silhouetteNull mean of the random draws
 * @param p              of a silhouette as large by chance
 * @param members        each cluster's region: of the seeds that are nearest to its centre, how many are golden
 * @param ofSeed         region of every seed, in the order of the cells' seeds
 */
public record GoldenClusters(int k, double silhouette, double silhouetteNull, double p, List<Member> members, int[] ofSeed) {

    private static final int MOST_K = 8;
    private static final int LEAST = 12;
    private static final int MOST = 400;
    private static final int DRAWS = 99;

    /** @param p of a share as high in any region by chance; {@code q} over the regions */
    public record Member(int cluster, int golden, int shown, double p, double q) {

        public double share() {
            return shown == 0 ? 0 : golden / (double) shown;
        }
    }

    private record Fit(double[][] centres, double silhouette) {
    }

    /** @param rows a point per seed of the cells @return null where fewer than {@value #LEAST} seeds are golden, or as few are not */
    static GoldenClusters of(Cells cells, double[][] rows, RandomGenerator random, BooleanSupplier cancelled) {
        double[] excess = cells.excess();
        int[] golden = IntStream.range(0, rows.length).filter(s -> excess[s] > 1e-9).toArray();
        if (golden.length < LEAST || rows.length - golden.length < LEAST) {
            return null;
        }
        Fit fit = fit(rows, golden, random);
        int k = fit.centres.length;
        double rate = golden.length / (double) rows.length;
        int[][] counts = counts(rows, golden, fit.centres);
        double[] z = IntStream.range(0, k).mapToDouble(c -> z(counts[c], rate)).toArray();
        int[] reached = new int[k];
        int better = 0;
        double sum = 0;
        for (int draw = 0; draw < DRAWS && !cancelled.getAsBoolean(); draw++) {
            int[] some = pick(rows.length, golden.length, random);
            Fit other = fit(rows, some, random);
            better += other.silhouette >= fit.silhouette ? 1 : 0;
            sum += other.silhouette / DRAWS;
            double highest = Arrays.stream(counts(rows, some, other.centres)).mapToDouble(c -> z(c, rate)).max().orElse(0);
            for (int c = 0; c < k; c++) {
                reached[c] += highest >= z[c] ? 1 : 0;
            }
        }
        double[] p = Arrays.stream(reached).mapToDouble(n -> Shuffle.p(n, DRAWS)).toArray();
        double[] q = Chances.falseDiscovery(p);
        return new GoldenClusters(k, fit.silhouette, sum, Shuffle.p(better, DRAWS), IntStream.range(0, k)
                .mapToObj(c -> new Member(c, counts[c][0], counts[c][1], p[c], q[c])).toList(),
                Arrays.stream(rows).mapToInt(row -> KMeans.nearest(row, fit.centres)).toArray());
    }

    private static Fit fit(double[][] rows, int[] which, RandomGenerator random) {
        int[] some = which.length <= MOST ? which : IntStream.of(pick(which.length, MOST, random)).map(i -> which[i]).toArray();
        double[][] points = IntStream.of(some).mapToObj(i -> rows[i]).toArray(double[][]::new);
        Distances distances = new Distances(points);
        Fit best = null;
        for (int k = 2; k <= Math.min(MOST_K, points.length / 4); k++) {
            double[][] centres = KMeans.centres(points, k, random);
            double silhouette = distances.silhouette(Arrays.stream(points).mapToInt(row -> KMeans.nearest(row, centres)).toArray(), k);
            best = best == null || silhouette > best.silhouette ? new Fit(centres, silhouette) : best;
        }
        return best;
    }

    /** Golden and all seeds of each region. */
    private static int[][] counts(double[][] rows, int[] golden, double[][] centres) {
        int[][] counts = new int[centres.length][2];
        for (int i : golden) {
            counts[KMeans.nearest(rows[i], centres)][0]++;
        }
        for (double[] row : rows) {
            counts[KMeans.nearest(row, centres)][1]++;
        }
        return counts;
    }

    private static double z(int[] goldenOfShown, double rate) {
        double n = goldenOfShown[1];
        return n == 0 ? 0 : (goldenOfShown[0] - n * rate) / Math.sqrt(n * rate * (1 - rate));
    }

    /** Distinct numbers below n, each as likely. */
    static int[] pick(int n, int count, RandomGenerator random) {
        int[] all = IntStream.range(0, n).toArray();
        for (int i = 0; i < count; i++) {
            int j = i + random.nextInt(n - i);
            int swapped = all[i];
            all[i] = all[j];
            all[j] = swapped;
        }
        return Arrays.copyOf(all, count);
    }
}
