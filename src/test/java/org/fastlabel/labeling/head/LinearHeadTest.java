package org.fastlabel.labeling.head;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.fastlabel.api.Conflict;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.labeling.ArrayMatrix;
import org.junit.jupiter.api.Test;

class LinearHeadTest {

    private static final int DIM = 24;
    private static final int CLASSES = 5;
    private static final Clusters POOL = Clusters.of(600, DIM, CLASSES, 0.25, 3);
    private static final ArrayMatrix MATRIX = new ArrayMatrix(POOL.rows(), DIM);

    private final HeadTrainer trainer = new Heads(new JavaHead());

    private static Lesson lesson(int[] ids, int classes, Head start, float[] prior) {
        return new Lesson(MATRIX.gather(ids), Arrays.stream(ids).map(i -> POOL.truth()[i]).toArray(), classes, start, prior, MATRIX,
                HeadChoice.AUTO, 1);
    }

    private static int[] first(int n) {
        return IntStream.range(0, n).toArray();
    }

    private static void assertSame(Logits expected, Logits actual, double tolerance) {
        for (int i = 0; i < expected.rows(); i++) {
            assertArrayEquals(expected.probs(i), actual.probs(i), tolerance, "row " + i);
        }
    }

    private double accuracy(Head head) {
        Logits judged = trainer.judge(head, POOL.rows());
        return IntStream.range(0, 600).filter(i -> judged.best(i) == POOL.truth()[i]).count() / 600.0;
    }

    @Test
    void aFewLabelsOfEachClassTeachIt() {
        assertTrue(accuracy(trainer.train(lesson(first(40), CLASSES, null, null))) > 0.9);
    }

    @Test
    void orderOfRowsAndNumbersOfClassesDoNotMatter() {
        // Below ten labels nothing is dealt into parts, so that only the fit itself remains.
        int[] ids = first(9);
        Logits judged = trainer.judge(trainer.train(lesson(ids, CLASSES, null, null)), POOL.rows());
        int[] backwards = IntStream.range(0, 9).map(i -> 8 - i).toArray();
        assertSame(judged, trainer.judge(trainer.train(lesson(backwards, CLASSES, null, null)), POOL.rows()), 5e-3);
        int[] turned = Arrays.stream(ids).map(i -> CLASSES - 1 - POOL.truth()[i]).toArray();
        Logits other = trainer.judge(trainer.train(
                new Lesson(MATRIX.gather(ids), turned, CLASSES, null, null, MATRIX, HeadChoice.LINEAR, 1)), POOL.rows());
        for (int i = 0; i < 600; i++) {
            for (int c = 0; c < CLASSES; c++) {
                assertEquals(judged.prob(i, c), other.prob(i, CLASSES - 1 - c), 5e-3);
            }
        }
    }

    @Test
    void startingFromAnotherHeadLeadsToTheSameOne() {
        Head before = trainer.train(lesson(first(100), CLASSES, null, null));
        Head cold = trainer.train(lesson(first(140), CLASSES, null, null));
        Head warm = trainer.train(lesson(first(140), CLASSES, before, null));
        assertSame(trainer.judge(cold, POOL.rows()), trainer.judge(warm, POOL.rows()), 0.02);
        assertEquals(cold, trainer.train(lesson(first(140), CLASSES, null, null)), "the same lesson gives the same head");
    }

    @Test
    void scoringThePoolEqualsJudgingItsRows() {
        Head head = trainer.train(lesson(first(40), CLASSES, null, null));
        ArrayMatrix matrix = new ArrayMatrix(POOL.rows(), DIM);
        matrix.waiting(5, true);
        Logits scores = trainer.score(head, matrix);
        assertFalse(scores.judged(5));
        float[] judged = trainer.judge(head, POOL.rows()).toArray();
        Arrays.fill(judged, 5 * CLASSES, 6 * CLASSES, Float.NaN);
        assertArrayEquals(judged, scores.toArray(), 1e-3f);
    }

    @Test
    void aClassWithoutLabelsStaysImprobable() {
        Logits judged = trainer.judge(trainer.train(lesson(first(60), CLASSES + 2, null, null)), POOL.rows());
        for (int i = 0; i < 600; i++) {
            assertTrue(judged.prob(i, CLASSES) < 0.2, "row " + i + ": " + judged.prob(i, CLASSES));
        }
    }

    @Test
    void wordsCountBeforeLabelsDoAndYieldToThem() {
        float[] names = POOL.centres();
        int[] two = {0, 1};
        double without = accuracy(trainer.train(lesson(two, CLASSES, null, null)));
        double with = accuracy(trainer.train(lesson(two, CLASSES, null, names)));
        assertTrue(with > 0.9 && without < 0.6, with + " with words, " + without + " without");
        float[] wrong = new float[names.length];
        for (int c = 0; c < CLASSES; c++) {
            System.arraycopy(names, c * DIM, wrong, (c + 1) % CLASSES * DIM, DIM);
        }
        assertTrue(accuracy(trainer.train(lesson(first(200), CLASSES, null, wrong))) > 0.9);
    }

