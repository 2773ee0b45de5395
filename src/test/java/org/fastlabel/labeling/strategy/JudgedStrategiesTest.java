package org.fastlabel.labeling.strategy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fastlabel.labeling.ArrayMatrix;
import org.fastlabel.labeling.TestPool;
import org.fastlabel.labeling.head.Logits;
import org.junit.jupiter.api.Test;

/** Strategies that go by what a judge thinks. */
class JudgedStrategiesTest {

    private static final int N = 900;
    private static final int DIM = 24;

    private final ArrayMatrix matrix = new ArrayMatrix(TestPool.of(N, DIM, 8, 5).values(), DIM);
    private final int[] candidates = IntStream.range(0, N).filter(id -> id % 5 != 0).toArray();
    private final Logits two = SamplingStrategyTest.logits(N, 2, 1);
    private final Logits many = SamplingStrategyTest.logits(N, 6, 2);

    private int[] choose(SamplingStrategy strategy, Logits logits, int k) {
        return strategy.choose(new Pool(matrix, logits, candidates, new int[0]), k, new SplittableRandom(4));
    }

    /** All judged candidates, by a key, smallest first. */
    private int[] sorted(Logits logits, Comparator<Integer> order) {
        return Arrays.stream(candidates).filter(logits::judged).boxed().sorted(order).mapToInt(Integer::intValue).toArray();
    }

    @Test
    void easyOnesAreTheExtremesOfTheWholePool() {
        int[] rising = sorted(two, Comparator.comparing(two::positive));
        assertArrayEquals(Arrays.copyOf(rising, 24), choose(new EasyNegative(), two, 24));
        assertArrayEquals(reversed(rising, 24), choose(new EasyPositive(), two, 24));
    }

    @Test
    void easyOnesOfManyClassesGoByConfidence() {
        int[] rising = sorted(many, Comparator.comparing(id -> (float) many.certainty(id)));
        assertArrayEquals(Arrays.copyOf(rising, 24), choose(new EasyNegative(), many, 24));
        int[] surest = choose(new EasyPositive(), many, 24);
        assertArrayEquals(reversed(rising, 24), surest);
        assertTrue(SamplingStrategyTest.falling(surest, id -> (float) many.prob(id, many.best(id))));
    }

    @Test
    void queryOfManyClassesShowsItsBestFirst() {
        Pool pool = new Pool(matrix, two, candidates, new int[0], false);
        int[] ids = new EasyPositive().select(pool, 24, new SplittableRandom(1)).ids();
        assertArrayEquals(reversed(sorted(two, Comparator.comparing(two::positive)), 24), ids);
    }

    private static int[] reversed(int[] sorted, int k) {
        return IntStream.range(0, k).map(i -> sorted[sorted.length - 1 - i]).toArray();
    }

    @Test
    void uncertainOnesAreAmongTheMostUncertainByTheirOwnMeasure() {
        check("margin", Comparator.comparing(many::margin));
        check("entropy", Comparator.comparing(id -> -(float) many.entropy(id)));
        check("least_confidence", Comparator.comparing(id -> many.prob(id, many.best(id))));
    }

    private void check(String name, Comparator<Integer> certainty) {
        Uncertain strategy = (Uncertain) SamplingStrategy.named(name);
        Set<Integer> uncertain = Arrays.stream(sorted(many, certainty)).limit(24L * strategy.breadth()).boxed().collect(Collectors.toSet());
        int[] ids = choose(strategy, many, 24);
        assertTrue(Arrays.stream(ids).allMatch(uncertain::contains), name);
        int[] plain = choose(new Uncertain(name, strategy.measure(), 1), many, 24);
        int[] expected = sorted(many, certainty);
        assertEquals(Arrays.stream(expected).limit(24).boxed().collect(Collectors.toSet()),
                Arrays.stream(plain).boxed().collect(Collectors.toSet()), name);
    }

    @Test
    void withTwoClassesAllMeasuresAreTheBorderline() {
        int[] borderline = choose(Uncertain.borderline(1), two, 24);
        for (Measure measure : Measure.values()) {
            Set<Integer> ids = Arrays.stream(choose(new Uncertain("", measure, 1), mild(), 24)).boxed().collect(Collectors.toSet());
            assertEquals(Arrays.stream(choose(Uncertain.borderline(1), mild(), 24)).boxed().collect(Collectors.toSet()), ids);
        }
        assertArrayEquals(borderline, choose(new Uncertain("margin", Measure.MARGIN, 1), two, 24));
    }

    /** Of two classes, so near each other that no entropy rounds to the same number. */
    private Logits mild() {
        float[] values = two.toArray();
        for (int i = 0; i < values.length; i++) {
            values[i] /= 60;
        }
        return new Logits(values, 2);
    }

