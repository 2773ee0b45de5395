package org.fastlabel.hub.prelabel;

import java.util.List;

/**
 * Makes a confidence mean what it says: how often a proposal of that confidence is right. Logistic scaling of the log odds after Platt
 * 1999, fitted by Newton's method with backtracking as in Lin, Lin and Weng 2007: {@code σ(slope · ln(c / (1 − c)) + intercept)}. The
 * order of confidences is kept: where the data would turn it round, the slope is 0.
 */
public record Platt(double slope, double intercept) {

    /** Below so many human labels nothing is said about how far a confidence can be believed. */
    public static final int LEAST_LABELS = 100;

    private static final double EDGE = 1e-6;
    private static final int STEPS = 100;
    private static final double RIDGE = 1e-12;
    private static final double SMALL_GRADIENT = 1e-9;
    private static final double SHORTEST_STEP = 1e-10;

    /** @throws IllegalArgumentException when there is nothing to learn from */
    public static Platt fit(List<Judged> judged) {
        if (judged.isEmpty()) {
            throw new IllegalArgumentException("nothing to fit to");
        }
        int n = judged.size();
        double[] x = new double[n];
        double[] target = new double[n];
        long right = judged.stream().filter(Judged::right).count();
        // Platt's targets: as sure as so many examples allow, so that a perfect record does not end in certainty.
        double yes = (right + 1.0) / (right + 2.0);
        double no = 1.0 / (n - right + 2.0);
        double mean = 0;
        for (int i = 0; i < n; i++) {
            x[i] = logOdds(judged.get(i).confidence());
            target[i] = judged.get(i).right() ? yes : no;
            mean += target[i] / n;
        }
        Platt flat = new Platt(0, Math.log(mean / (1 - mean)));
        if (spread(x) < 1e-12) {
            return flat;
        }
        Platt fitted = newton(x, target, flat);
        return fitted.slope > 0 ? fitted : flat;
    }

    private static double spread(double[] x) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double v : x) {
            low = Math.min(low, v);
            high = Math.max(high, v);
        }
        return high - low;
    }

    private static Platt newton(double[] x, double[] target, Platt start) {
        Platt now = start;
        double loss = now.loss(x, target);
        for (int step = 0; step < STEPS; step++) {
            double haa = RIDGE;
            double hbb = RIDGE;
            double hab = 0;
            double ga = 0;
            double gb = 0;
            for (int i = 0; i < x.length; i++) {
                double p = sigmoid(now.slope * x[i] + now.intercept);
                double weight = p * (1 - p);
                haa += x[i] * x[i] * weight;
                hab += x[i] * weight;
                hbb += weight;
                ga += x[i] * (p - target[i]);
                gb += p - target[i];
            }
            if (Math.abs(ga) < SMALL_GRADIENT && Math.abs(gb) < SMALL_GRADIENT) {
                return now;
            }
            double det = haa * hbb - hab * hab;
            double da = -(hbb * ga - hab * gb) / det;
            double db = -(haa * gb - hab * ga) / det;
            double length = 1;
            Platt next = now;
            double nextLoss = loss;
            for (; length >= SHORTEST_STEP; length /= 2) {
                Platt tried = new Platt(now.slope + length * da, now.intercept + length * db);
                double triedLoss = tried.loss(x, target);
                if (triedLoss < loss + 1e-4 * length * (ga * da + gb * db)) {
                    next = tried;
                    nextLoss = triedLoss;
                    break;
                }
            }
            if (next == now) {
                return now;
            }
            now = next;
            loss = nextLoss;
        }
        return now;
    }

    private double loss(double[] x, double[] target) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            double z = slope * x[i] + intercept;
            // −t ln σ(z) − (1 − t) ln(1 − σ(z)), without overflow for any z.
            sum += Math.max(z, 0) - target[i] * z + Math.log1p(Math.exp(-Math.abs(z)));
        }
        return sum;
    }

    /** @param confidence 0 to 1 @return how often such a proposal is right, between 0 and 1 */
    public double apply(double confidence) {
        return sigmoid(slope * logOdds(confidence) + intercept);
    }

    private static double logOdds(double confidence) {
        double p = Math.min(1 - EDGE, Math.max(EDGE, confidence));
        return Math.log(p / (1 - p));
    }

    private static double sigmoid(double z) {
        double e = Math.exp(-Math.abs(z));
        return z >= 0 ? 1 / (1 + e) : e / (1 + e);
    }
}
