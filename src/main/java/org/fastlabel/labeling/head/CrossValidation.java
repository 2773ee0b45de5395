package org.fastlabel.labeling.head;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.fastlabel.api.Interval;

/** How well heads predict labels that they have not seen: the labels are dealt into five parts, each judged by a head of the others. */
public final class CrossValidation {

    /** Below this, five parts say nothing. */
    public static final int LEAST_LABELS = 10;

    static final int FOLDS = 5;

    /**
     * @param low    and high: 95 % interval after Wilson 1927, for {@code accuracy} of {@code labels} independent trials
     * @param unseen what was thought of each row, in the order of the labels, by a head that had not seen it
     */
    public record Result(int labels, double accuracy, double low, double high, Logits unseen) {
    }

    /** Makes a head of some rows and lets it judge others. */
    interface Learner {

        /** @return logits of the unseen rows, row by row */
        float[] judge(int[] seen, int[] unseen);
    }

    private CrossValidation() {
    }

    /**
     * Judges every label by a multilayer head trained without it. A class with a single label counts too, though no head that
     * has not seen it can know it.
     *
     * @return empty below {@link #LEAST_LABELS} or when fewer than two classes have two labels
     */
    static Optional<Result> of(MlpTrainer trainer, Lesson lesson) {
        int[] labels = lesson.labels();
        int classes = lesson.classes();
        if (!possible(counts(labels, classes))) {
            return Optional.empty();
        }
        HeadWeights start = Heads.untrained(lesson.pool(), classes);
        float[] logits = unseen(labels, classes, FOLDS, lesson.seed(), (seen, unseen) -> {
            HeadWeights head = trainer.train(start, pick(lesson.rows(), seen, start.input), pick(labels, seen),
                    TrainingPlan.forValidation(lesson.seed() + unseen[0]));
            return trainer.judge(head, pick(lesson.rows(), unseen, start.input)).toArray();
        });
        return Optional.of(result(labels, new Logits(logits, classes)));
    }

    static int[] counts(int[] labels, int classes) {
        int[] counts = new int[classes];
        for (int label : labels) {
            counts[label]++;
        }
        return counts;
    }

    /** Whether there are labels enough, by class. */
    static boolean possible(int[] counts) {
        return Arrays.stream(counts).sum() >= LEAST_LABELS && Arrays.stream(counts).filter(c -> c > 1).count() > 1;
    }

    /** Logits of every row, row by row, by a learner that had not seen it. @param parts how many to judge; the rest gets NaN */
    static float[] unseen(int[] labels, int classes, int parts, long seed, Learner learner) {
        int n = labels.length;
        int[] fold = folds(labels, classes, seed);
        float[] logits = new float[n * classes];
        Arrays.fill(logits, Float.NaN);
        for (int f = 0; f < parts; f++) {
            int held = f;
            int[] unseen = IntStream.range(0, n).filter(i -> fold[i] == held).toArray();
            if (unseen.length > 0) {
                float[] judged = learner.judge(IntStream.range(0, n).filter(i -> fold[i] != held).toArray(), unseen);
                for (int i = 0; i < unseen.length; i++) {
                    System.arraycopy(judged, i * classes, logits, unseen[i] * classes, classes);
                }
            }
        }
        return logits;
    }

    static Result result(int[] labels, Logits unseen) {
        return wilson((int) IntStream.range(0, labels.length).filter(i -> unseen.best(i) == labels[i]).count(), labels.length, unseen);
    }

    static Result wilson(int right, int n, Logits unseen) {
        Interval accuracy = Interval.of(right, n);
        return new Result(n, accuracy.share(), accuracy.low(), accuracy.high(), unseen);
    }

    /** Deals each class in turn, so that every part has its share of it. */
    private static int[] folds(int[] labels, int classes, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] fold = new int[labels.length];
        int dealt = 0;
        for (int c = 0; c < classes; c++) {
            List<Integer> members = new ArrayList<>();
            for (int i = 0; i < labels.length; i++) {
                if (labels[i] == c) {
                    members.add(random.nextInt(members.size() + 1), i);
                }
            }
            for (int i : members) {
                fold[i] = dealt++ % FOLDS;
            }
        }
        return fold;
    }

    static float[] pick(float[] rows, int[] which, int width) {
        float[] out = new float[which.length * width];
        for (int i = 0; i < which.length; i++) {
            System.arraycopy(rows, which[i] * width, out, i * width, width);
        }
        return out;
    }

    static int[] pick(int[] labels, int[] which) {
        return Arrays.stream(which).map(i -> labels[i]).toArray();
    }
}
