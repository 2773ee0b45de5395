package org.fastlabel.generation.sampling;

/** What latents consist of: {@code signal · clean + noise · gaussian}. */
public record Level(double signal, double noise) {

    /** Of a flow that goes straight from noise (1) to picture (0). */
    static Level ofFlow(double sigma) {
        return new Level(1 - sigma, sigma);
    }

    /** Where the picture keeps its size and noise is added: {@code sigma} is the noise's deviation. */
    static Level exploding(double sigma) {
        return new Level(1, sigma);
    }

    /** The same, scaled to unit variance. */
    static Level preserving(double sigma) {
        double signal = 1 / Math.sqrt(sigma * sigma + 1);
        return new Level(signal, sigma * signal);
    }

    /** Where a flow has this mixture, 0 to 1. */
    public double flowSigma() {
        return noise / (signal + noise);
    }

    /** Factor that brings latents of this level to where a flow has them. */
    public double toFlow() {
        return 1 / (signal + noise);
    }

    /** Factor that brings latents of this level to unit variance, as networks that foresee noise expect them. */
    public double toUnit() {
        return 1 / Math.hypot(signal, noise);
    }

    /** Logarithm of the ratio of signal to noise; infinite where one of them is 0. */
    double logRatio() {
        return Math.log(signal / noise);
    }
}
