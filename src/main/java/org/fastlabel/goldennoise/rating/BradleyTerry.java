package org.fastlabel.goldennoise.rating;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Strengths from comparisons with ties: Davidson, On Extending the Bradley-Terry Model to Accommodate Ties in Paired Comparison
 * Experiments (1970). Of i and j, i wins with a probability in proportion to exp(s<sub>i</sub>), j to exp(s<sub>j</sub>), and nobody
 * to exp(t + (s<sub>i</sub> + s<sub>j</sub>) / 2). A normal prior of deviation {@value #PRIOR_DEVIATION} on every s and on t makes the
 * maximum exist and be the only one, whatever was compared; Newton's steps find it. Intervals are of the normal distribution whose
 * precision is the information there. The order of the comparisons does not matter.
 */
public final class BradleyTerry {

    static final double PRIOR_DEVIATION = 2;
    private static final double Z = 1.959964;
    private static final int MOST_STEPS = 100;
    private static final double CLOSE = 1e-10;

    private BradleyTerry() {
    }

    /**
     * @param seeds       of the group, each once
     * @param comparisons of seeds of the group
     * @return one per seed, the strongest first; equal ones in the order of the seeds
     */
    public static List<Strength> rank(List<Long> seeds, List<Comparison> comparisons) {
        int n = seeds.size();
        Map<Long, Integer> place = new HashMap<>();
        for (long seed : seeds) {
            place.put(seed, place.size());
        }
        double[] s = new double[n + 1];
        double value = Double.NEGATIVE_INFINITY;
        double[][] information = new double[n + 1][n + 1];
        double[] gradient = new double[n + 1];
        double[] step = new double[n + 1];
        for (int i = 0; i < MOST_STEPS; i++) {
            double[] next = s.clone();
            double size = 1;
            double now;
            // Halved until it climbs: far from the maximum a whole step may go past it.
            do {
                for (int k = 0; k <= n; k++) {
                    next[k] = s[k] + size * step[k];
                }
                now = posterior(next, comparisons, place, gradient, information);
                size /= 2;
            } while (now < value && size > CLOSE);
            s = next;
            if (now <= value) {
                // The maximum, as near as the sums over all comparisons can tell.
                break;
            }
            value = now;
            step = Cholesky.of(information).solve(gradient);
            if (Arrays.stream(step).allMatch(d -> Math.abs(d) < CLOSE)) {
                break;
            }
        }
        return strengths(seeds, s, Cholesky.of(information));
    }

    /** Logarithm of the posterior, but for a constant; fills the gradient and the negative second derivatives. */
    private static double posterior(double[] s, List<Comparison> comparisons, Map<Long, Integer> place, double[] gradient,
            double[][] information) {
        int ties = s.length - 1;
        double precision = 1 / (PRIOR_DEVIATION * PRIOR_DEVIATION);
        double value = 0;
        for (int k = 0; k < s.length; k++) {
            Arrays.fill(information[k], 0);
            information[k][k] = precision;
            gradient[k] = -precision * s[k];
            value -= precision * s[k] * s[k] / 2;
        }
        for (Comparison c : comparisons) {
            int[] at = {place.get(c.left()), place.get(c.right()), ties};
            // How left, right and tie depend on the two strengths and on t.
            double[][] slope = {{1, 0, 0}, {0, 1, 0}, {0.5, 0.5, 1}};
            double[] log = new double[3];
            for (int o = 0; o < 3; o++) {
                for (int k = 0; k < 3; k++) {
                    log[o] += slope[o][k] * s[at[k]];
                }
            }
            double most = Math.max(log[0], Math.max(log[1], log[2]));
            double sum = Math.exp(log[0] - most) + Math.exp(log[1] - most) + Math.exp(log[2] - most);
            int chosen = c.choice().ordinal();
            value += log[chosen] - most - Math.log(sum);
            double[] mean = new double[3];
            for (int o = 0; o < 3; o++) {
                double p = Math.exp(log[o] - most) / sum;
                for (int k = 0; k < 3; k++) {
                    mean[k] += p * slope[o][k];
                }
            }
            for (int k = 0; k < 3; k++) {
                gradient[at[k]] += slope[chosen][k] - mean[k];
                for (int l = 0; l < 3; l++) {
                    double second = 0;
                    for (int o = 0; o < 3; o++) {
                        second += Math.exp(log[o] - most) / sum * (slope[o][k] - mean[k]) * (slope[o][l] - mean[l]);
                    }
                    information[at[k]][at[l]] += second;
                }
            }
        }
        return value;
    }

    private static List<Strength> strengths(List<Long> seeds, double[] s, Cholesky information) {
        int n = seeds.size();
        double mean = Arrays.stream(s, 0, n).average().orElse(0);
        List<Strength> all = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            // The variance of s[i] minus the group's mean.
            double[] contrast = new double[n + 1];
            Arrays.fill(contrast, 0, n, -1.0 / n);
            contrast[i] += 1;
            double[] solved = information.solve(contrast);
            double variance = 0;
            for (int k = 0; k < n; k++) {
                variance += contrast[k] * solved[k];
            }
            double half = Z * Math.sqrt(Math.max(0, variance));
            double own = s[i] - mean;
            all.add(new Strength(seeds.get(i), own, own - half, own + half));
        }
        all.sort(Comparator.comparingDouble((Strength x) -> -Math.rint(x.strength() * 1e9) / 1e9));
        return all;
    }
}
