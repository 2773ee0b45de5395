package org.fastlabel.goldennoise.analysis;

import java.util.ArrayList;
import java.util.List;
import org.fastlabel.generation.LatentShape;

/** Numbers that describe an initial noise: moments of each channel, and power by spatial frequency. Safe from any thread. */
final class NoiseStatistics {

    private static final String[] MOMENTS = {"mean", "variance", "skewness", "kurtosis"};

    /**
     * One number.
     *
     * @param channel from 0; -1: the mean over all channels
     * @param band    ring of the spectrum; -1: a moment
     * @param from    cycles per place, where it is a ring
     */
    record Statistic(int channel, String name, int band, double from, double to) {
    }

    private final LatentShape shape;
    private final Spectrum spectrum;
    private final List<Statistic> list = new ArrayList<>();

    NoiseStatistics(LatentShape shape) {
        this.shape = shape;
        this.spectrum = new Spectrum(shape.height(), shape.width());
        for (int c = 0; c < shape.channels(); c++) {
            for (String moment : MOMENTS) {
                list.add(new Statistic(c, moment, -1, 0, 0));
            }
        }
        for (int c = -1; c < shape.channels(); c++) {
            for (int b = 0; b < spectrum.bands(); b++) {
                list.add(new Statistic(c, "power", b, spectrum.from(b), spectrum.to(b)));
            }
        }
    }

    LatentShape shape() {
        return shape;
    }

    List<Statistic> list() {
        return list;
    }

    /** In the order of {@link #list}; kurtosis is what exceeds the normal distribution's. */
    double[] of(float[] noise) {
        int channels = shape.channels();
        int places = shape.height() * shape.width();
        int bands = spectrum.bands();
        double[] out = new double[list.size()];
        int means = channels * MOMENTS.length;
        for (int c = 0; c < channels; c++) {
            System.arraycopy(moments(noise, c * places, places), 0, out, c * MOMENTS.length, MOMENTS.length);
            double[] power = spectrum.power(noise, c * places);
            for (int b = 0; b < bands; b++) {
                out[means + b] += power[b] / channels;
                out[means + (c + 1) * bands + b] = power[b];
            }
        }
        return out;
    }

    private static double[] moments(float[] x, int from, int n) {
        double mean = 0;
        for (int i = from; i < from + n; i++) {
            mean += x[i] / n;
        }
        double second = 0;
        double third = 0;
        double fourth = 0;
        for (int i = from; i < from + n; i++) {
            double d = x[i] - mean;
            second += d * d / n;
            third += d * d * d / n;
            fourth += d * d * d * d / n;
        }
        double spread = Math.max(second, 1e-12);
        return new double[] {mean, second, third / Math.pow(spread, 1.5), fourth / (spread * spread) - 3};
    }
}
