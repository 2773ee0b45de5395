package org.fastlabel.labeling.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.fastlabel.labeling.TorchArrayMatrix;
import org.fastlabel.labeling.bench.LearningTask.Split;
import org.fastlabel.labeling.head.Head;
import org.fastlabel.labeling.head.HeadChoice;
import org.fastlabel.labeling.head.HeadProgram;
import org.fastlabel.labeling.head.Heads;
import org.fastlabel.labeling.head.Lesson;
import org.fastlabel.labeling.quality.Estimate;
import org.fastlabel.labeling.quality.Suspects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whether what the Quality page says is true: how far stated probabilities are from how often they come true, and how many of
 * the labels that look wrong are wrong. {@code -Dbench.data} names the folder with the data. Asserts nothing.
 */
@Tag("bench")
class QualityBench {

    private static final int[] LABELS = {50, 100, 200};
    private static final int SEEDS = 5;
    private static final double FLIPPED = 0.03;
    private static final int LOOKED_AT = 100;

    private final Heads heads = new Heads(HeadProgram.onProcessor());

    @Test
    void calibrationAndSuspects() throws Exception {
        String data = System.getProperty("bench.data", "");
        List<LearningTask> tasks = new LearningTasks(Path.of("target", "bench")).all(data.isEmpty() ? null : Path.of(data));
        System.out.println("expected calibration error on items never labelled, after " + Arrays.toString(LABELS) + " random labels, mean of "
                + SEEDS + " seeds | labels that are wrong among the most suspicious, " + 100 * FLIPPED + " % flipped");
        for (LearningTask task : tasks) {
            System.out.printf("%-10s %-18s", task.group(), task.name());
            for (int labels : LABELS) {
                System.out.printf(" %.3f", IntStream.range(0, SEEDS).mapToDouble(seed -> calibration(task.split(seed), labels, seed))
                        .average().orElseThrow());
            }
            suspects(task.split(0));
        }
    }

    private Lesson lesson(Split split, int[] ids, int[] labels, long seed) {
        TorchArrayMatrix pool = new TorchArrayMatrix(split.pool(), split.dim());
        return new Lesson(pool.gather(ids), labels, split.classes(), null, null, pool, HeadChoice.AUTO, seed);
    }

    private double calibration(Split split, int count, long seed) {
        int[] ids = new SplittableRandom(seed).ints(0, split.poolTruth().length).distinct().limit(count).toArray();
        Head head = heads.train(lesson(split, ids, Arrays.stream(ids).map(id -> split.poolTruth()[id]).toArray(), seed));
        return Estimate.of(heads.judge(head, split.test()), split.testTruth()).ece();
    }

    private void suspects(Split split) {
        SplittableRandom random = new SplittableRandom(1);
        int[] labels = split.poolTruth().clone();
        int flips = (int) Math.round(FLIPPED * labels.length);
        random.ints(0, labels.length).distinct().limit(flips)
                .forEach(id -> labels[id] = (labels[id] + 1 + random.nextInt(split.classes() - 1)) % split.classes());
        int[] all = IntStream.range(0, labels.length).toArray();
        long start = System.nanoTime();
        var suspects = Suspects.of(heads.validate(lesson(split, all, labels, 1)).orElseThrow().unseen(), labels);
        int looked = Math.min(LOOKED_AT, flips);
        long real = suspects.stream().limit(looked).filter(s -> labels[s.row()] != split.poolTruth()[s.row()]).count();
        System.out.printf(" | %d of the first %d (%d of %d labels are wrong), %.1f s%n", real, looked, flips, labels.length,
                (System.nanoTime() - start) / 1e9);
    }
}
