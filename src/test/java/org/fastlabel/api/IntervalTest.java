package org.fastlabel.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class IntervalTest {

    @Test
    void holdsItsShareAndNarrowsWithMoreTrials() {
        for (int trials = 1; trials <= 200; trials++) {
            for (int right = 0; right <= trials; right++) {
                Interval i = Interval.of(right, trials);
                assertTrue(0 <= i.low() && i.low() <= i.share() && i.share() <= i.high() && i.high() <= 1, i.toString());
                Interval more = Interval.of(4 * right, 4 * trials);
                assertTrue(more.high() - more.low() < i.high() - i.low(), right + " of " + trials);
            }
        }
    }

    /** Right and wrong are but names. */
    @Test
    void isSymmetric() {
        Interval right = Interval.of(17, 60);
        Interval wrong = Interval.of(43, 60);
        assertEquals(right.low(), 1 - wrong.high(), 1e-12);
        assertEquals(right.high(), 1 - wrong.low(), 1e-12);
    }

    /** The published example: 81 of 263 gives 0.2553 to 0.3662 (Newcombe 1998, method 3). */
    @Test
    void agreesWithThePublishedExample() {
        Interval i = Interval.of(81, 263);
        assertEquals(0.2553, i.low(), 5e-5);
        assertEquals(0.3662, i.high(), 5e-5);
    }
}
