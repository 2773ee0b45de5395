package org.fastlabel.goldennoise.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.fastlabel.generation.InitialNoise;
import org.fastlabel.generation.LatentShape;
import org.fastlabel.goldennoise.analysis.PooledNoise;
import org.junit.jupiter.api.Test;

class FeaturesTest {

    private static double squares(float[] x) {
        return IntStream.range(0, x.length).mapToDouble(i -> x[i] * x[i]).sum();
    }

    @Test
    void wavesKeepLengthAndFindTheSlowOnes() {
        LatentShape shape = new LatentShape(3, 8, 8);
        Waves waves = new Waves(shape);
        float[] noise = InitialNoise.of(5, shape);
        assertEquals(squares(noise), squares(waves.of(noise)), 1e-3);
        float[] flat = new float[shape.size()];
        Arrays.fill(flat, 64, 128, 0.5f);
        float[] of = waves.of(flat);
        assertEquals(4, of[64], 1e-5, "the mean of the second channel, times the root of its places");
        assertEquals(16, squares(of), 1e-4);
        assertArrayEquals(new float[] {1, 2}, new Waves(new LatentShape(2, 1, 1)).of(new float[] {1, 2}));
    }

    @Test
    void dampingKeepsTheSizeOfNoise() {
        Waves waves = new Waves(new LatentShape(2, 8, 8));
        for (double steepness : new double[] {0, 1, 2}) {
            float[] damping = waves.damping(steepness);
            assertEquals(1, IntStream.range(0, damping.length).mapToDouble(i -> 1 / (damping[i] * damping[i])).average().orElse(0), 1e-5);
            assertTrue(steepness == 0 || damping[0] < damping[1] && damping[1] < damping[9]);
        }
    }

    @Test
    void poolingKeepsNoiseStandardNormal() {
        LatentShape shape = new LatentShape(4, 20, 33);
        float[] pooled = PooledNoise.of(InitialNoise.of(7, shape), shape);
        assertEquals(4 * 8 * 8, pooled.length);
        assertEquals(1, squares(pooled) / pooled.length, 0.2);
        float[] small = InitialNoise.of(7, new LatentShape(4, 4, 4));
        assertArrayEquals(small, PooledNoise.of(small, new LatentShape(4, 4, 4)));
    }

    /** What is spread and pooled again is what it was. */
    @Test
    void spreadingIsTheWayBack() {
        LatentShape shape = new LatentShape(2, 20, 33);
        float[] change = InitialNoise.of(1, PooledNoise.shape(shape));
        assertArrayEquals(change, PooledNoise.of(PooledNoise.spread(change, shape), shape), 1e-4f);
    }

    @Test
    void promptsAreDescribedByWhatTellsThemApart() {
        RandomGenerator random = new SplittableRandom(2);
        float[][] rows = new float[60][20];
        for (float[] row : rows) {
            Arrays.fill(row, 3);
            row[4] += (float) (10 * random.nextGaussian());
            row[5] += (float) random.nextGaussian();
        }
        Description description = Description.of(rows);
        assertEquals(2, description.components().length);
        float[][] apart = description.apply(rows);
        assertEquals(1, Arrays.stream(apart).mapToDouble(FeaturesTest::squares).average().orElse(0), 1e-3);
        double first = Arrays.stream(apart).mapToDouble(r -> r[0] * r[0]).average().orElse(0);
        assertEquals(0.5, first, 1e-3, "both count the same");
    }
}
