package org.fastlabel.goldennoise.rating;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.fastlabel.goldennoise.rating.Comparison.Choice;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PairScheduleTest {

    /** The greater seed always wins. */
    private static List<Comparison> answered(List<Long> seeds) {
        List<Comparison> done = new ArrayList<>();
        for (Optional<PairSchedule.Pair> next = PairSchedule.next(seeds, done); next.isPresent(); next = PairSchedule.next(seeds, done)) {
            PairSchedule.Pair pair = next.get();
            assertEquals(done.size() + 1, pair.n());
            done.add(new Comparison(pair.left(), pair.right(), pair.left() > pair.right() ? Choice.LEFT : Choice.RIGHT));
        }
        return done;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8, 16})
    void asksAsOftenAsItSaysAndNeverTwice(int n) {
        List<Long> seeds = LongStream.range(0, n).boxed().toList();
        List<Comparison> done = answered(seeds);
        assertEquals(PairSchedule.wanted(n), done.size());
        Set<Set<Long>> pairs = new HashSet<>();
        done.forEach(c -> assertTrue(pairs.add(Set.of(c.left(), c.right()))));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 8, 16})
    void everyPictureIsLookedAtAboutEquallyOftenAndOnBothSides(int n) {
        List<Comparison> done = answered(LongStream.range(0, n).boxed().toList());
        long[] looks = new long[n];
        long[] lefts = new long[n];
        done.forEach(c -> {
            looks[(int) c.left()]++;
            looks[(int) c.right()]++;
            lefts[(int) c.left()]++;
        });
        for (int i = 0; i < n; i++) {
            assertTrue(Math.abs(looks[i] - 2.0 * done.size() / n) <= 1.5, i + " was looked at " + looks[i] + " times");
            assertTrue(lefts[i] > 0 && lefts[i] < looks[i], i + " was on the left " + lefts[i] + " of " + looks[i] + " times");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 8})
    void theBestIsFound(int n) {
        List<Long> seeds = LongStream.range(0, n).boxed().toList();
        assertEquals(n - 1, BradleyTerry.rank(seeds, answered(seeds)).get(0).seed());
    }
}
