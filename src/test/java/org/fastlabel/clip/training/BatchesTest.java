package org.fastlabel.clip.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.fastlabel.clip.training.Subject.Kind;
import org.junit.jupiter.api.Test;

class BatchesTest {

    private static final TrainingSettings SETTINGS = new TrainingSettings(null, null, null, null, "cpu", "", 100, 30,
            new Mix(10, 4, 3, 2), new Mix(20, 1, 1, 1), 0.5, 0.04, 0.004, 0.05, 0.1, 0.5, 1, 40, 1);

    @Test
    void thePicturesShownBeforeAStepAreThoseOfAllStepsBefore() {
        long[] shown = new long[Kind.values().length];
        for (int step = 0; step < 60; step++) {
            for (Kind kind : Kind.values()) {
                assertEquals(shown[kind.ordinal()], SETTINGS.shownBefore(step, kind));
                shown[kind.ordinal()] += SETTINGS.mixAt(step).of(kind);
            }
        }
        assertEquals(shown[0] + shown[1] + shown[2] + shown[3], SETTINGS.shownBefore(60));
    }

    @Test
    void theRateRisesThenFallsToNothing() {
        assertEquals(1, SETTINGS.cycle(9), 1e-9);
        assertEquals(0.1, SETTINGS.cycle(0), 1e-9);
        assertEquals(0, SETTINGS.cycle(99), 1e-9);
        assertEquals(true, SETTINGS.isSmall(49) && !SETTINGS.isSmall(50));
    }

    /** A spectrogram is never mirrored, a drawing never cut, and a portrait never moved. */
    @Test
    void whatIsVariedDependsOnTheKind() {
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            float[] view = new float[6];
            float[] hole = new float[3];
            Augmentation augmentation = new Augmentation(random, view, new float[2], hole);
            augmentation.draw(Tones.subject(i), 0);
            assertEquals(1, view[0], 0.151);
            assertEquals(1, view[4], 0.101);
            augmentation.draw(Drawings.of(i, 1).subjects().get(0), 0);
            assertEquals(0, hole[2]);
            assertArrayEquals(new float[] {0, 0, 0, 1, 0}, new float[] {view[1], view[2], view[3], view[4], view[5]}, 0f);
            assertEquals(1, Math.abs(view[0]));
        }
    }
}
