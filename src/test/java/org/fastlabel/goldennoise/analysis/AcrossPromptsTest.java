package org.fastlabel.goldennoise.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.fastlabel.goldennoise.ShownImage;
import org.junit.jupiter.api.Test;

class AcrossPromptsTest {

    private static AcrossPrompts of(Cells cells, int seed) {
        return AcrossPrompts.of(cells, new SplittableRandom(seed), () -> false);
    }

    @Test
    void findsTheSeedThatIsGoldenEverywhere() {
        RandomGenerator random = new SplittableRandom(1);
        List<ShownImage> images = new ArrayList<>();
        for (int p = 0; p < 20; p++) {
            for (int s = 0; s < 16; s++) {
                images.add(Planted.image("prompt " + p, s, random.nextDouble() < (s == 5 ? 0.95 : 0.25)));
            }
        }
        AcrossPrompts found = of(Cells.of(images), 1);
        assertEquals(5, found.seeds().get(0).seed());
        assertTrue(found.seeds().get(0).q() < 0.001, found.seeds().get(0).toString());
        assertEquals(found.seeds().get(0).share(), found.best().observed());
        assertTrue(found.best().p() <= 0.001 && found.best().high() < found.best().observed(), found.best().toString());
        assertTrue(found.seeds().stream().skip(1).allMatch(s -> s.q() > 0.01));
    }

    /** The best of many seeds looks good by chance; the null model knows. */
    @Test
    void theBestByChanceIsNotSignificant() {
        RandomGenerator random = new SplittableRandom(2);
        int trials = 60;
        int small = 0;
        int smallBest = 0;
        int seeds = 0;
        for (int t = 0; t < trials; t++) {
            AcrossPrompts found = of(Planted.crossed(10, 12, 1, 0, 1, 0.8, random), t);
            small += found.seeds().stream().filter(s -> s.p() <= 0.1).count();
            seeds += found.seeds().size();
            smallBest += found.best().p() <= 0.1 ? 1 : 0;
            assertTrue(found.best().mean() <= found.best().high());
        }
        // Counts are coarse, so exact p-values are on the safe side.
        assertTrue(small / (double) seeds < 0.11 && small > 0, small + " of " + seeds);
        assertTrue(smallBest <= 13, smallBest + " of " + trials);
    }

    @Test
    void needsSeedsUnderSeveralPrompts() {
        AcrossPrompts none = of(Planted.fresh(10, 8, i -> i % 2 == 0), 1);
        assertTrue(none.seeds().isEmpty());
        assertNull(none.best());
    }
}
