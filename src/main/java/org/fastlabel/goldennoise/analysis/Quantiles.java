package org.fastlabel.goldennoise.analysis;

/** Quantiles of samples. */
public final class Quantiles {

    private Quantiles() {
    }

    /** By linear interpolation, as NumPy's default. @param sorted ascending, at least one value @param q 0 to 1 */
    public static double at(double[] sorted, double q) {
        double place = q * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
