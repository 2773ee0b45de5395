package org.fastlabel.hub.prelabel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.fastlabel.hub.prelabel.Reliability.Bin;
import org.junit.jupiter.api.Test;

class ReliabilityTest {

    /** Reference: NumPy for the bins, {@code sklearn.metrics.brier_score_loss} for Brier's score. */
    @Test
    void agreesWithAnIndependentComputation() {
        Reliability r = Reliability.of(PlattTest.answers());
        assertEquals(0.2176006028820704, r.brier(), 1e-12);
        assertEquals(0.06778052805280527, r.ece(), 1e-12);
        assertEquals(5, r.bins().size());
        int[] n = {51, 47, 48, 47, 47};
        double[] confidence = {0.5500873616773443, 0.6522013903518011, 0.7508250825082509, 0.8501158626500949, 0.9481777965030543};
        double[] accuracy = {0.5294117647058824, 0.6382978723404256, 0.7083333333333334, 0.7446808510638298, 0.7872340425531915};
        for (int b = 0; b < 5; b++) {
            Bin bin = r.bins().get(b);
            assertEquals(n[b], bin.n());
            assertEquals(confidence[b], bin.confidence(), 1e-12);
            assertEquals(accuracy[b], bin.accuracy(), 1e-12);
            assertEquals((b + 5) / 10.0, bin.from(), 1e-12);
        }
    }

    @Test
    void everyAnswerIsInExactlyOneBinWhateverTheConfidence() {
        Random random = new Random(1);
        for (int round = 0; round < 200; round++) {
            List<Judged> judged = new ArrayList<>();
            int n = 1 + random.nextInt(50);
            for (int i = 0; i < n; i++) {
                judged.add(new Judged(i, random.nextInt(3) == 0 ? random.nextInt(11) / 10.0 : random.nextDouble(), random.nextBoolean()));
            }
            Reliability r = Reliability.of(judged);
            assertEquals(n, r.bins().stream().mapToInt(Bin::n).sum());
            r.bins().forEach(b -> assertTrue(b.confidence() >= b.from() - 1e-9 && b.confidence() <= b.to() + 1e-9));
            assertTrue(r.ece() >= 0 && r.ece() <= 1 && r.brier() >= 0 && r.brier() <= 1);
            // The distance of means is at most the mean distance.
            double overall = Math.abs(judged.stream().mapToDouble(j -> j.confidence() - (j.right() ? 1 : 0)).sum()) / n;
            assertTrue(r.ece() >= overall - 1e-12);
            Collections.shuffle(judged, random);
            assertEquals(r.ece(), Reliability.of(judged).ece(), 1e-12);
        }
    }

    @Test
    void certaintyThatIsAlwaysRightIsPerfectAndOneThatIsAlwaysWrongTheWorst() {
        Reliability right = Reliability.of(List.of(new Judged(1, 1, true), new Judged(2, 1, true)));
        assertEquals(0, right.ece());
        assertEquals(0, right.brier());
        Reliability wrong = Reliability.of(List.of(new Judged(1, 1, false)));
        assertEquals(1, wrong.ece());
        assertEquals(1, wrong.brier());
        assertEquals(new Bin(0.9, 1, 1, 0, 1), wrong.bins().get(0));
    }

    @Test
    void calibrationByTheOthersMakesAnOverconfidentModelHonestOnAnswersItHasNotSeen() {
        Random random = new Random(11);
        List<Judged> judged = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            double z = Math.abs(2.5 * random.nextGaussian());
            judged.add(new Judged(1000 + i, 1 / (1 + Math.exp(-z)), random.nextDouble() < 1 / (1 + Math.exp(-z / 3))));
        }
        List<Judged> calibrated = Reliability.crossCalibrated(judged);
        assertEquals(judged.size(), calibrated.size());
        assertEquals(judged.stream().map(Judged::taskId).sorted().toList(), calibrated.stream().map(Judged::taskId).sorted().toList());
        Reliability before = Reliability.of(judged);
        Reliability after = Reliability.of(calibrated);
        assertTrue(before.ece() > 0.12, "before " + before.ece());
        assertTrue(after.ece() < 0.05, "after " + after.ece());
        assertTrue(after.brier() < before.brier());
    }

    /** Confidence without meaning: a fit that saw the answers it is judged by would look better than chance. */
    @Test
    void nothingIsJudgedByAFitThatHasSeenIt() {
        List<Judged> judged = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            judged.add(new Judged(i, 0.9, i != 17));
        }
        double alone = Reliability.crossCalibrated(judged).stream().filter(j -> j.taskId() == 17).findFirst().orElseThrow().confidence();
        double another = Reliability.crossCalibrated(judged).stream().mapToDouble(Judged::confidence).min().orElseThrow();
        // Where the one mistake is held out, the others have been right every time.
        assertTrue(alone > another, alone + " " + another);
    }
}
