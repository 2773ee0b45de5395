package org.fastlabel.goldennoise.rating;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.fastlabel.goldennoise.rating.PreFilter.Pick;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreFilterTest {

    private static final double[] RISING = IntStream.range(0, 32).mapToDouble(i -> i).toArray();

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.25, 0.5, 1})
    void showsTheMostPromisingBesideThoseThatChanceDrew(double explore) {
        List<Pick> picks = PreFilter.choose(RISING, 8, explore, new SplittableRandom(1));
        assertEquals(8, new HashSet<>(picks.stream().map(Pick::candidate).toList()).size());
        Set<Integer> drawn = new HashSet<>(picks.stream().filter(Pick::explored).map(Pick::candidate).toList());
        assertEquals(Math.round(8 * explore), drawn.size());
        List<Integer> best = IntStream.iterate(31, i -> i - 1).limit(32).filter(i -> !drawn.contains(i)).limit(8 - drawn.size()).boxed().sorted().toList();
        assertEquals(best, picks.stream().filter(p -> !p.explored()).map(Pick::candidate).sorted().toList());
    }

    @Test
    void chanceDrawsFromAllCandidatesAlikeAndPutsThemAnywhere() {
        SplittableRandom random = new SplittableRandom(5);
        int[] drawn = new int[32];
        int[] firstIsExplored = new int[2];
        for (int run = 0; run < 8_000; run++) {
            List<Pick> picks = PreFilter.choose(RISING, 8, 0.25, random);
            picks.stream().filter(Pick::explored).forEach(p -> drawn[p.candidate()]++);
            firstIsExplored[picks.get(0).explored() ? 1 : 0]++;
        }
        // 16,000 draws over 32 candidates: 500 each, with a deviation of 22.
        for (int count : drawn) {
            assertEquals(500, count, 110);
        }
        assertEquals(2_000, firstIsExplored[1], 200);
    }

    @Test
    void withoutAFilterAllAreShownAsDrawnByChance() {
        List<Pick> picks = PreFilter.all(8, new SplittableRandom(2));
        assertTrue(picks.stream().allMatch(Pick::explored));
        assertEquals(IntStream.range(0, 8).boxed().toList(), picks.stream().map(Pick::candidate).sorted().toList());
        assertEquals(picks, PreFilter.all(8, new SplittableRandom(2)), "the same chance shows the same");
    }

    @Test
    void whatHasNoScoreComesLast() {
        double[] promise = {Double.NaN, 1, Double.NaN, -5, 3};
        assertEquals(Set.of(1, 3, 4), new HashSet<>(PreFilter.choose(promise, 3, 0, new SplittableRandom(3)).stream().map(Pick::candidate).toList()));
    }

    @Test
    void normalisedScoresHaveMeanZeroAndDeviationOne() {
        assertArrayEquals(new double[] {-1, 0, 1}, PreFilter.normalised(new double[] {20, 25, 30}), 1e-12);
        assertArrayEquals(new double[] {-Math.sqrt(0.5), Double.NaN, Math.sqrt(0.5)}, PreFilter.normalised(new double[] {1, Double.NaN, 2}), 1e-12);
        assertArrayEquals(new double[] {0, 0}, PreFilter.normalised(new double[] {7, 7}));
        assertArrayEquals(new double[] {0}, PreFilter.normalised(new double[] {7}));
        assertEquals(0, PreFilter.normalised(new double[0]).length);
    }
}
