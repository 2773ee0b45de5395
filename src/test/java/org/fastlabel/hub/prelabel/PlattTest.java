package org.fastlabel.hub.prelabel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlattTest {

    /** 240 answers by a formula, the same as the reference values were computed from. */
    static List<Judged> answers() {
        List<Judged> answers = new ArrayList<>();
        for (int i = 0; i < 240; i++) {
            double confidence = 0.5 + 0.5 * (i * 37 % 101) / 101.0;
            answers.add(new Judged(i, confidence, i * 53 % 100 < 100 * (0.5 + 0.35 * (confidence - 0.5) / 0.5)));
        }
        return answers;
    }

    /** Reference: scikit-learn 1.9.1, {@code _sigmoid_calibration} (which is Platt's, by L-BFGS), and SciPy's BFGS on the same loss. */
    @Test
    void fitsAsScikitLearnDoes() {
        Platt platt = Platt.fit(answers());
        assertEquals(0.3236799, platt.slope(), 1e-6);
        assertEquals(0.3376176, platt.intercept(), 1e-6);
    }

    /** Scikit-learn's slope here is −0.606: the surer, the more often wrong. */
    @Test
    void neverTurnsTheOrderRound() {
        List<Judged> turned = new ArrayList<>();
        int right = 0;
        for (int i = 0; i < 240; i++) {
            double confidence = 0.5 + 0.5 * (i * 37 % 101) / 101.0;
            boolean fits = i * 53 % 100 < 100 * (0.9 - 0.5 * (confidence - 0.5) / 0.5);
            right += fits ? 1 : 0;
            turned.add(new Judged(i, confidence, fits));
        }
        Platt platt = Platt.fit(turned);
        assertEquals(157, right);
        assertEquals(0, platt.slope());
        assertEquals(157.0 / 240, platt.apply(0.9), 0.01);
    }

    @Test
    void keepsTheOrderAndStaysWithinZeroAndOne() {
        Platt platt = Platt.fit(answers());
        double before = 0;
        for (int i = 0; i <= 1000; i++) {
            double p = platt.apply(i / 1000.0);
            assertTrue(p > 0 && p < 1 && p >= before);
            before = p;
        }
    }

    @Test
    void theOrderOfAnswersDoesNotMatter() {
        List<Judged> shuffled = new ArrayList<>(answers());
        Collections.shuffle(shuffled, new Random(3));
        assertEquals(Platt.fit(answers()).slope(), Platt.fit(shuffled).slope(), 1e-9);
    }

    @Test
    void findsTheScaleThatWasPutIn() {
        Random random = new Random(5);
        List<Judged> answers = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            double z = 3 * random.nextGaussian();
            // Three times as sure as it should be.
            boolean right = random.nextDouble() < 1 / (1 + Math.exp(-(z / 3 + 0.2)));
            answers.add(new Judged(i, 1 / (1 + Math.exp(-z)), right));
        }
        Platt platt = Platt.fit(answers);
        assertEquals(1.0 / 3, platt.slope(), 0.02);
        assertEquals(0.2, platt.intercept(), 0.04);
    }

    @Test
    void aPerfectRecordOrOneConfidenceForAllEndsInNoCertainty() {
        List<Judged> perfect = new ArrayList<>();
        List<Judged> same = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            perfect.add(new Judged(i, i % 2 == 0 ? 1 : 0.6, true));
            same.add(new Judged(i, 0.99, i < 70));
        }
        double p = Platt.fit(perfect).apply(1);
        assertTrue(p > 0.98 && p < 1, "" + p);
        assertEquals(0.7, Platt.fit(same).apply(0.99), 0.01);
        assertThrows(IllegalArgumentException.class, () -> Platt.fit(List.of()));
    }
}
