package org.fastlabel.labeling.head;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.fastlabel.api.Conflict;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.labeling.ArrayMatrix;
import org.fastlabel.labeling.TestPool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class HeadTest {

    private static final HeadProgram PROGRAM = new HeadProgram(Device.cpu());
    private static final MlpTrainer JAVA = new JavaHead();
    private static final int DIM = 24;
    private static final TestPool POOL = TestPool.of(600, DIM, 6, 3);

    @AfterAll
    static void close() {
        PROGRAM.close();
    }

    private static HeadWeights initial(long seed) {
        return HeadWeights.initial(DIM, 64, 2, POOL.values(), seed);
    }

    private static float[] rows(int n) {
        return Arrays.copyOf(POOL.values(), n * DIM);
    }

    private static int[] truth(int n) {
        return Arrays.copyOf(POOL.truth(), n);
    }

    @Test
    void programTrainsAndJudgesAsPlainJavaDoes() {
        TrainingPlan plan = new TrainingPlan(25, 16, 1e-3, 1e-2, 7);
        HeadWeights native_ = PROGRAM.train(initial(1), rows(40), truth(40), plan);
        HeadWeights java = JAVA.train(initial(1), rows(40), truth(40), plan);
        assertArrayEquals(java.params, native_.params, 1e-4f);
        assertArrayEquals(java.momentum, native_.momentum, 1e-4f);
        assertEquals(25, native_.steps());
        assertArrayEquals(JAVA.judge(java, rows(600)).toArray(), PROGRAM.judge(native_, rows(600)).toArray(), 2e-3f);
        assertArrayEquals(JAVA.judge(native_, rows(600)).toArray(), PROGRAM.judge(native_, rows(600)).toArray(), 1e-4f);
    }

    @Test
    void programDoesAsPlainJavaWithManyClasses() {
        Clusters clusters = Clusters.of(200, DIM, 7, 0.5, 4);
        HeadWeights start = HeadWeights.initial(DIM, 32, 7, clusters.rows(), 1);
        float[] seen = Arrays.copyOf(clusters.rows(), 70 * DIM);
        int[] labels = Arrays.copyOf(clusters.truth(), 70);
        TrainingPlan plan = new TrainingPlan(25, 20, 1e-3, 1e-2, 7);
        HeadWeights java = JAVA.train(start, seen, labels, plan);
        HeadWeights native_ = PROGRAM.train(start, seen, labels, plan);
        assertArrayEquals(java.params, native_.params, 1e-4f);
        assertArrayEquals(JAVA.judge(java, clusters.rows()).toArray(), PROGRAM.judge(native_, clusters.rows()).toArray(), 2e-3f);
    }

    @Test
    void headsFromBeforeThereWereOtherKindsAreRead() {
        // As it was written then: magic, input, hidden, classes, steps; parameters, two moments, mean and scale.
        ByteBuffer old = ByteBuffer.allocate(20 + 4 * (3 * 13 + 2 * 2)).order(ByteOrder.LITTLE_ENDIAN);
        old.putInt(0x464c4831).putInt(2).putInt(2).putInt(2).putInt(60);
        old.putFloat(0.5f);
        HeadWeights expected = HeadWeights.initial(2, 2, 2, new float[] {1, 2, 3, 4}, 1);
        assertEquals(expected, Head.fromBytes(expected.toBytes()));
        assertThrows(InvalidInput.class, () -> Head.fromBytes(old.array()));
        byte[] right = Arrays.copyOf(old.array(), 20 + 4 * (3 * 12 + 2 * 2));
        HeadWeights read = (HeadWeights) Head.fromBytes(right);
        assertEquals(60, read.steps());
        assertEquals(0.5f, read.params[0]);
    }

    @Test
    void scoringBlocksOfAnyMatrixEqualsJudgingRows() {
        HeadWeights head = PROGRAM.train(initial(1), rows(40), truth(40), TrainingPlan.afterSubmit(initial(1), 1));
        ArrayMatrix matrix = new ArrayMatrix(POOL.values(), DIM);
        matrix.waiting(5, true);
        float[] expected = JAVA.judge(head, POOL.values()).toArray();
        Logits scores = PROGRAM.score(head, matrix);
        assertFalse(scores.judged(5));
        expected[10] = Float.NaN;
        expected[11] = Float.NaN;
        // The matrix stores float16.
        assertArrayEquals(expected, scores.toArray(), 0.02f);
    }

    @Test
    void gradientIsTheSlopeOfTheLoss() {
        HeadWeights h = HeadWeights.initial(6, 10, 3, rows(5), 2);
        Random random = new Random(1);
        for (int i = 0; i < h.params.length; i++) {
            h.params[i] = (float) random.nextGaussian() * 0.5f;
        }
        float[] x = {0.3f, -1, 0.5f, 2, -0.2f, 0.7f};
        float[] keep = new float[10];
        Arrays.fill(keep, 1);
        float[] gradient = new float[h.params.length];
        double loss = JavaHead.addGradient(h, x, 2, keep, 1, gradient);
        assertEquals(JavaHead.loss(h, x, 2), loss, 1e-6);
        for (int i = 0; i < h.params.length; i++) {
            float was = h.params[i];
            h.params[i] = was + 1e-2f;
            double up = JavaHead.loss(h, x, 2);
            h.params[i] = was - 1e-2f;
            double down = JavaHead.loss(h, x, 2);
            h.params[i] = was;
            assertEquals((up - down) / 2e-2, gradient[i], 5e-3, "parameter " + i);
        }
    }

    @Test
    void learnsFromTwentyFourLabels() {
        HeadWeights start = HeadWeights.initial(DIM, 512, 2, POOL.values(), 1);
        HeadWeights head = PROGRAM.train(start, rows(24), truth(24), TrainingPlan.afterSubmit(start, 1));
        Logits judged = PROGRAM.judge(head, rows(24));
        for (int i = 0; i < 24; i++) {
            assertEquals(POOL.truth()[i], judged.best(i), "row " + i);
        }
    }

    @Test
    void oneClassAloneIsLearnt() {
        int[] ones = IntStream.generate(() -> 1).limit(12).toArray();
        HeadWeights head = PROGRAM.train(initial(1), rows(12), ones, TrainingPlan.afterSubmit(initial(1), 1));
        Logits judged = PROGRAM.judge(head, rows(12));
        for (int i = 0; i < 12; i++) {
            assertTrue(judged.positive(i) > 0 && Float.isFinite(judged.positive(i)));
        }
    }

    @Test
    void trainingOnIsWarmAndRepeatable() {
        HeadWeights first = PROGRAM.train(initial(1), rows(24), truth(24), TrainingPlan.afterSubmit(initial(1), 1));
        HeadWeights again = PROGRAM.train(first, rows(48), truth(48), TrainingPlan.afterSubmit(first, 2));
        assertEquals(180, again.steps());
        HeadWeights stored = HeadWeights.fromBytes(first.toBytes());
        assertEquals(first, stored);
        HeadWeights afterRestart = PROGRAM.train(stored, rows(48), truth(48), TrainingPlan.afterSubmit(stored, 2));
        assertArrayEquals(again.params, afterRestart.params, 1e-6f);
    }

    @Test
    void divergedHeadIsRefused() {
        float[] broken = rows(4);
        broken[0] = Float.NaN;
        Conflict e = assertThrows(Conflict.class,
                () -> PROGRAM.train(initial(1), broken, new int[] {0, 1, 0, 1}, TrainingPlan.afterSubmit(initial(1), 1)));
        assertEquals("training-diverged", e.code());
    }

    @Test
    void damagedBytesAreRefused() {
        byte[] bytes = initial(1).toBytes();
        assertThrows(InvalidInput.class, () -> HeadWeights.fromBytes(Arrays.copyOf(bytes, bytes.length - 1)));
        assertThrows(InvalidInput.class, () -> HeadWeights.fromBytes(new byte[3]));
    }
}
