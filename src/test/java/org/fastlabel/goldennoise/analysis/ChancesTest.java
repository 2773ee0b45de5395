package org.fastlabel.goldennoise.analysis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The numbers are SciPy 1.17's: t.sf, betainc, gammaln, false_discovery_control; the binomial ones by convolution. */
class ChancesTest {

    @Test
    void agreesWithSciPy() {
        assertEquals(0.651447964848151, Chances.student(0.5, 3), 1e-13);
        assertEquals(0.07338803477074037, Chances.student(-2, 10), 1e-13);
        assertEquals(6.887649707353069e-09, Chances.student(6, 250), 1e-19);
        assertEquals(5.580185415199261e-13, Chances.student(12, 30), 1e-23);
        assertEquals(0.1808, Chances.beta(0.2, 2, 3), 1e-13);
        assertEquals(0.9999999780702157, Chances.beta(0.9, 0.5, 7), 1e-13);
        assertEquals(7.998227417904836e-102, Chances.beta(0.01, 50, 0.5), 1e-112);
        assertEquals(0.5723649429247, Chances.logGamma(0.5), 1e-13);
        assertEquals(1.428072326665388, Chances.logGamma(3.7), 1e-13);
        assertEquals(454.2209873833582, Chances.logGamma(120.25), 1e-10);
        assertArrayEquals(new double[] {0.03, 0.06, 0.06, 0.03, 0.8, 0.6},
                Chances.falseDiscovery(new double[] {0.01, 0.04, 0.03, 0.005, 0.8, 0.5}), 1e-12);
    }

    @Test
    void sumsOfUnequalTrials() {
        double[] p = {0.1, 0.5, 0.3, 0.7};
        double[] expected = {1, 0.9055, 0.5395, 0.1445, 0.0105};
        for (int k = 0; k < expected.length; k++) {
            assertEquals(expected[k], Chances.atLeast(k, p), 1e-12);
        }
        assertEquals(0, Chances.atLeast(5, p));
    }

    /** Of many tests of which none is true, hardly ever one is called significant; those that are true mostly are. */
    @Test
    void falseDiscoveriesAreHeldDown() {
        SplittableRandom random = new SplittableRandom(3);
        int families = 400;
        int wrong = 0;
        for (int f = 0; f < families; f++) {
            double[] q = Chances.falseDiscovery(random.doubles(30).toArray());
            wrong += Arrays.stream(q).anyMatch(v -> v < 0.1) ? 1 : 0;
        }
        assertTrue(wrong > 0.05 * families && wrong < 0.16 * families, wrong + " of " + families);
    }
}
