package org.fastlabel.goldennoise.analysis;

import org.jtransforms.fft.DoubleFFT_2D;

/**
 * How the power of a picture-like field spreads over spatial frequencies: rings in the plane of the two-dimensional Fourier transform
 * around equally distant frequencies, the last of which is half a cycle per place and takes the corners beyond as well. The mean of the field
 * (frequency 0) is in none. White noise of variance 1 has power 1 in every ring. Safe from any thread. A field that is a single line has no rings.
 */
final class Spectrum {

    private static final int MOST = 8;

    private final int height;
    private final int width;
    private final int bands;
    private final int[] bandOf;
    private final int[] members;
    private final DoubleFFT_2D transform;

    /** @param height and width of the field, at least 1 each */
    Spectrum(int height, int width) {
        this.height = height;
        this.width = width;
        this.bands = Math.min(MOST, Math.min(height, width) / 2);
        this.bandOf = new int[height * width];
        this.members = new int[bands];
        this.transform = bands == 0 ? null : new DoubleFFT_2D(height, width);
        for (int y = 0; bands > 0 && y < height; y++) {
            for (int x = 0; x < width; x++) {
                double radius = Math.hypot(Math.min(y, height - y) / (double) height, Math.min(x, width - x) / (double) width);
                int band = (int) Math.max(0, Math.min(bands, Math.round(radius * 2 * bands)) - 1);
                bandOf[y * width + x] = x + y == 0 ? -1 : band;
                if (x + y > 0) {
                    members[band]++;
                }
            }
        }
    }

    int bands() {
        return bands;
    }

    /** Where a ring begins, in cycles per place. */
    double from(int band) {
        return band == 0 ? 0 : (band + 0.5) * 0.5 / bands;
    }

    /** Where it ends; the last ring's corners reach beyond. */
    double to(int band) {
        return Math.min(0.5, (band + 1.5) * 0.5 / bands);
    }

    /** Mean power in each ring. @param values a field begins at {@code offset}, row by row */
    double[] power(float[] values, int offset) {
        double[] power = new double[bands];
        if (bands == 0) {
            return power;
        }
        double[] f = new double[2 * height * width];
        for (int i = 0; i < height * width; i++) {
            f[2 * i] = values[offset + i];
        }
        transform.complexForward(f);
        for (int i = 0; i < height * width; i++) {
            if (bandOf[i] >= 0) {
                power[bandOf[i]] += (f[2 * i] * f[2 * i] + f[2 * i + 1] * f[2 * i + 1]) / (height * width);
            }
        }
        for (int b = 0; b < bands; b++) {
            power[b] /= Math.max(1, members[b]);
        }
        return power;
    }
}
