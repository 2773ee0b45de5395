package org.fastlabel.dataset.sample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.zip.CRC32;
import org.fastlabel.media.image.Raster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamplePortraitsTest {

    private static final int TRAIN = 2000;
    private static final int TEST = 1500;
    private static final long PINNED = 333813136L;

    @Test
    void aPortraitIsAFunctionOfItsNumber() {
        assertArrayEquals(SamplePortraits.draw(17).rgb(), SamplePortraits.draw(17).rgb());
        assertEquals(SamplePortraits.attributes(17), SamplePortraits.attributes(17));
    }

    /** Stored embeddings and labels belong to these bytes: the sum may change only together with a migration. */
    @Test
    void theBytesAreTheSameEverywhere() {
        CRC32 crc = new CRC32();
        for (int i = 0; i < 200; i++) {
            crc.update(SamplePortraits.draw(i).rgb());
        }
        assertEquals(PINNED, crc.getValue());
    }

    @Test
    void keysAndNumbersBelongTogether() {
        assertEquals("portrait-00042", SamplePortraits.key(42));
        assertEquals(42, SamplePortraits.index("portrait-00042"));
        assertEquals(-1, SamplePortraits.index("portrait-06000"));
        assertEquals(-1, SamplePortraits.index("portrait-42"));
        assertEquals(-1, SamplePortraits.index("../portrait-00042"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"smiling", "eyeglasses", "beard", "hat", "long hair"})
    void attributesAreBalancedAndIndependent(String attribute) {
        int with = 0;
        for (int i = 0; i < SamplePortraits.COUNT; i++) {
            with += SamplePortraits.attributes(i).has(attribute) ? 1 : 0;
        }
        assertEquals(0.5, with / (double) SamplePortraits.COUNT, 0.03);
        for (String other : Portrait.ATTRIBUTES) {
            if (other.equals(attribute)) {
                continue;
            }
            int given = 0;
            int both = 0;
            for (int i = 0; i < SamplePortraits.COUNT; i++) {
                Portrait portrait = SamplePortraits.attributes(i);
                given += portrait.has(other) ? 1 : 0;
                both += portrait.has(other) && portrait.has(attribute) ? 1 : 0;
            }
            assertEquals(0.5, both / (double) given, 0.045, attribute + " given " + other);
        }
    }

    @Test
    void anUnknownAttributeIsRefused() {
        Portrait portrait = SamplePortraits.attributes(0);
        assertThrows(IllegalArgumentException.class, () -> portrait.has("happy"));
    }

    /** With everything else equal, the attribute must show in the pixels, and in few of them for a smile. */
    @Test
    void aSmileChangesTheMouthAndNotTheBackground() {
        for (int i = 0; i < 50; i++) {
            Portrait p = SamplePortraits.attributes(i);
            Portrait other = new Portrait(p.seed(), !p.smiling(), p.eyewear(), p.beard(), p.hat(), p.hairColor(),
                    p.longHair(), p.earrings());
            byte[] a = SamplePortraits.draw(p).rgb();
            byte[] b = SamplePortraits.draw(other).rgb();
            int changed = 0;
            for (int k = 0; k < a.length; k++) {
                changed += Math.abs((a[k] & 255) - (b[k] & 255)) > 8 ? 1 : 0;
            }
            assertTrue(changed > 30 && changed < 1600, "portrait " + i + ": " + changed);
            assertEquals(a[0], b[0]);
        }
    }

    /** Else labelling would be a matter of brightness and the sample would teach nothing about the program. */
    @ParameterizedTest
    @ValueSource(strings = {"smiling", "eyeglasses", "beard", "hat"})
    void colourStatisticsDoNotTellTheAttribute(String attribute) {
        double[][] features = new double[TRAIN + TEST][];
        for (int i = 0; i < features.length; i++) {
            features[i] = colours(SamplePortraits.draw(i));
        }
        standardise(features);
        double[] weights = new double[features[0].length];
        for (int round = 0; round < 300; round++) {
            double[] gradient = new double[weights.length];
            for (int i = 0; i < TRAIN; i++) {
                double error = (SamplePortraits.attributes(i).has(attribute) ? 1 : 0)
                        - 1 / (1 + Math.exp(-score(weights, features[i])));
                for (int k = 0; k < weights.length; k++) {
                    gradient[k] += error * features[i][k] / TRAIN;
                }
            }
            for (int k = 0; k < weights.length; k++) {
                weights[k] += gradient[k];
            }
        }
        int right = 0;
        for (int i = TRAIN; i < features.length; i++) {
            right += score(weights, features[i]) > 0 == SamplePortraits.attributes(i).has(attribute) ? 1 : 0;
        }
        double accuracy = right / (double) TEST;
        assertTrue(accuracy < 0.6, attribute + ": " + accuracy);
        assertFalse(accuracy < 0.4, attribute + ": " + accuracy);
    }

    /** Mean and deviation of each channel, and a constant. */
    private static double[] colours(Raster raster) {
        double[] result = new double[7];
        int n = raster.width() * raster.height();
        for (int c = 0; c < 3; c++) {
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < n; i++) {
                int value = raster.rgb()[i * 3 + c] & 255;
                sum += value;
                squares += value * value;
            }
            result[c] = sum / n;
            result[3 + c] = Math.sqrt(squares / n - result[c] * result[c]);
        }
        result[6] = 1;
        return result;
    }

    private static void standardise(double[][] rows) {
        for (int k = 0; k < 6; k++) {
            double sum = 0;
            double squares = 0;
            for (double[] row : rows) {
                sum += row[k];
                squares += row[k] * row[k];
            }
            double mean = sum / rows.length;
            double deviation = Math.sqrt(squares / rows.length - mean * mean);
            for (double[] row : rows) {
                row[k] = (row[k] - mean) / deviation;
            }
        }
    }

    private static double score(double[] weights, double[] row) {
        double sum = 0;
        for (int k = 0; k < weights.length; k++) {
            sum += weights[k] * row[k];
        }
        return sum;
    }
}
