package org.fastlabel.labeling.strategy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.labeling.ArrayMatrix;
import org.fastlabel.labeling.TestPool;
import org.fastlabel.labeling.head.Logits;
import org.fastlabel.labeling.strategy.SamplingStrategy.Selection;
import org.junit.jupiter.api.Test;

/** What is promised of every strategy. What each is for stands in tests of their own. */
class SamplingStrategyTest {

    private static final int N = 1200;
    private static final int DIM = 20;
    private static final List<SamplingStrategy> EVERY = every();

    private final TestPool data = TestPool.of(N, DIM, 8, 11);
    private final ArrayMatrix matrix = new ArrayMatrix(data.values(), DIM);
    private final int[] candidates = IntStream.range(0, N).filter(id -> id % 7 != 0).toArray();
    private final int[] labelled = IntStream.range(0, N).filter(id -> id % 49 == 0).toArray();

    private static List<SamplingStrategy> every() {
        List<SamplingStrategy> every = new ArrayList<>(SamplingStrategy.ALL);
        every.addAll(List.of(new Similar(3), new Verify(1, true), new Verify(0, false)));
        return every;
    }

    /** Far beyond where probabilities round to 1; some items are not judged. */
    static Logits logits(int rows, int classes, long seed) {
        Random random = new Random(seed);
        float[] values = new float[rows * classes];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian() * 60;
            values[i] = i / classes % 10 == 9 ? Float.NaN : values[i];
        }
        return new Logits(values, classes);
    }

    private Pool pool(Logits logits) {
        return new Pool(matrix, logits, candidates, labelled);
    }

    @Test
    void everyStrategyGivesDifferentCandidates() {
        for (Logits logits : new Logits[] {null, logits(N, 2, 1), logits(N, 7, 2)}) {
            for (SamplingStrategy strategy : EVERY) {
                for (int k : new int[] {1, 24, 200}) {
                    int[] ids = strategy.select(pool(logits), k, new SplittableRandom(4)).ids();
                    assertEquals(k, ids.length, strategy.wireName());
                    assertEquals(k, Arrays.stream(ids).distinct().count(), strategy.wireName());
                    assertTrue(Arrays.stream(ids).allMatch(id -> Arrays.binarySearch(candidates, id) >= 0), strategy.wireName());
                }
            }
        }
    }

    @Test
    void nothingIsChosenTwiceEvenByThoseThatChooseFewer() {
        for (SamplingStrategy strategy : EVERY) {
            int[] ids = strategy.choose(pool(logits(N, 7, 2)), 150, new SplittableRandom(4));
            assertTrue(ids.length <= 150, strategy.wireName());
            assertEquals(ids.length, Arrays.stream(ids).distinct().count(), strategy.wireName());
        }
    }

    @Test
    void sameSeedGivesSameBatch() {
        for (SamplingStrategy strategy : EVERY) {
            Pool again = new Pool(new ArrayMatrix(data.values(), DIM), logits(N, 7, 2), candidates, labelled);
            assertArrayEquals(strategy.select(pool(logits(N, 7, 2)), 24, new SplittableRandom(4)).ids(),
                    strategy.select(again, 24, new SplittableRandom(4)).ids(), strategy.wireName());
        }
    }

    @Test
    void batchesAreSortedByProbabilityOfClassOneOrByConfidence() {
        for (SamplingStrategy strategy : EVERY) {
            if (!strategy.ranked()) {
                Logits two = logits(N, 2, 1);
                int[] ids = judged(strategy.select(pool(two), 60, new SplittableRandom(4)), two);
                assertTrue(falling(ids, two::positive), strategy.wireName());
                Logits many = logits(N, 7, 2);
                ids = judged(strategy.select(pool(many), 60, new SplittableRandom(4)), many);
                assertTrue(falling(ids, id -> (float) many.certainty(id)), strategy.wireName());
            }
        }
    }

    private static int[] judged(Selection selection, Logits logits) {
        return Arrays.stream(selection.ids()).filter(logits::judged).toArray();
    }

    static boolean falling(int[] ids, Ranked.Key key) {
        return IntStream.range(1, ids.length).allMatch(i -> key.of(ids[i]) <= key.of(ids[i - 1]));
    }

    @Test
    void whereThereIsNoJudgeTypicalItemsStandInAndItIsSaid() {
        for (SamplingStrategy strategy : EVERY) {
            for (Logits logits : new Logits[] {null, new Logits(filled(N * 3, Float.NaN), 3)}) {
                Selection selection = strategy.select(pool(logits), 24, new SplittableRandom(4));
                assertEquals(24, selection.ids().length);
                assertEquals(strategy.needsJudge(), selection.message().isPresent());
                assertEquals(strategy.needsJudge() ? new Typical() : strategy, selection.used());
            }
        }
    }

    private static float[] filled(int n, float value) {
        float[] values = new float[n];
        Arrays.fill(values, value);
        return values;
    }

    @Test
    void thinPoolsAreFilledUpAndEmptyOnesAreRandom() {
        IntStream.range(0, N).filter(id -> id > 10).forEach(id -> matrix.waiting(id, true));
        for (SamplingStrategy strategy : EVERY) {
            assertEquals(24, strategy.select(pool(null), 24, new SplittableRandom(4)).ids().length, strategy.wireName());
            assertEquals(24, strategy.select(pool(logits(N, 5, 3)), 24, new SplittableRandom(4)).ids().length, strategy.wireName());
        }
        IntStream.range(0, N).forEach(id -> matrix.waiting(id, true));
        for (SamplingStrategy strategy : EVERY) {
            Selection selection = strategy.select(pool(null), 24, new SplittableRandom(4));
            assertEquals(24, selection.ids().length, strategy.wireName());
            assertEquals(new RandomChoice(), selection.used(), strategy.wireName());
            assertEquals(!strategy.equals(new RandomChoice()), selection.message().isPresent(), strategy.wireName());
        }
    }

    @Test
    void fewerCandidatesThanWantedAreAllTakenAndNoneGiveNone() {
        for (SamplingStrategy strategy : EVERY) {
            Pool few = new Pool(matrix, logits(N, 4, 1), new int[] {1, 2, 3}, labelled);
            int[] ids = strategy.select(few, 24, new SplittableRandom(1)).ids();
            Arrays.sort(ids);
            assertArrayEquals(new int[] {1, 2, 3}, ids, strategy.wireName());
            Pool none = new Pool(matrix, logits(N, 4, 1), new int[0], IntStream.range(0, N).toArray());
            assertEquals(0, strategy.select(none, 24, new SplittableRandom(1)).ids().length, strategy.wireName());
        }
    }

    @Test
    void equalItemsAreNoObstacle() {
        float[] same = new float[100 * 4];
        IntStream.range(0, 100).forEach(i -> same[4 * i] = 1);
        for (int[] known : new int[][] {{}, IntStream.range(80, 100).toArray()}) {
            Pool pool = new Pool(new ArrayMatrix(same, 4), new Logits(new float[300], 3), IntStream.range(0, 80).toArray(), known);
            for (SamplingStrategy strategy : EVERY) {
                int[] ids = strategy.select(pool, 24, new SplittableRandom(1)).ids();
                assertEquals(24, Arrays.stream(ids).distinct().count(), strategy.wireName());
            }
        }
    }

    @Test
    void rankedIsSortedByKeyThenId() {
        float[] keys = {3, -1, 0f, -0f, -1, Float.NEGATIVE_INFINITY, 7};
        assertArrayEquals(new int[] {5, 1, 4, 2, 3}, Ranked.smallest(IntStream.range(0, 7).toArray(), 5, id -> keys[id]));
    }

    @Test
    void everyNameIsUnderstood() {
        for (SamplingStrategy strategy : SamplingStrategy.ALL) {
            assertEquals(strategy, SamplingStrategy.named(strategy.wireName()));
        }
        assertEquals(new Similar(7), SamplingStrategy.named("similar", new Parameters(7, null, null)));
        assertEquals(new Verify(2, true), SamplingStrategy.named("verify", new Parameters(null, 2, null)));
        assertEquals(new Verify(2, false), SamplingStrategy.named("verify", new Parameters(null, 2, "low")));
    }

    @Test
    void wrongNamesAndMissingParametersAreToldApart() {
        InvalidInput unknown = refused("bordeline", Parameters.NONE, "unknown-strategy");
        for (String name : List.of("auto", "random", "kmeans", "kcenter", "typical", "borderline", "margin", "entropy",
                "least_confidence", "easy_pos", "easy_neg", "similar", "verify")) {
            assertTrue(unknown.getMessage().contains(name), name);
        }
        assertTrue(refused("x".repeat(5000), Parameters.NONE, "unknown-strategy").getMessage().length() < 400);
        refused("similar", Parameters.NONE, "missing-to");
        refused("verify", Parameters.NONE, "missing-class");
        refused("verify", new Parameters(null, 1, "up"), "bad-order");
    }

    private static InvalidInput refused(String name, Parameters parameters, String code) {
        InvalidInput e = assertThrows(InvalidInput.class, () -> SamplingStrategy.named(name, parameters));
        assertEquals(code, e.code());
        return e;
    }
}
