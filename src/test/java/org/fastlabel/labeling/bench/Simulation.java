package org.fastlabel.labeling.bench;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.fastlabel.labeling.ArrayMatrix;
import org.fastlabel.labeling.TorchArrayMatrix;
import org.fastlabel.labeling.head.Head;
import org.fastlabel.labeling.head.HeadChoice;
import org.fastlabel.labeling.head.HeadTrainer;
import org.fastlabel.labeling.head.Lesson;
import org.fastlabel.labeling.head.Logits;

/** An annotator who knows the truth labels what a competitor chooses, batch after batch. */
final class Simulation {

    /** Small batches first: what decides there are the first few labels. */
    private static final int FIRST_BATCH = 10;
    private static final int FIRST_LABELS = 100;
    private static final int BATCH = 20;
    private static final int MOST_LABELS = 500;

    private final LearningTask.Split split;
    private final ArrayMatrix pool;
    private final long seed;

    Simulation(LearningTask task, long seed) {
        this.split = task.split(seed);
        this.pool = new TorchArrayMatrix(split.pool(), split.dim());
        this.seed = seed;
    }

    /** What the test part gives after each batch. */
    record Course(int[] labels, double[] accuracy, double[] macroF1) {
    }

    Course run(Competitor competitor) {
        int most = Math.min(MOST_LABELS, pool.rows());
        int rounds = FIRST_LABELS / FIRST_BATCH + (most - FIRST_LABELS) / BATCH;
        Course course = new Course(new int[rounds], new double[rounds], new double[rounds]);
        Competitor.Session session = competitor.begin(pool, split.classes(), seed);
        int[] labelled = new int[0];
        for (int round = 0; round < rounds; round++) {
            int batch = labelled.length < FIRST_LABELS ? FIRST_BATCH : BATCH;
            int wanted = labelled.length + batch;
            int[] chosen = session.next(batch, labelled);
            labelled = IntStream.concat(IntStream.of(labelled), IntStream.of(chosen)).sorted().distinct().toArray();
            if (labelled.length != wanted) {
                throw new IllegalStateException(competitor.name() + " chose " + chosen.length + " items, some twice");
            }
            session.learn(labelled, pool.gather(labelled), truth(labelled));
            course.labels[round] = labelled.length;
            measure(session.judge(split.test()), course, round);
        }
        return course;
    }

    /** What a head knows that has learnt the whole pool. */
    Course full(HeadTrainer trainer) {
        int[] all = IntStream.range(0, pool.rows()).toArray();
        Head head = trainer.train(new Lesson(pool.gather(all), truth(all), split.classes(), null, null, pool, HeadChoice.AUTO, seed));
        Course course = new Course(new int[] {all.length}, new double[1], new double[1]);
        measure(trainer.judge(head, split.test()), course, 0);
        return course;
    }

    private int[] truth(int[] ids) {
        return Arrays.stream(ids).map(id -> split.poolTruth()[id]).toArray();
    }

    private void measure(Logits logits, Course course, int round) {
        int[] right = new int[split.classes()];
        int[] said = new int[split.classes()];
        int[] are = new int[split.classes()];
        for (int i = 0; i < split.testTruth().length; i++) {
            int is = split.testTruth()[i];
            int judged = logits.best(i);
            are[is]++;
            said[judged]++;
            right[is] += is == judged ? 1 : 0;
        }
        course.accuracy[round] = (double) IntStream.of(right).sum() / split.testTruth().length;
        course.macroF1[round] = IntStream.range(0, right.length).mapToDouble(c -> 2.0 * right[c] / Math.max(1, said[c] + are[c]))
                .average().orElseThrow();
    }
}
