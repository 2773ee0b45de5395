package org.fastlabel.labeling.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.fastlabel.labeling.quality.StopAdvice.Point;
import org.junit.jupiter.api.Test;

class StopAdviceTest {

    private static List<Point> curve(int to, IntToDoubleFunction error) {
        List<Point> points = new ArrayList<>();
        for (int n = 20; n <= to; n += 20) {
            points.add(new Point(n, error.applyAsDouble(n), 0.06));
        }
        return points;
    }

    @Test
    void aPowerLawIsFoundExactly() {
        StopAdvice advice = StopAdvice.of(curve(200, n -> 2 * Math.pow(n, -0.5))).orElseThrow();
        assertEquals(2 * (Math.pow(200, -0.5) - Math.pow(300, -0.5)), advice.gain(), 1e-9);
        assertFalse(advice.stop());
    }

    @Test
    void aFlatCurveAdvisesToStopAndASteepOneDoesNot() {
        assertTrue(StopAdvice.of(curve(400, n -> 0.1)).orElseThrow().stop());
        assertTrue(StopAdvice.of(curve(3000, n -> 0.3 * Math.pow(n, -0.4))).orElseThrow().stop());
        assertFalse(StopAdvice.of(curve(100, n -> 3.0 / n)).orElseThrow().stop());
    }

    @Test
    void scatterWidensTheBandAroundTheGain() {
        Random random = new Random(1);
        StopAdvice noisy = StopAdvice.of(curve(300, n -> 0.3 * Math.pow(n / 20.0, -0.3) * Math.exp(0.3 * random.nextGaussian())))
                .orElseThrow();
        assertTrue(noisy.low() <= noisy.gain() && noisy.gain() <= noisy.high());
        assertTrue(noisy.high() - noisy.low() > 0.005);
        assertTrue(noisy.low() >= 0, "more labels never make an expectation worse");
    }

    @Test
    void tooEarlyToSay() {
        assertTrue(StopAdvice.of(curve(60, n -> 0.1)).isEmpty());
        assertTrue(StopAdvice.of(List.of()).isEmpty());
        assertTrue(StopAdvice.of(Collections.nCopies(4, new Point(60, .1, .06))).isEmpty());
    }

    @Test
    void whatIsNotWellKnownIsNoReasonToStop() {
        List<Point> vague = curve(400, n -> 0.1).stream().map(p -> new Point(p.labels(), p.error(), 0.2)).toList();
        assertFalse(StopAdvice.of(vague).orElseThrow().stop());
        assertTrue(StopAdvice.of(curve(400, n -> 0.001 * n)).isEmpty(), "harder labels, not a worse model");
    }

    @Test
    void noErrorAtAllIsNoLogarithmOfZero() {
        StopAdvice advice = StopAdvice.of(curve(400, n -> 0)).orElseThrow();
        assertTrue(Double.isFinite(advice.gain()) && advice.stop());
    }
}
