package org.fastlabel.labeling.strategy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.fastlabel.labeling.ArrayMatrix;
import org.fastlabel.labeling.head.Logits;
import org.junit.jupiter.api.Test;

/** Strategies that go by where items lie. */
class PoolGeometryTest {

    private static final int DIM = 12;

    /** Groups of unit rows around random directions; group g has the sizes' g-th number of items. */
    private static float[] groups(int[] sizes, double width, long seed) {
        Random random = new Random(seed);
        float[] values = new float[IntStream.of(sizes).sum() * DIM];
        int row = 0;
        for (int size : sizes) {
            double[] centre = random.doubles(DIM).map(x -> x - 0.5).toArray();
            for (int i = 0; i < size; i++, row++) {
                double square = 0;
                for (int d = 0; d < DIM; d++) {
                    double x = centre[d] + width * random.nextGaussian();
                    values[row * DIM + d] = (float) x;
                    square += x * x;
                }
                for (int d = 0; d < DIM; d++) {
                    values[row * DIM + d] /= (float) Math.sqrt(square);
                }
            }
        }
        return values;
    }

    private static int group(int[] sizes, int id) {
        int g = 0;
        for (int end = sizes[0]; id >= end; end += sizes[++g]) {
            assertTrue(g < sizes.length);
        }
        return g;
    }

    private static double squared(ArrayMatrix matrix, int a, int b) {
        double sum = 0;
        for (int d = 0; d < DIM; d++) {
            double x = matrix.values[a * DIM + d] - matrix.values[b * DIM + d];
            sum += x * x;
        }
        return sum;
    }

    /** Distance from the item that is farthest from all centres. */
    private static double radius(ArrayMatrix matrix, int[] centres) {
        return Math.sqrt(IntStream.range(0, matrix.rows())
                .mapToDouble(id -> IntStream.of(centres).mapToDouble(c -> squared(matrix, id, c)).min().orElseThrow()).max().orElseThrow());
    }

    @Test
    void kCenterLeavesNoItemFartherThanTwiceTheBestRadius() {
        for (int seed = 0; seed < 8; seed++) {
            ArrayMatrix matrix = new ArrayMatrix(groups(new int[] {7, 5, 4}, 0.3, seed), DIM);
            int[] known = seed % 2 == 0 ? new int[0] : new int[] {0};
            int[] free = IntStream.range(0, 16).filter(id -> Arrays.binarySearch(known, id) < 0).toArray();
            int[] chosen = new KCenter().choose(new Pool(matrix, null, free, known), 3, new SplittableRandom(seed));
            double best = Double.MAX_VALUE;
            for (int a : free) {
                for (int b : free) {
                    for (int c : free) {
                        best = a < b && b < c ? Math.min(best, radius(matrix, plus(known, a, b, c))) : best;
                    }
                }
            }
            assertTrue(radius(matrix, plus(known, chosen)) <= 2 * best + 1e-5);
        }
    }

    private static int[] plus(int[] some, int... more) {
        return IntStream.concat(IntStream.of(some), IntStream.of(more)).toArray();
    }

    @Test
    void kCenterAlwaysTakesTheFarthest() {
        // More rows than fit on its list, so that it has to make several.
        ArrayMatrix matrix = new ArrayMatrix(groups(new int[] {1500, 900, 300}, 0.25, 3), DIM);
        int[] free = IntStream.range(10, 2700).toArray();
        int[] known = IntStream.range(0, 10).toArray();
        int[] chosen = new KCenter().choose(new Pool(matrix, null, free, known), 200, new SplittableRandom(1));
        double[] distance = new double[2700];
        Arrays.fill(distance, 4);
        IntStream.of(known).forEach(c -> approach(matrix, distance, c));
        for (int id : chosen) {
            assertEquals(Arrays.stream(distance).max().orElseThrow(), distance[id], 1e-5);
            approach(matrix, distance, id);
        }
    }

    private static void approach(ArrayMatrix matrix, double[] distance, int centre) {
        for (int id = 0; id < distance.length; id++) {
            distance[id] = Math.min(distance[id], squared(matrix, id, centre));
        }
    }

    @Test
    void kMeansFindsEveryGroup() {
        int[] sizes = {400, 200, 100, 60, 40};
        for (int seed = 0; seed < 5; seed++) {
            ArrayMatrix matrix = new ArrayMatrix(groups(sizes, 0.02, seed), DIM);
            int[] ids = new KMeans().choose(pool(matrix), 10, new SplittableRandom(seed));
            assertEquals(Set.of(0, 1, 2, 3, 4), groupsOf(sizes, ids));
        }
    }

    private static Pool pool(ArrayMatrix matrix, int... known) {
        int[] free = IntStream.range(0, matrix.rows()).filter(id -> Arrays.binarySearch(known, id) < 0).toArray();
        return new Pool(matrix, null, free, known);
    }

    private static Set<Integer> groupsOf(int[] sizes, int[] ids) {
        Set<Integer> found = new HashSet<>();
        IntStream.of(ids).forEach(id -> found.add(group(sizes, id)));
        return found;
    }

