package org.fastlabel.goldennoise.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.fastlabel.goldennoise.analysis.SeedEffect.Verdict;
import org.junit.jupiter.api.Test;

class SeedEffectTest {

    private static SeedEffect effect(Cells cells, int seed) {
        return SeedEffect.of(cells, new SplittableRandom(seed), () -> false);
    }

    /** Normal effects behind a threshold: a share s of the hidden variance becomes (2/π) asin(s) of that of the outcome, which halves are of. */
    @Test
    void findsPlantedShares() {
        SeedEffect found = effect(Planted.crossed(80, 60, 0.2, 0.5, 0.3, 0.8, new SplittableRandom(5)), 1);
        double expected = 2 / Math.PI * Math.asin(0.5);
        assertEquals(expected, found.seed().share(), 0.1);
        assertTrue(found.seed().low() < expected && expected < found.seed().high(), found.toString());
        assertEquals(2 / Math.PI * Math.asin(0.2), found.prompt().share(), 0.1);
        assertEquals(1, found.seed().share() + found.prompt().share() + found.interaction().share(), 1e-9);
        assertEquals(Verdict.CLEAR, found.verdict());
        assertNull(found.interaction().p());
    }

    @Test
    void seesNoSeedEffectWhereThereIsNone() {
        SeedEffect found = effect(Planted.crossed(40, 30, 1, 0, 1, 0.7, new SplittableRandom(8)), 1);
        assertEquals(Verdict.NONE, found.verdict());
        assertTrue(found.seed().share() < 0.05, found.toString());
        assertTrue(found.prompt().p() < 0.01);
    }

    @Test
    void weakIsSaidWeak() {
        assertEquals(Verdict.WEAK, effect(Planted.crossed(150, 40, 0.3, 0.05, 0.65, 1, new SplittableRandom(2)), 1).verdict());
    }

    @Test
    void saysWhenThereIsTooLittle() {
        assertEquals(Verdict.TOO_FEW, effect(Planted.fresh(50, 8, i -> i % 3 == 0), 1).verdict());
        assertEquals(Verdict.TOO_FEW, effect(Planted.crossed(30, 3, 1, 1, 1, 1, new SplittableRandom(1)), 1).verdict());
        // Everything golden: nothing varies.
        assertEquals(Verdict.TOO_FEW, effect(Planted.crossed(30, 10, 0, 0, 0, 1, new SplittableRandom(1)), 1).verdict());
        assertEquals(0, effect(Cells.of(java.util.List.of()), 1).cells());
    }

    /** Without a seed effect, p is spread evenly; the intervals hold the truth, 0, nearly always. */
    @Test
    void pIsUniformUnderTheNull() {
        RandomGenerator random = new SplittableRandom(11);
        int trials = 60;
        int low = 0;
        int half = 0;
        int held = 0;
        for (int t = 0; t < trials; t++) {
            SeedEffect found = effect(Planted.crossed(12, 10, 0.5, 0, 1, 0.8, random), t);
            low += found.seed().p() <= 0.1 ? 1 : 0;
            half += found.seed().p() <= 0.5 ? 1 : 0;
            held += found.seed().low() <= 0.005 ? 1 : 0;
        }
        assertTrue(low >= 1 && low <= 13, low + " of " + trials);
        assertTrue(half >= 20 && half <= 40, half + " of " + trials);
        assertTrue(held >= 0.9 * trials, held + " of " + trials);
    }
}
