package org.fastlabel.labeling.strategy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.labeling.ArrayMatrix;
import org.fastlabel.labeling.TestPool;
import org.fastlabel.labeling.head.Logits;
import org.fastlabel.labeling.strategy.SamplingStrategy.Selection;
import org.junit.jupiter.api.Test;

class SamplingStrategyTest {

    private static final int N = 1200;
    private final TestPool data = TestPool.of(N, 20, 8, 11);
    private final ArrayMatrix matrix = new ArrayMatrix(data.values(), 20);
    private final float[] logits = logits();
    private final int[] candidates = IntStream.range(0, N).filter(id -> id % 7 != 0).toArray();

    private static float[] logits() {
        Random random = new Random(2);
        float[] logits = new float[N];
        for (int i = 0; i < N; i++) {
            // Far beyond where probabilities round to 1.
            logits[i] = (float) random.nextGaussian() * 60;
        }
        return logits;
    }

    private Selection select(SamplingStrategy strategy, float[] judged, int k) {
        return strategy.select(new Pool(matrix, judged == null ? null : Logits.binary(judged), candidates, new int[0]), k, new SplittableRandom(4));
    }

    @Test
    void everyStrategyGivesDifferentCandidatesInOrder() {
        for (SamplingStrategy strategy : SamplingStrategy.ALL) {
            for (int k : new int[] {1, 24, 200}) {
                int[] ids = select(strategy, logits, k).ids();
                assertEquals(k, ids.length, strategy.wireName());
                assertEquals(k, Arrays.stream(ids).distinct().count(), strategy.wireName());
                assertTrue(Arrays.stream(ids).allMatch(id -> id % 7 != 0), strategy.wireName());
                for (int i = 1; i < k; i++) {
                    float step = logits[ids[i]] - logits[ids[i - 1]];
                    assertTrue(strategy.batchType().equals("negative") ? step >= 0 : step <= 0, strategy.wireName());
                }
            }
        }
    }

    @Test
    void sameSeedGivesSameBatch() {
        for (SamplingStrategy strategy : SamplingStrategy.ALL) {
            assertArrayEquals(select(strategy, logits, 24).ids(), select(strategy, logits, 24).ids());
        }
    }

    @Test
    void easyOnesAreTheExtremesOfTheWholePool() {
        int[] byLogit = Arrays.stream(candidates).boxed().sorted((a, b) -> Float.compare(logits[a], logits[b]))
                .mapToInt(Integer::intValue).toArray();
        assertArrayEquals(Arrays.copyOf(byLogit, 24), select(new EasyNegative(), logits, 24).ids());
        int[] top = IntStream.range(0, 24).map(i -> byLogit[byLogit.length - 1 - i]).toArray();
        assertArrayEquals(top, select(new EasyPositive(), logits, 24).ids());
    }

    @Test
    void borderlineTakesTheMostUncertainAndSpreadsThem() {
        Set<Integer> uncertain = Arrays.stream(Ranked.smallest(candidates, 72, id -> Math.abs(logits[id]))).boxed()
                .collect(Collectors.toSet());
        int[] ids = select(Uncertain.borderline(3), logits, 24).ids();
        assertTrue(Arrays.stream(ids).allMatch(uncertain::contains));
        assertTrue(clusters(ids) >= clusters(select(Uncertain.borderline(1), logits, 24).ids()));
    }

    /** How far apart items are: the mean distance of each to its nearest other. */
    private double clusters(int[] ids) {
        Rows rows = new Rows(matrix.gather(ids), 20);
        double total = 0;
        for (int i = 0; i < ids.length; i++) {
            double nearest = 2;
            for (int j = 0; j < ids.length; j++) {
                nearest = i == j ? nearest : Math.min(nearest, 1 - rows.dot(i, rows.values, j));
            }
            total += nearest;
        }
        return total / ids.length;
    }

    @Test
    void kMeansCoversWhatRandomMisses() {
        // Eight clusters, sizes very unequal: eight centres find (nearly) all, eight random draws do not.
        TestPool tight = TestPool.of(N, 20, 8, 11);
        Set<Integer> found = new HashSet<>();
        double apart = 0;
        double random = 0;
        for (int seed = 0; seed < 10; seed++) {
            Pool pool = new Pool(new ArrayMatrix(tight.values(), 20), null, candidates, new int[0]);
            apart += clusters(new KMeans().choose(pool, 8, new SplittableRandom(seed)));
            random += clusters(new RandomChoice().choose(pool, 8, new SplittableRandom(seed)));
            found.addAll(Arrays.stream(new KMeans().choose(pool, 8, new SplittableRandom(seed))).boxed().toList());
        }
        assertTrue(apart > random, apart + " against " + random);
        assertTrue(found.size() > 8);
    }

    @Test
    void withoutJudgeModelDrivenOnesShowDiversityAndSaySo() {
        for (SamplingStrategy strategy : SamplingStrategy.ALL) {
            Selection selection = select(strategy, null, 24);
            assertEquals(24, selection.ids().length);
            assertEquals(strategy.needsJudge(), selection.message().isPresent());
            assertEquals(strategy.needsJudge() ? new Typical() : strategy, selection.used());
        }
    }

    @Test
    void itemsWithoutEmbeddingFillUpOrAreChosenAtRandom() {
        for (int id : candidates) {
            matrix.waiting(id, id > 10);
        }
        for (SamplingStrategy strategy : SamplingStrategy.ALL) {
            assertEquals(24, select(strategy, null, 24).ids().length, strategy.wireName());
        }
        for (int id : candidates) {
            matrix.waiting(id, true);
        }
        assertTrue(select(new KMeans(), null, 24).message().isPresent());
        assertTrue(select(new RandomChoice(), null, 24).message().isEmpty());
    }

    @Test
    void fewerCandidatesThanWantedAreAllTaken() {
        for (SamplingStrategy strategy : SamplingStrategy.ALL) {
            Pool pool = new Pool(matrix, Logits.binary(logits), new int[] {1, 2, 3}, new int[0]);
            int[] ids = strategy.select(pool, 24, new SplittableRandom(1)).ids();
            Arrays.sort(ids);
            assertArrayEquals(new int[] {1, 2, 3}, ids);
            assertEquals(0, strategy.select(new Pool(matrix, Logits.binary(logits), new int[0], new int[0]), 24, new SplittableRandom(1)).ids().length);
        }
    }

    @Test
    void equalItemsAreNoObstacle() {
        float[] same = new float[100 * 4];
        for (int i = 0; i < 100; i++) {
            same[4 * i] = 1;
        }
        Pool pool = new Pool(new ArrayMatrix(same, 4), Logits.binary(new float[100]), IntStream.range(0, 100).toArray(), new int[0]);
        for (SamplingStrategy strategy : SamplingStrategy.ALL) {
            assertEquals(24, Arrays.stream(strategy.select(pool, 24, new SplittableRandom(1)).ids()).distinct().count());
        }
    }

    @Test
    void rankedIsSortedByKeyThenId() {
        float[] keys = {3, -1, 0f, -0f, -1, Float.NEGATIVE_INFINITY, 7};
        assertArrayEquals(new int[] {5, 1, 4, 2, 3}, Ranked.smallest(IntStream.range(0, 7).toArray(), 5, id -> keys[id]));
    }

    @Test
    void unknownNameListsTheKnownOnes() {
        InvalidInput e = assertThrows(InvalidInput.class, () -> SamplingStrategy.named("bordeline"));
        assertEquals("unknown-strategy", e.code());
        assertTrue(e.getMessage().contains("random, kmeans, borderline, easy_pos, easy_neg"));
    }
}
