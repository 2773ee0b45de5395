package org.fastlabel.clip.training;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.fastlabel.media.image.PillowResize;
import org.fastlabel.media.image.Raster;

/** Raw pixels at 32×32, projected on their principal components, which subspace iteration finds. Immutable. */
final class PixelPca implements Features {

    private static final int SIDE = 32;
    private static final int ROUNDS = 12;
    /** More pictures than these hardly move the components. */
    private static final int MOST_FITTED = 2_000;

    private final float[] mean;
    private final float[][] components;

    private PixelPca(float[] mean, float[][] components) {
        this.mean = mean;
        this.components = components;
    }

    /** @param count components, at most the number of pictures */
    static PixelPca fit(List<Raster> pictures, int count) {
        int stride = Math.max(1, pictures.size() / MOST_FITTED);
        float[][] rows = IntStream.iterate(0, i -> i < pictures.size(), i -> i + stride).parallel()
                .mapToObj(i -> pixels(pictures.get(i))).toArray(float[][]::new);
        float[] mean = new float[rows[0].length];
        for (float[] row : rows) {
            for (int d = 0; d < mean.length; d++) {
                mean[d] += row[d] / rows.length;
            }
        }
        for (float[] row : rows) {
            subtract(row, mean, 1);
        }
        Random random = new Random(1);
        float[][] basis = new float[Math.min(count, rows.length)][mean.length];
        for (float[] b : basis) {
            for (int d = 0; d < b.length; d++) {
                b[d] = (float) random.nextGaussian();
            }
        }
        orthonormalise(basis);
        for (int round = 0; round < ROUNDS; round++) {
            float[][] from = basis;
            basis = IntStream.range(0, basis.length).parallel().mapToObj(k -> covarianceTimes(rows, from[k])).toArray(float[][]::new);
            orthonormalise(basis);
        }
        return new PixelPca(mean, basis);
    }

    private static float[] covarianceTimes(float[][] rows, float[] direction) {
        float[] product = new float[direction.length];
        for (float[] row : rows) {
            subtract(product, row, -dot(row, direction) / rows.length);
        }
        return product;
    }

    /** Gram and Schmidt's, one after the other. */
    private static void orthonormalise(float[][] basis) {
        for (int k = 0; k < basis.length; k++) {
            for (int j = 0; j < k; j++) {
                subtract(basis[k], basis[j], dot(basis[k], basis[j]));
            }
            float length = (float) Math.max(1e-20, Math.sqrt(dot(basis[k], basis[k])));
            for (int d = 0; d < basis[k].length; d++) {
                basis[k][d] /= length;
            }
        }
    }

    @Override
    public float[][] of(List<Raster> pictures) {
        return pictures.parallelStream().map(picture -> {
            float[] row = pixels(picture);
            subtract(row, mean, 1);
            float[] found = new float[components.length];
            for (int k = 0; k < found.length; k++) {
                found[k] = dot(row, components[k]);
            }
            return found;
        }).toArray(float[][]::new);
    }

    private static float[] pixels(Raster picture) {
        byte[] rgb = PillowResize.resize(picture, SIDE, SIDE).rgb();
        float[] row = new float[rgb.length];
        for (int i = 0; i < row.length; i++) {
            row[i] = (rgb[i] & 0xFF) / 255f;
        }
        return row;
    }

    private static void subtract(float[] from, float[] what, float times) {
        for (int d = 0; d < from.length; d++) {
            from[d] -= times * what[d];
        }
    }

    private static float dot(float[] a, float[] b) {
        float sum = 0;
        for (int d = 0; d < a.length; d++) {
            sum += a[d] * b[d];
        }
        return sum;
    }
}
