package org.fastlabel.labeling.head;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** How well heads predict labels that they have not seen: the labels are dealt into five parts, each judged by a head of the others. */
public final class CrossValidation {

    /** Below this, five parts say nothing. */
    public static final int LEAST_LABELS = 10;

    private static final int FOLDS = 5;
    /** The normal distribution's 97.5 % quantile. */
    private static final double Z = 1.959964;

    /**
     * @param low    and high: 95 % interval after Wilson 1927, for {@code accuracy} of {@code labels} independent trials
     * @param unseen what was thought of each row, in the order of the labels, by a head that had not seen it
     */
    public record Result(int labels, double accuracy, double low, double high, Logits unseen) {
    }

    private CrossValidation() {
    }

    /**
     * Judges every label by a head trained without it.
     *
     * @return empty below {@link #LEAST_LABELS}, when fewer than two classes have labels, or when one of them has only one
     */
    public static Optional<Result> of(MlpTrainer trainer, Lesson lesson) {
        int[] labels = lesson.labels();
        int n = labels.length;
        int classes = lesson.classes();
        long[] counts = IntStream.range(0, classes).mapToLong(c -> Arrays.stream(labels).filter(l -> l == c).count()).toArray();
        if (n < LEAST_LABELS || Arrays.stream(counts).filter(c -> c > 0).count() < 2 || Arrays.stream(counts).anyMatch(c -> c == 1)) {
            return Optional.empty();
        }
        HeadWeights start = Heads.untrained(lesson.pool(), classes);
        float[] rows = lesson.rows();
        int[] fold = folds(labels, classes, lesson.seed());
        float[] logits = new float[n * classes];
        int right = 0;
        for (int f = 0; f < FOLDS; f++) {
            int held = f;
            int[] seen = IntStream.range(0, n).filter(i -> fold[i] != held).toArray();
            int[] unseen = IntStream.range(0, n).filter(i -> fold[i] == held).toArray();
            if (unseen.length == 0) {
                continue;
            }
            HeadWeights head = trainer.train(start, pick(rows, seen, start.input), pick(labels, seen),
                    TrainingPlan.forValidation(lesson.seed() + f));
            Logits judged = trainer.judge(head, pick(rows, unseen, start.input));
            for (int i = 0; i < unseen.length; i++) {
                right += judged.best(i) == labels[unseen[i]] ? 1 : 0;
                for (int c = 0; c < classes; c++) {
                    logits[unseen[i] * classes + c] = judged.get(i, c);
                }
            }
        }
        return Optional.of(wilson(right, n, new Logits(logits, classes)));
    }

    static Result wilson(int right, int n, Logits unseen) {
        double p = (double) right / n;
        double centre = (p + Z * Z / (2 * n)) / (1 + Z * Z / n);
        double half = Z / (1 + Z * Z / n) * Math.sqrt(p * (1 - p) / n + Z * Z / (4.0 * n * n));
        return new Result(n, p, Math.max(0, centre - half), Math.min(1, centre + half), unseen);
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

    private static float[] pick(float[] rows, int[] which, int dim) {
        float[] out = new float[which.length * dim];
        for (int i = 0; i < which.length; i++) {
            System.arraycopy(rows, which[i] * dim, out, i * dim, dim);
        }
        return out;
    }

    private static int[] pick(int[] labels, int[] which) {
        return Arrays.stream(which).map(i -> labels[i]).toArray();
    }
}
