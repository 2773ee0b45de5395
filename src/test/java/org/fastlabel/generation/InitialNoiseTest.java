package org.fastlabel.generation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class InitialNoiseTest {

    private static final LatentShape SHAPE = new LatentShape(16, 8, 8);

    /** The known answers that the authors publish with Random123. */
    @Test
    void philoxKnownAnswers() {
        assertArrayEquals(new int[] {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}, Philox.block(0, 0, 0, 0, 0, 0));
        assertArrayEquals(new int[] {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}, Philox.block(-1, -1, -1, -1, -1, -1));
        assertArrayEquals(new int[] {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1},
                Philox.block(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0));
    }

    /** Noise that was recorded must stay what it was: these numbers may change only with the version. */
    @Test
    void versionOneStays() {
        assertEquals(1, InitialNoise.VERSION);
        assertArrayEquals(FIRST_OF_ZERO, Arrays.copyOf(InitialNoise.of(0, SHAPE), 8));
        assertArrayEquals(FIRST_OF_LARGE, Arrays.copyOf(InitialNoise.of(-1234567890123456789L, SHAPE), 8));
    }

    private static final float[] FIRST_OF_ZERO = {0.9911377f, -0.9246626f, -0.61760896f, -0.4820686f, -0.15363823f, 0.1808259f, 0.83173513f, 0.19743972f};
    private static final float[] FIRST_OF_LARGE = {0.23077755f, -0.22459912f, -0.103114896f, -1.8230691f, -0.60651666f, 0.30597132f, 0.10585731f, 1.328103f};

    @Test
    void bothWordsOfTheSeedCount() {
        float[] low = InitialNoise.of(7, SHAPE);
        assertFalse(Arrays.equals(low, InitialNoise.of(7 | 1L << 40, SHAPE)));
        assertFalse(Arrays.equals(low, InitialNoise.of(8, SHAPE)));
        assertArrayEquals(low, InitialNoise.of(7, SHAPE));
    }

    @Test
    void aLargerSizeBeginsWithTheSameNumbers() {
        assertArrayEquals(InitialNoise.of(3, SHAPE), Arrays.copyOf(InitialNoise.of(3, new LatentShape(16, 8, 12)), SHAPE.size()));
        assertEquals(3, InitialNoise.of(3, new LatentShape(1, 1, 3)).length);
    }

    /** A million values: moments, tails and independence of neighbours, within five standard errors. */
    @Test
    void isStandardNormal() {
        int n = 0;
        double[] moments = new double[4];
        int beyondTwo = 0;
        double neighbours = 0;
        for (long seed = 0; seed < 1000; seed++) {
            float[] noise = InitialNoise.of(seed, SHAPE);
            for (int i = 0; i < noise.length; i++, n++) {
                double z = noise[i];
                assertTrue(Math.abs(z) < 6.77);
                for (int m = 0; m < 4; m++) {
                    moments[m] += Math.pow(z, m + 1);
                }
                beyondTwo += Math.abs(z) > 2 ? 1 : 0;
                neighbours += i > 0 ? z * noise[i - 1] : 0;
            }
        }
        double error = 5 / Math.sqrt(n);
        assertEquals(0, moments[0] / n, error);
        assertEquals(1, moments[1] / n, error * Math.sqrt(2));
        assertEquals(0, moments[2] / n, error * Math.sqrt(15));
        assertEquals(3, moments[3] / n, error * Math.sqrt(96));
        assertEquals(0.0455003, beyondTwo / (double) n, error * Math.sqrt(0.0455 * 0.9545));
        assertEquals(0, neighbours / n, error);
    }

    /** The same place of neighbouring seeds: what one seed has says nothing of the next. */
    @Test
    void seedsAreIndependent() {
        int n = 4000;
        double product = 0;
        double last = 0;
        for (long seed = 0; seed < n; seed++) {
            double z = InitialNoise.of(seed, new LatentShape(1, 1, 1))[0];
            product += z * last;
            last = z;
        }
        assertEquals(0, product / n, 5 / Math.sqrt(n));
    }
}
