package org.fastlabel.labeling.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.fastlabel.api.Interval;
import org.fastlabel.labeling.head.Logits;
import org.junit.jupiter.api.Test;

class EstimateTest {

    /** Judgements whose labels are drawn from the stated probabilities, then sharpened by a factor. */
    private static Estimate drawn(int n, int classes, float sharpness, long seed) {
        Random random = new Random(seed);
        float[] honest = new float[n * classes];
        for (int i = 0; i < honest.length; i++) {
            honest[i] = (float) random.nextGaussian() * 1.5f;
        }
        Logits truth = new Logits(honest, classes);
        int[] labels = new int[n];
        for (int i = 0; i < n; i++) {
            double[] p = truth.probs(i);
            double at = random.nextDouble();
            while (labels[i] < classes - 1 && (at -= p[labels[i]]) > 0) {
                labels[i]++;
            }
        }
        float[] stated = honest.clone();
        for (int i = 0; i < stated.length; i++) {
            stated[i] *= sharpness;
        }
        return Estimate.of(new Logits(stated, classes), labels);
    }

    @Test
    void calibrationErrorTellsHonestFromBoastfulProbabilities() {
        assertTrue(drawn(4000, 4, 1, 1).ece() < 0.03, "honest");
        assertTrue(drawn(4000, 4, 3, 1).ece() > 0.15, "boastful");
        assertTrue(drawn(4000, 4, 0.3f, 1).ece() > 0.15, "timid");
    }

    @Test
    void numbersAreThoseOfTheConfusionMatrix() {
        // Labels 0 0 0 1 1 2, predictions 0 0 1 1 1 0.
        float[] z = new float[18];
        int[] predicted = {0, 0, 1, 1, 1, 0};
        for (int i = 0; i < 6; i++) {
            z[3 * i + predicted[i]] = 2;
        }
        Estimate e = Estimate.of(new Logits(z, 3), new int[] {0, 0, 0, 1, 1, 2});
        assertEquals(4 / 6.0, e.accuracy().share(), 1e-12);
        assertEquals("[[2, 1, 0], [0, 2, 0], [1, 0, 0]]", Arrays.deepToString(e.confusion()));
        assertEquals(2 / 3.0, e.perClass().get(0).precision(), 1e-12);
        assertEquals(1, e.perClass().get(1).recall(), 1e-12);
        assertEquals((2 / 3.0 + 0.8 + 0) / 3, e.macroF1(), 1e-12);
    }

    @Test
    void binsHoldAllItemsInOrder() {
        Estimate e = drawn(333, 2, 1, 5);
        assertEquals(333, e.reliability().stream().mapToInt(Estimate.Bin::count).sum());
        for (int b = 1; b < e.reliability().size(); b++) {
            assertTrue(e.reliability().get(b - 1).to() <= e.reliability().get(b).from());
        }
    }

    @Test
    void nothingJudgedIsNoAccuracyAndNoNaN() {
        Estimate e = Estimate.of(new Logits(new float[] {Float.NaN, Float.NaN}, 2), new int[] {1});
        assertEquals(0, e.labels());
        assertEquals(1, e.accuracy().high());
        assertEquals(0, e.ece());
    }

    @Test
    void intervalIsWilsons() {
        // Reference: R, prop.test(81, 90, correct = FALSE), and the closed form for 0 of 10.
        assertEquals(0.8208, Interval.of(81, 90).low(), 1e-3);
        assertEquals(0.9466, Interval.of(81, 90).high(), 1e-3);
        assertEquals(0.2775, Interval.of(0, 10).high(), 1e-3);
    }
}
