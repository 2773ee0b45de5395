package org.fastlabel.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UncertaintyTest {

    /** From Python: {@code int((1 - c) * 1000)}. */
    @ParameterizedTest
    @CsvSource({"1.0,0", "0.0,1000", "0.5,500", "0.9,99", "0.71,290", "0.7,300", "0.8,199", "0.75,250", "0.999,1", "0.9999,0", "0.29,710", "0.6,400",
        "0.001,999", "0.95,50", "0.85,150", "0.55,449"})
    void priorityIsWhatTheFormulaGivesInDoublePrecision(double confidence, int priority) {
        assertEquals(priority, Uncertainty.priority(Uncertainty.of(confidence)));
    }

    @Test
    void uncertaintyIsExactlyTheDifference() {
        assertEquals(0.09999999999999998, Uncertainty.of(0.9));
        assertEquals(0.29000000000000004, Uncertainty.of(0.71));
    }

    @Test
    void priorityNeverFallsWhileUncertaintyGrows() {
        int before = 0;
        for (int i = 0; i <= 100_000; i++) {
            int priority = Uncertainty.priority(Uncertainty.of(1 - i / 100_000.0));
            assertTrue(priority >= before && priority <= 1000);
            before = priority;
        }
        assertEquals(1000, before);
    }

    @Test
    void whatIsNoConfidenceIsRefused() {
        for (double bad : new double[] {-0.1, 1.1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThrows(IllegalArgumentException.class, () -> Uncertainty.of(bad));
        }
    }
}
