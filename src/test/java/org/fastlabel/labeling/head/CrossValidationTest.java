package org.fastlabel.labeling.head;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.fastlabel.labeling.ArrayMatrix;
import org.fastlabel.labeling.TestPool;
import org.junit.jupiter.api.Test;

class CrossValidationTest {

    private static final int DIM = 12;
    private final TestPool pool = TestPool.of(300, DIM, 4, 9);
    private final ArrayMatrix matrix = new ArrayMatrix(pool.values(), DIM);

    private Optional<CrossValidation.Result> of(int n, int[] labels) {
        return CrossValidation.of(new JavaHead(),
                new Lesson(Arrays.copyOf(pool.values(), n * DIM), labels, 2, null, null, matrix, HeadChoice.MLP, 3));
    }

    @Test
    void learnableLabelsScoreHighAndRandomOnesDoNot() {
        CrossValidation.Result learnable = of(60, Arrays.copyOf(pool.truth(), 60)).orElseThrow();
        assertTrue(learnable.accuracy() > 0.8, learnable.toString());
        int[] noise = new Random(4).ints(60, 0, 2).toArray();
        CrossValidation.Result guessed = of(60, noise).orElseThrow();
        assertTrue(guessed.accuracy() < 0.75, "a head that had seen them would do better: " + guessed);
        assertEquals(60, guessed.labels());
    }

    @Test
    void fewLabelsOrOneClassGiveNothing() {
        assertTrue(of(9, Arrays.copyOf(pool.truth(), 9)).isEmpty());
        assertTrue(of(30, new int[30]).isEmpty());
    }

    @Test
    void intervalIsWilsons() {
        // Reference: R, prop.test(81, 90, correct = FALSE), and the closed form for 0 of 10.
        CrossValidation.Result r = CrossValidation.wilson(81, 90, null);
        assertEquals(0.8208, r.low(), 1e-3);
        assertEquals(0.9466, r.high(), 1e-3);
        assertEquals(0, CrossValidation.wilson(0, 10, null).low(), 1e-12);
        assertEquals(0.2775, CrossValidation.wilson(0, 10, null).high(), 1e-3);
    }
}
