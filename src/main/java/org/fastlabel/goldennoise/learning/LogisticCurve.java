package org.fastlabel.goldennoise.learning;

/** P(golden) of one number: logistic regression. */
record LogisticCurve(double offset, double slope) {

    private static final int ROUNDS = 50;

    /** By Newton's method, with a slight pull to 0 that keeps both finite. */
    static LogisticCurve fit(double[] x, boolean[] golden) {
        double a = 0;
        double b = 0;
        double mean = 0;
        double square = 1e-12;
        for (double value : x) {
            mean += value / x.length;
        }
        for (double value : x) {
            square += (value - mean) * (value - mean) / x.length;
        }
        double scale = Math.sqrt(square);
        for (int round = 0; round < ROUNDS; round++) {
            double ga = -1e-3 * a;
            double gb = -1e-3 * b;
            double aa = 1e-3;
            double ab = 0;
            double bb = 1e-3;
            for (int i = 0; i < x.length; i++) {
                double z = (x[i] - mean) / scale;
                double p = 1 / (1 + Math.exp(-a - b * z));
                double residual = (golden[i] ? 1 : 0) - p;
                double weight = p * (1 - p);
                ga += residual;
                gb += residual * z;
                aa += weight;
                ab += weight * z;
                bb += weight * z * z;
            }
            double determinant = aa * bb - ab * ab;
            a += Math.max(-2, Math.min(2, (bb * ga - ab * gb) / determinant));
            b += Math.max(-2, Math.min(2, (aa * gb - ab * ga) / determinant));
        }
        return new LogisticCurve(a - b * mean / scale, b / scale);
    }

    /** Itself, or level where it falls. */
    LogisticCurve rising() {
        return slope >= 0 ? this : new LogisticCurve(offset, 0);
    }

    double at(double x) {
        return 1 / (1 + Math.exp(-offset - slope * x));
    }

    /** Mean cross-entropy. */
    double loss(double[] x, boolean[] golden) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            double logit = offset + slope * x[i];
            sum += Math.max(logit, 0) + Math.log1p(Math.exp(-Math.abs(logit))) - (golden[i] ? logit : 0);
        }
        return sum / x.length;
    }
}
