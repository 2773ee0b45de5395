package org.fastlabel.goldennoise.analysis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MapsTest {

    static double[][] lattice() {
        return IntStream.range(0, 20).mapToObj(i -> IntStream.range(0, 6).mapToDouble(j -> Math.sin(i * 1.7 + j * j * 0.3) * (j + 1)).toArray())
                .toArray(double[][]::new);
    }

    private static float[][] floats(double[][] rows) {
        return Arrays.stream(rows).map(row -> {
            float[] out = new float[row.length];
            IntStream.range(0, out.length).forEach(d -> out[d] = (float) row[d]);
            return out;
        }).toArray(float[][]::new);
    }

    /** scikit-learn's PCA and trustworthiness of the same rows. */
    @Test
    void agreesWithScikitLearn() {
        double[][] reduced = Pca.project(floats(lattice()), 3);
        double[] variance = IntStream.range(0, 3).mapToDouble(c -> Arrays.stream(reduced).mapToDouble(r -> r[c] * r[c]).sum() / 19).toArray();
        assertArrayEquals(new double[] {36.768047938297855, 11.40138151327413, 0}, variance, 1e-5);
        double[][] firstTwo = Arrays.stream(lattice()).map(r -> Arrays.copyOf(r, 2)).toArray(double[][]::new);
        assertEquals(0.7125, Trustworthiness.of(lattice(), firstTwo, 5), 1e-6);
    }

    /** Ten groups along a line in thirty dimensions. */
    private static float[][] groups() {
        RandomGenerator random = new SplittableRandom(2);
        float[][] rows = new float[300][30];
        for (int i = 0; i < rows.length; i++) {
            for (int d = 0; d < 30; d++) {
                rows[i][d] = (float) (random.nextGaussian() + (d % 10 == i % 10 ? 6 : 0));
            }
        }
        return rows;
    }

    /** On digits, what the libraries lay out is as trustworthy as scikit-learn's t-SNE (0.991 and 0.990 to 0.993); here groups stay groups. */
    @Test
    void neighboursStayNeighbours() {
        double[][] rows = Maps.reduced(groups());
        for (double[][] map : new double[][][] {Maps.tsne(rows, () -> false), Maps.umap(rows, () -> false)}) {
            assertTrue(Trustworthiness.of(rows, map, 10) > 0.9);
            int[] group = IntStream.range(0, 300).map(i -> i % 10).toArray();
            assertTrue(new Distances(map).silhouette(group, 10) > 0.5);
        }
    }

    @Test
    void theSameRowsGiveTheSameMap() {
        double[][] rows = Maps.reduced(Arrays.copyOf(groups(), 60));
        assertArrayEquals(Maps.tsne(rows, () -> false), Maps.tsne(rows, () -> false));
        assertArrayEquals(Maps.umap(rows, () -> false), Maps.umap(rows, () -> false));
    }

    @Test
    void fewAndEqualPointsAreLaidOutToo() {
        for (float[][] rows : new float[][][] {Arrays.copyOf(groups(), Maps.LEAST), new float[40][5]}) {
            double[][] reduced = Maps.reduced(rows);
            for (double[][] map : new double[][][] {Maps.tsne(reduced, () -> false), Maps.umap(reduced, () -> false)}) {
                assertEquals(rows.length, map.length);
                assertTrue(Arrays.stream(map).flatMapToDouble(Arrays::stream).allMatch(Double::isFinite));
            }
        }
    }

    @Test
    void canBeCancelled() {
        double[][] rows = Maps.reduced(groups());
        assertThrows(CancellationException.class, () -> Maps.tsne(rows, () -> true));
        assertThrows(CancellationException.class, () -> Maps.umap(rows, () -> true));
    }
}