    @Test
    void oddLessonsGiveFiniteHeads() {
        float[] one = MATRIX.row(0);
        check(one, new int[] {2}, MATRIX);
        check(MATRIX.gather(new int[] {0, 1}), new int[] {0, 1}, MATRIX);
        check(MATRIX.gather(first(30)), new int[30], MATRIX);
        float[] same = MATRIX.gather(new int[40]);
        check(same, IntStream.range(0, 40).map(i -> i % 2).toArray(), MATRIX);
        check(same, IntStream.range(0, 40).map(i -> i % CLASSES).toArray(), new ArrayMatrix(same, DIM));
        check(new float[12 * DIM], IntStream.range(0, 12).map(i -> i % 2).toArray(), new ArrayMatrix(new float[12 * DIM], DIM));
        float[] flat = POOL.rows().clone();
        for (int i = 0; i < 600; i++) {
            flat[i * DIM + 3] = 0.5f;
            flat[i * DIM + 4] = 0;
        }
        check(Arrays.copyOf(flat, 300 * DIM), Arrays.copyOf(POOL.truth(), 300), new ArrayMatrix(flat, DIM));
    }

    private void check(float[] rows, int[] labels, ArrayMatrix pool) {
        Head head = trainer.train(new Lesson(rows, labels, CLASSES, null, null, pool, HeadChoice.AUTO, 1));
        for (float logit : trainer.judge(head, rows).toArray()) {
            assertTrue(Float.isFinite(logit));
        }
        if (Arrays.stream(labels).distinct().count() == 1) {
            assertEquals(labels[0], trainer.judge(head, rows).best(0), "one class alone is learnt");
        }
    }

    @Test
    void numbersThatAreNoneAreRefused() {
        float[] broken = MATRIX.gather(first(4));
        broken[0] = Float.NaN;
        Lesson lesson = new Lesson(broken, new int[] {0, 1, 0, 1}, 2, null, null, MATRIX, HeadChoice.AUTO, 1);
        assertEquals("training-diverged", assertThrows(Conflict.class, () -> trainer.train(lesson)).code());
    }

    @Test
    void bytesOfEitherKindComeBackExactly() {
        LinearHead linear = assertInstanceOf(LinearHead.class, trainer.train(lesson(first(60), CLASSES, null, null)));
        assertEquals(linear, Head.fromBytes(linear.toBytes()));
        assertEquals("linear", linear.architecture());
        assertTrue(linear.temperature() > 0);
        Head mlp = trainer.train(new Lesson(MATRIX.gather(first(20)), Arrays.copyOf(POOL.truth(), 20), CLASSES, linear, null, MATRIX,
                HeadChoice.MLP, 1));
        assertEquals("mlp", mlp.architecture());
        assertEquals(mlp, Head.fromBytes(mlp.toBytes()));
        byte[] bytes = linear.toBytes();
        assertThrows(InvalidInput.class, () -> Head.fromBytes(Arrays.copyOf(bytes, bytes.length - 4)));
        assertThrows(InvalidInput.class, () -> Head.fromBytes(Arrays.copyOf(bytes, 9)));
        bytes[4] = 99;
        assertThrows(InvalidInput.class, () -> Head.fromBytes(bytes));
    }

    @Test
    void probabilitiesComeTrueAsOftenAsTheySay() {
        Clusters hard = Clusters.of(4000, DIM, CLASSES, 0.7, 8);
        ArrayMatrix pool = new ArrayMatrix(hard.rows(), DIM);
        double error = 0;
        for (int seed = 0; seed < 6; seed++) {
            int[] ids = new Random(seed).ints(100, 0, 2000).toArray();
            Head head = trainer.train(new Lesson(pool.gather(ids), Arrays.stream(ids).map(i -> hard.truth()[i]).toArray(), CLASSES,
                    null, null, pool, HeadChoice.AUTO, seed));
            error += expectedCalibrationError(trainer.judge(head, hard.rows()), hard.truth(), 2000) / 6;
        }
        assertTrue(error < 0.06, "expected calibration error " + error);
    }

    private static double expectedCalibrationError(Logits judged, int[] truth, int from) {
        double[] gap = new double[10];
        for (int i = from; i < truth.length; i++) {
            double confidence = judged.prob(i, judged.best(i));
            gap[(int) Math.min(9, confidence * 10)] += confidence - (judged.best(i) == truth[i] ? 1 : 0);
        }
        return Arrays.stream(gap).map(Math::abs).sum() / (truth.length - from);
    }

    @Test
    void whiteningIsChosenWhereTheTaskHidesInSmallDirections() {
        Random random = new Random(5);
        float[] rows = new float[1000 * DIM];
        int[] truth = new int[1000];
        for (int i = 0; i < 1000; i++) {
            truth[i] = i % 3;
            for (int d = 0; d < DIM; d++) {
                boolean telling = d >= 20;
                rows[i * DIM + d] = (float) (random.nextGaussian() * (telling ? 0.02 : 1) + (d == 20 + truth[i] ? 0.1 : 0));
            }
        }
        ArrayMatrix pool = new ArrayMatrix(rows, DIM);
        LinearHead head = (LinearHead) trainer.train(new Lesson(Arrays.copyOf(rows, 150 * DIM), Arrays.copyOf(truth, 150), 3, null, null,
                pool, HeadChoice.AUTO, 1));
        assertTrue(head.whitened);
        assertFalse(((LinearHead) trainer.train(lesson(first(150), CLASSES, null, null))).whitened);
    }
}
