package org.fastlabel.api;

/**
 * A proportion with its 95 % interval after Wilson 1927.
 *
 * @param share right of trials, 0 to 1; 0 with the interval 0 to 1 where there were none
 */
public record Interval(double share, double low, double high) {

    /** The normal distribution's 97.5 % quantile. */
    private static final double Z = 1.959964;

    public static Interval of(int right, int trials) {
        if (trials == 0) {
            return new Interval(0, 0, 1);
        }
        double n = trials;
        double p = right / n;
        double centre = (p + Z * Z / (2 * n)) / (1 + Z * Z / n);
        double half = Z / (1 + Z * Z / n) * Math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
        // At 0 and 1 the ends meet the share itself, but for rounding.
        return new Interval(p, Math.max(0, Math.min(p, centre - half)), Math.min(1, Math.max(p, centre + half)));
    }
}