    @Test
    void spreadOnesAreLessAlike() {
        double spread = 0;
        double plain = 0;
        for (int seed = 0; seed < 10; seed++) {
            Logits logits = SamplingStrategyTest.logits(N, 2, seed);
            spread += apart(choose(Uncertain.borderline(6), logits, 12));
            plain += apart(choose(Uncertain.borderline(1), logits, 12));
        }
        assertTrue(spread > plain, spread + " against " + plain);
    }

    /** The mean distance of each item to its nearest other. */
    private double apart(int[] ids) {
        Rows rows = Whitened.few(matrix, ids);
        double total = 0;
        for (int i = 0; i < ids.length; i++) {
            double nearest = 2;
            for (int j = 0; j < ids.length; j++) {
                nearest = i == j ? nearest : Math.min(nearest, 1 - rows.dot(i, rows.values, j));
            }
            total += nearest / ids.length;
        }
        return total;
    }

    @Test
    void logOddsAreThoseOfTheProbability() {
        Logits logits = new Logits(new float[] {0.3f, -1, 2, 1.5f}, 4);
        for (int c = 0; c < 4; c++) {
            double p = logits.prob(0, c);
            assertEquals(Math.log(p / (1 - p)), Measure.logOdds(logits, 0, c), 1e-6);
        }
        assertEquals(200, Measure.logOdds(new Logits(new float[] {-100, 100}, 2), 0, 1), 1e-4);
    }

    @Test
    void retiredClassesAreNeverTheSecondBest() {
        Logits without = many.without(4);
        for (Measure measure : Measure.values()) {
            for (int id : candidates) {
                assertTrue(!many.judged(id) || Float.isFinite(measure.certainty(without, id)));
            }
        }
        assertEquals(24, choose(Uncertain.by(Measure.ENTROPY), without, 24).length);
    }

    @Test
    void verifyGoesThroughOneClassFromEitherEnd() {
        int[] its = Arrays.stream(candidates).filter(id -> many.best(id) == 3).toArray();
        int[] high = choose(new Verify(3, true), many, 30);
        int[] low = choose(new Verify(3, false), many, 30);
        assertTrue(its.length > 60 && Arrays.stream(high).allMatch(id -> many.best(id) == 3));
        assertTrue(Arrays.stream(low).allMatch(id -> many.best(id) == 3));
        Ranked.Key odds = id -> Measure.logOdds(many, id, 3);
        assertTrue(SamplingStrategyTest.falling(high, odds));
        assertTrue(SamplingStrategyTest.falling(low, id -> -odds.of(id)));
        assertEquals(Arrays.stream(its).boxed().max(Comparator.comparing(odds::of)).orElseThrow(), high[0]);
        assertEquals(Arrays.stream(its).boxed().min(Comparator.comparing(odds::of)).orElseThrow(), low[0]);
        int[] all = choose(new Verify(3, false), many, its.length + 5);
        assertTrue(IntStream.range(0, all.length).allMatch(i -> many.best(all[i]) == 3 == i < its.length));
    }

    @Test
    void verifyOfAClassThatTheJudgeDoesNotKnowYetStillGivesABatch() {
        Pool pool = new Pool(matrix, many, candidates, new int[0]);
        assertEquals(24, new Verify(9, true).select(pool, 24, new SplittableRandom(1)).ids().length);
    }

    @Test
    void batchIsTheSameHoweverItemsAreNumberedWhereOnlyTheJudgeDecides() {
        int[] place = RandomChoice.sample(IntStream.range(0, N).toArray(), N, new SplittableRandom(9));
        float[] moved = new float[N * 6];
        float[] rows = new float[N * DIM];
        for (int id = 0; id < N; id++) {
            for (int c = 0; c < 6; c++) {
                moved[place[id] * 6 + c] = many.get(id, c);
            }
            System.arraycopy(matrix.row(id), 0, rows, place[id] * DIM, DIM);
        }
        Pool renumbered = new Pool(new ArrayMatrix(rows, DIM), new Logits(moved, 6),
                Arrays.stream(candidates).map(id -> place[id]).sorted().toArray(), new int[0]);
        for (SamplingStrategy strategy : List.of(new EasyPositive(), new EasyNegative(), new Verify(2, true), new Verify(2, false),
                Uncertain.borderline(1))) {
            int[] expected = Arrays.stream(choose(strategy, many, 24)).map(id -> place[id]).sorted().toArray();
            int[] ids = strategy.choose(renumbered, 24, new SplittableRandom(4));
            Arrays.sort(ids);
            assertArrayEquals(expected, ids, strategy.wireName());
        }
        int[] expected = Arrays.stream(choose(new Similar(7), many, 24)).map(id -> place[id]).toArray();
        assertArrayEquals(expected, new Similar(place[7]).choose(renumbered, 24, new SplittableRandom(4)));
    }
}
