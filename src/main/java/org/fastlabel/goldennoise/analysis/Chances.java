package org.fastlabel.goldennoise.analysis;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Distribution functions, and what many tests at once make of their p-values. */
final class Chances {

    private static final double TINY = 1e-300;

    private Chances() {
    }

    /** P(|T| ≥ |t|) of Student's distribution. @param freedom above 0 */
    static double student(double t, double freedom) {
        return beta(freedom / (freedom + t * t), freedom / 2, 0.5);
    }

    /** The regularised incomplete beta function I_x(a, b), by its continued fraction (DLMF 8.17.22) after Lentz. */
    static double beta(double x, double a, double b) {
        if (x <= 0 || x >= 1) {
            return x <= 0 ? 0 : 1;
        } else if (x > (a + 1) / (a + b + 2)) {
            return 1 - beta(1 - x, b, a);
        }
        double c = 1;
        double d = 1 / nonzero(1 - (a + b) * x / (a + 1));
        double fraction = d;
        for (int m = 1; m < 500; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / nonzero(1 + even * d);
            c = nonzero(1 + even / c);
            fraction *= c * d;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / nonzero(1 + odd * d);
            c = nonzero(1 + odd / c);
            fraction *= c * d;
            if (Math.abs(c * d - 1) < 1e-15) {
                break;
            }
        }
        return Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logBeta(a, b)) / a * fraction;
    }

    private static double nonzero(double x) {
        return Math.abs(x) < TINY ? TINY : x;
    }

    private static double logBeta(double a, double b) {
        return logGamma(a) + logGamma(b) - logGamma(a + b);
    }

    /** Stirling's series (DLMF 5.11.1), after the argument was raised above 10. @param x above 0 */
    static double logGamma(double x) {
        double shift = 0;
        double y = x;
        while (y < 10) {
            shift += Math.log(y++);
        }
        double r = 1 / (y * y);
        double series = (1 / 12.0 - r * (1 / 360.0 - r * (1 / 1260.0 - r * (1 / 1680.0 - r / 1188)))) / y;
        return (y - 0.5) * Math.log(y) - y + 0.5 * Math.log(2 * Math.PI) + series - shift;
    }

    /** P(sum ≥ k) of independent trials that succeed with these probabilities (Poisson's binomial distribution), exactly. */
    static double atLeast(int k, double[] probabilities) {
        double[] chance = new double[probabilities.length + 1];
        chance[0] = 1;
        for (int n = 0; n < probabilities.length; n++) {
            for (int s = n + 1; s > 0; s--) {
                chance[s] = chance[s] * (1 - probabilities[n]) + chance[s - 1] * probabilities[n];
            }
            chance[0] *= 1 - probabilities[n];
        }
        return k <= 0 ? 1 : Math.min(1, Arrays.stream(chance, Math.min(k, chance.length), chance.length).sum());
    }

    /** Benjamini and Hochberg's q-values (1995), in the order of the p-values: calling all below q significant is wrong in a share q. */
    static double[] falseDiscovery(double[] p) {
        int n = p.length;
        int[] order = IntStream.range(0, n).boxed().sorted(Comparator.comparingDouble(i -> p[i])).mapToInt(Integer::intValue).toArray();
        double[] q = new double[n];
        double least = 1;
        for (int rank = n; rank > 0; rank--) {
            least = Math.min(least, p[order[rank - 1]] * n / rank);
            q[order[rank - 1]] = least;
        }
        return q;
    }
}