    @Test
    void typicalTakesOneOfEachGroupAndGoesOnWithThoseThatHaveNoLabel() {
        int[] sizes = {300, 200, 150, 100, 80, 60};
        int right = 0;
        for (int seed = 0; seed < 10; seed++) {
            ArrayMatrix matrix = new ArrayMatrix(groups(sizes, 0.02, seed), DIM);
            int[] first = new Typical().choose(pool(matrix), 6, new SplittableRandom(seed));
            right += groupsOf(sizes, first).size();
            // Groups 0 and 2 have labels: the four others are next.
            int[] next = new Typical().choose(pool(matrix, 5, 520), 4, new SplittableRandom(seed));
            right += groupsOf(sizes, next).equals(Set.of(1, 3, 4, 5)) ? 4 : 0;
        }
        // Clustering starts at random and may split a large group in place of finding a small one.
        assertTrue(right >= 80, "found " + right + " of 100");
    }

    @Test
    void typicalItemsLieDenserThanOthers() {
        int[] sizes = {300, 300};
        ArrayMatrix matrix = new ArrayMatrix(groups(sizes, 0.3, 2), DIM);
        Rows rows = Whitened.rows(matrix, IntStream.range(0, 600).toArray());
        double typical = 0;
        double any = 0;
        for (int seed = 0; seed < 10; seed++) {
            typical += density(rows, new Typical().choose(pool(matrix), 4, new SplittableRandom(seed)));
            any += density(rows, new RandomChoice().choose(pool(matrix), 4, new SplittableRandom(seed)));
        }
        assertTrue(typical > any, typical + " against " + any);
    }

    private static double density(Rows rows, int[] ids) {
        double sum = 0;
        for (int id : ids) {
            double[] similar = IntStream.range(0, rows.count).filter(i -> i != id).mapToDouble(i -> rows.dot(i, rows.values, id)).sorted()
                    .toArray();
            sum += Arrays.stream(similar, similar.length - 5, similar.length).sum();
        }
        return sum;
    }

    @Test
    void similarAreTheNearestWithoutTheItemItself() {
        ArrayMatrix matrix = new ArrayMatrix(groups(new int[] {120, 80}, 0.4, 6), DIM);
        int[] expected = IntStream.range(0, 200).filter(id -> id != 42).boxed()
                .sorted((a, b) -> Double.compare(squared(matrix, a, 42), squared(matrix, b, 42))).limit(20).mapToInt(i -> i).toArray();
        assertArrayEquals(expected, new Similar(42).select(pool(matrix), 20, new SplittableRandom(1)).ids());
        matrix.waiting(42, true);
        assertTrue(new Similar(42).select(pool(matrix), 20, new SplittableRandom(1)).message().isPresent());
        assertTrue(new Similar(100_000).select(pool(matrix), 20, new SplittableRandom(1)).message().isPresent());
    }

    @Test
    void whitenedRowsHaveTheSameSpreadInEveryDirection() {
        ArrayMatrix matrix = new ArrayMatrix(groups(new int[] {500, 300, 200}, 0.5, 4), DIM);
        Rows rows = Whitened.rows(matrix, IntStream.range(0, 1000).toArray());
        double[] variance = new double[rows.dim];
        double shared = 0;
        for (int i = 0; i < rows.count; i++) {
            assertEquals(1, rows.dot(i, rows.values, i), 1e-4);
            for (int d = 0; d < rows.dim; d++) {
                variance[d] += rows.values[i * rows.dim + d] * rows.values[i * rows.dim + d] / rows.count;
            }
            shared += rows.values[i * rows.dim] * rows.values[i * rows.dim + 1] / rows.count;
        }
        for (double v : variance) {
            assertEquals(1.0 / rows.dim, v, 0.35 / rows.dim);
        }
        assertEquals(0, shared, 0.2 / rows.dim);
        int[] some = {3, 700, 999};
        Rows few = Whitened.few(matrix, some);
        for (int i = 0; i < some.length; i++) {
            assertEquals(1, few.dot(i, rows.values, some[i]), 1e-4);
        }
    }

    @Test
    void whitenedIsFoundAnewWhenMoreIsEmbedded() {
        ArrayMatrix matrix = new ArrayMatrix(groups(new int[] {300, 200}, 0.5, 4), DIM);
        int[] ids = IntStream.range(0, 100).toArray();
        IntStream.range(100, 500).forEach(id -> matrix.waiting(id, true));
        float[] before = Whitened.rows(matrix, ids).values;
        IntStream.range(100, 500).forEach(id -> matrix.waiting(id, false));
        assertFalse(Arrays.equals(before, Whitened.rows(matrix, ids).values));
    }

    @Test
    void autoBeginsWithTypicalItemsAndGoesOnWithDoubtfulOnes() {
        ArrayMatrix matrix = new ArrayMatrix(groups(new int[] {300, 200}, 0.3, 4), DIM);
        Logits two = SamplingStrategyTest.logits(500, 2, 1);
        Logits ten = SamplingStrategyTest.logits(500, 10, 1);
        check(new Typical(), matrix, null, 0);
        check(new Typical(), matrix, two, 19);
        check(SamplingStrategy.named("margin"), matrix, two, 20);
        check(new Typical(), matrix, ten, 39);
        check(SamplingStrategy.named("margin"), matrix, ten, 40);
        // Labels without a judge, as after all heads were undone.
        check(new Typical(), matrix, null, 100);
    }

    private static void check(SamplingStrategy expected, ArrayMatrix matrix, Logits logits, int labels) {
        int[] known = IntStream.range(0, labels).toArray();
        Pool pool = new Pool(matrix, logits, IntStream.range(labels, 500).toArray(), known);
        assertArrayEquals(expected.choose(pool, 24, new SplittableRandom(3)), new Auto().choose(pool, 24, new SplittableRandom(3)));
    }
}
