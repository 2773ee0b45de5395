package org.fastlabel.goldennoise.analysis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.fastlabel.generation.LatentShape;
import org.fastlabel.goldennoise.ShownImage;
import org.fastlabel.goldennoise.analysis.NoiseTests.Difference;
import org.junit.jupiter.api.Test;

class NoiseTestsTest {

    private static final LatentShape SHAPE = new LatentShape(3, 8, 8);

    private static float[] noise(long seed) {
        RandomGenerator random = new SplittableRandom(seed * 7919);
        float[] noise = new float[SHAPE.size()];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) random.nextGaussian();
        }
        return noise;
    }

    /** NumPy's fft2, and SciPy's moments, of the same field. */
    @Test
    void statisticsAgreeWithNumPy() {
        float[] field = new float[64];
        for (int v = 0; v < 8; v++) {
            for (int u = 0; u < 8; u++) {
                field[v * 8 + u] = (float) Math.sin(3 * u + 2 * v * v);
            }
        }
        assertArrayEquals(new double[] {0.01904959202034191, 0.03546748419783916, 0.06554740684388222, 1.128799975542085},
                new Spectrum(8, 8).power(field, 0), 1e-6);
        double[] all = new NoiseStatistics(new LatentShape(1, 8, 8)).of(field);
        assertArrayEquals(new double[] {0.012682108400610539, 0.5016306936824252, -0.009065952598566289, -1.4782029722531416},
                java.util.Arrays.copyOf(all, 4), 1e-6);
    }

    @Test
    void whiteNoiseHasPowerOneInEveryRing() {
        NoiseStatistics statistics = new NoiseStatistics(SHAPE);
        double[] mean = new double[statistics.list().size()];
        for (int s = 0; s < 500; s++) {
            double[] of = statistics.of(noise(s));
            for (int k = 0; k < mean.length; k++) {
                mean[k] += of[k] / 500;
            }
        }
        for (int k = 0; k < mean.length; k++) {
            String name = statistics.list().get(k).name();
            double expected = List.of("power", "variance").contains(name) ? 1 : 0;
            assertEquals(expected, mean[k], 0.15, statistics.list().get(k).toString());
        }
        assertEquals(3 * 4 + 4 * new Spectrum(8, 8).bands(), mean.length);
        assertEquals(0.5, new Spectrum(16, 8).to(3));
        assertEquals(0, new Spectrum(1, 9).power(new float[9], 0).length);
    }

    private static List<Difference> tests(Cells cells) {
        NoiseStatistics statistics = new NoiseStatistics(SHAPE);
        return NoiseTests.of(cells, statistics.list(), s -> statistics.of(noise(cells.seeds().get(s))));
    }

    /** Prompts choose the two of their eight pictures whose noise has the highest mean in channel 1. */
    @Test
    void findsThePlantedChannelAndNoOther() {
        List<ShownImage> images = new ArrayList<>();
        NoiseStatistics statistics = new NoiseStatistics(SHAPE);
        for (int p = 0; p < 30; p++) {
            int first = p * 8;
            List<Integer> order = IntStream.range(first, first + 8).boxed()
                    .sorted(java.util.Comparator.comparingDouble(s -> -statistics.of(noise(s))[4])).toList();
            for (int s : order) {
                images.add(Planted.image("prompt " + p, s, order.indexOf(s) < 2));
            }
        }
        List<Difference> found = tests(Cells.of(images));
        Difference planted = found.get(4);
        assertEquals(1, planted.of().channel());
        assertEquals("mean", planted.of().name());
        assertTrue(planted.q() < 1e-6 && planted.effect() > 1 && planted.golden() > planted.other(), planted.toString());
        assertTrue(found.stream().filter(d -> d != planted).filter(d -> d.q() < 0.05).count() <= 1, found.toString());
    }

    /** Eight seeds shown for each of 60 prompts, two of which everybody likes: two noises, not a difference between golden and other noise. */
    @Test
    void aFewSeedsThatEverybodyLikesAreNoDifference() {
        RandomGenerator random = new SplittableRandom(4);
        int families = 0;
        for (int t = 0; t < 40; t++) {
            List<ShownImage> images = new ArrayList<>();
            for (int p = 0; p < 60; p++) {
                for (int s = 0; s < 8; s++) {
                    images.add(Planted.image("prompt " + p, t * 100L + s, random.nextDouble() < (s < 2 ? 0.9 : 0.1)));
                }
            }
            families += tests(Cells.of(images)).stream().anyMatch(d -> d.q() < 0.05) ? 1 : 0;
        }
        assertTrue(families <= 5, families + " of 40");
    }

    @Test
    void pIsUniformUnderTheNull() {
        RandomGenerator random = new SplittableRandom(9);
        int small = 0;
        int all = 0;
        for (int t = 0; t < 30; t++) {
            for (Difference d : tests(Planted.fresh(15, 8, i -> random.nextInt(3) == 0))) {
                small += d.p() < 0.1 ? 1 : 0;
                all++;
            }
        }
        assertEquals(0.1, small / (double) all, 0.025);
    }

    /** SciPy's pearsonr. */
    @Test
    void correlationAgreesWithSciPy() {
        double[] x = IntStream.range(0, 20).mapToDouble(i -> Math.sin(i * 1.7)).toArray();
        double[] y = IntStream.range(0, 20).mapToDouble(i -> 4 * Math.sin(i * 1.7 + 2.7)).toArray();
        assertEquals(-0.9002666830880435, NoiseTests.correlation(x, y), 1e-12);
        assertEquals(6.424596826210541e-08, NoiseTests.chance(NoiseTests.correlation(x, y), 20), 1e-17);
    }

    @Test
    void nothingToCompareIsNothing() {
        assertEquals(List.of(), tests(Planted.fresh(5, 8, i -> true)));
        assertEquals(List.of(), tests(Cells.of(List.of())));
    }
}
