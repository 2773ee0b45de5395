package org.fastlabel.labeling.head;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.fastlabel.api.Conflict;
import org.fastlabel.labeling.head.SoftmaxRegression.Rows;

/**
 * Trains the linear head to the one optimum there is: multinomial logistic regression with classes of equal weight, in
 * coordinates scaled by the pool, with hints from words where there are some, calibrated on labels that it had not learnt from.
 * What was tried against it is in the README. Stateless.
 */
final class LinearTrainer {

    /**
     * In coordinates of average length 1 the first served from 10 labels to 500 on most kinds of data. Whitening suits pictures
     * of sounds, the larger precision many labels that contradict each other. A finer choice gained nothing over calibration.
     */
    private static final List<Choice> CHOICES = List.of(new Choice(false, 0.1), new Choice(true, 0.1), new Choice(false, 0.5));

    /** So many labels are enough to tell which choice suits. */
    private static final int CHOOSERS = 150;
    /** So many labels are enough to calibrate on. */
    private static final int CALIBRATORS = 200;
    private static final double PRECISION = 4e-3;
    private static final double UNSEEN_PRECISION = 1e-2;
    private static final double CHOICE_PRECISION = 3e-2;

    LinearHead train(Lesson lesson, PoolShape shape) {
        int[] labels = lesson.labels();
        int classes = lesson.classes();
        float[] hints = hints(lesson, shape);
        Choice choice = choice(lesson, shape, hints);
        Basis basis = Basis.of(shape.coordinates(lesson.rows(), choice.whitened));
        SoftmaxRegression objective = new SoftmaxRegression(basis.rows(), labels, classes, hints, choice.decay);
        double[] best = objective.fit(basis.reduced() ? objective.zero() : start(lesson, shape, choice), PRECISION);
        int[] counts = CrossValidation.counts(labels, classes);
        Temperature temperature = Temperature.NONE;
        if (CrossValidation.possible(counts)) {
            int parts = Math.min(CrossValidation.FOLDS, (CrossValidation.FOLDS * CALIBRATORS - 1) / labels.length + 1);
            temperature = Temperature.of(new Examination(basis.rows(), labels, classes, hints, parts, lesson.seed())
                    .unseen(choice.decay, best, UNSEEN_PRECISION), labels, counts);
        }
        return head(basis.expand(best, classes), lesson, shape, choice, temperature, counts);
    }

    /** As {@link HeadTrainer#validate}; the logits are calibrated. */
    Optional<CrossValidation.Result> validate(Lesson lesson, PoolShape shape) {
        int[] labels = lesson.labels();
        int classes = lesson.classes();
        int[] counts = CrossValidation.counts(labels, classes);
        if (!CrossValidation.possible(counts)) {
            return Optional.empty();
        }
        float[] hints = hints(lesson, shape);
        Choice choice = lesson.start() instanceof LinearHead h ? new Choice(h.whitened, h.decay) : choice(lesson, shape, hints);
        Rows rows = Basis.of(shape.coordinates(lesson.rows(), choice.whitened)).rows();
        float[] logits = new Examination(rows, labels, classes, hints, CrossValidation.FOLDS, lesson.seed())
                .unseen(choice.decay, null, UNSEEN_PRECISION);
        return Optional.of(CrossValidation.result(labels,
                new Logits(Temperature.of(logits, labels, counts).apply(logits, counts), classes)));
    }

    /** In which coordinates to learn, and the prior precision of every weight there. */
    private record Choice(boolean whitened, double decay) {
    }

    /** The usual choice, unless another foretells unseen labels better, and not just by chance: by more than a standard error. */
    private static Choice choice(Lesson lesson, PoolShape shape, float[] hints) {
        int classes = lesson.classes();
        int n = lesson.labels().length;
        int m = Math.min(CHOOSERS, n);
        int[] some = IntStream.range(0, m).map(i -> (int) ((long) i * n / m)).toArray();
        int[] labels = CrossValidation.pick(lesson.labels(), some);
        int[] counts = CrossValidation.counts(labels, classes);
        Choice chosen = CHOICES.get(0);
        if (!CrossValidation.possible(counts)) {
            return chosen;
        }
        float[] raw = CrossValidation.pick(lesson.rows(), some, shape.dim);
        float[] theirs = hints == null ? null : CrossValidation.pick(hints, some, classes);
        Rows plain = Basis.of(shape.coordinates(raw, false)).rows();
        Rows white = Basis.of(shape.coordinates(raw, true)).rows();
        double[] usual = null;
        double most = 0;
        for (Choice choice : CHOICES) {
            float[] logits = new Examination(choice.whitened ? white : plain, labels, classes, theirs, CrossValidation.FOLDS,
                    lesson.seed()).unseen(choice.decay, null, CHOICE_PRECISION);
            Logits calibrated = new Logits(Temperature.of(logits, labels, counts).apply(logits, counts), classes);
            double[] losses = IntStream.range(0, m)
                    .mapToDouble(i -> -Math.log(Math.max(1e-12, calibrated.prob(i, labels[i])))).toArray();
            usual = usual == null ? losses : usual;
            double gain = gain(usual, losses);
            if (gain > most) {
                most = gain;
                chosen = choice;
            }
        }
        return chosen;
    }

    /** By how much losses fell on average; 0 when that is less than a standard error. */
    private static double gain(double[] before, double[] after) {
        double gain = 0;
        double squares = 0;
        for (int i = 0; i < before.length; i++) {
            double one = before[i] - after[i];
            gain += one / before.length;
            squares += one * one / before.length;
        }
        return gain > Math.sqrt(Math.max(0, squares - gain * gain) / before.length) ? gain : 0;
    }

    /** Rows to be judged by heads that learnt from others of them. */
    private record Examination(Rows rows, int[] labels, int classes, float[] hints, int parts, long seed) {

        /** Logits, row by row. @param start where each head begins, or null for nothing */
        float[] unseen(double decay, double[] start, double precision) {
            return CrossValidation.unseen(labels, classes, parts, seed, (seen, unseen) -> {
                SoftmaxRegression objective = new SoftmaxRegression(rows.pick(seen), CrossValidation.pick(labels, seen), classes,
                        pickHints(seen), decay);
                double[] x = objective.fit(start == null ? objective.zero() : start, precision);
                return rows.pick(unseen).logits(x, classes, pickHints(unseen));
            });
        }

        private float[] pickHints(int[] which) {
            return hints == null ? null : CrossValidation.pick(hints, which, classes);
        }
    }

    /** What words say of the labelled rows: per class, how many standard deviations of the pool above its mean; 0 without words. */
    private static float[] hints(Lesson lesson, PoolShape shape) {
        if (lesson.prior() == null) {
            return null;
        }
        int n = lesson.labels().length;
        int dim = shape.dim;
        float[] hints = new float[n * lesson.classes()];
        for (int c = 0; c < lesson.classes(); c++) {
            double spread = shape.spread(lesson.prior(), c * dim);
            for (int i = 0; i < n; i++) {
                double sum = 0;
                for (int d = 0; d < dim; d++) {
                    sum += (double) lesson.prior()[c * dim + d] * (lesson.rows()[i * dim + d] - shape.mean[d]);
                }
                hints[i * lesson.classes() + c] = (float) (sum / spread);
            }
        }
        return hints;
    }

    /** The head before in the coordinates of this one, as far as it can be had: a start, so nothing depends on it but time. */
    private static double[] start(Lesson lesson, PoolShape shape, Choice choice) {
        int dim = shape.dim;
        double[] x = new double[lesson.classes() * (dim + 1) + (lesson.prior() == null ? 0 : 1)];
        boolean fits = lesson.start() instanceof LinearHead h && h.input == dim && h.classes <= lesson.classes();
        double[] weights = new double[dim];
        double[] own = new double[dim];
        for (int c = 0; fits && c < ((LinearHead) lesson.start()).classes; c++) {
            LinearHead before = (LinearHead) lesson.start();
            double trust = lesson.prior() == null ? 0 : SoftmaxRegression.TRUST / shape.spread(lesson.prior(), c * dim);
            double offset = before.offsets[c];
            for (int d = 0; d < dim; d++) {
                double weight = before.weights[c * dim + d];
                weights[d] = weight - (trust == 0 ? 0 : trust * lesson.prior()[c * dim + d]);
                offset += weight * shape.mean[d];
            }
            shape.fromEmbedding(weights, choice.whitened, own);
            System.arraycopy(own, 0, x, c * (dim + 1), dim);
            x[c * (dim + 1) + dim] = offset;
        }
        if (lesson.prior() != null) {
            x[x.length - 1] = SoftmaxRegression.TRUST;
        }
        return x;
    }

    private static LinearHead head(double[] x, Lesson lesson, PoolShape shape, Choice choice, Temperature temperature,
            int[] counts) {
        int dim = shape.dim;
        int classes = lesson.classes();
        double[] share = Temperature.shares(counts);
        float[] weights = new float[classes * dim];
        float[] offsets = new float[classes];
        double[] own = new double[dim];
        for (int c = 0; c < classes; c++) {
            shape.toEmbedding(Arrays.copyOfRange(x, c * (dim + 1), (c + 1) * (dim + 1)), choice.whitened, own);
            double trust = lesson.prior() == null ? 0 : x[x.length - 1] / shape.spread(lesson.prior(), c * dim);
            double offset = x[c * (dim + 1) + dim] + temperature.frequency() / temperature.scale() * share[c];
            for (int d = 0; d < dim; d++) {
                double weight = own[d] + (trust == 0 ? 0 : trust * lesson.prior()[c * dim + d]);
                weights[c * dim + d] = (float) weight;
                offset -= weight * shape.mean[d];
            }
            offsets[c] = (float) offset;
        }
        LinearHead head = new LinearHead(dim, weights, offsets, (float) (1 / temperature.scale()), choice.whitened,
                (float) choice.decay);
        if (!head.finite()) {
            throw new Conflict("training-diverged", "Training did not settle on finite numbers, so the classifier stays as it was. "
                    + "Undo the last labels, or start the data set anew.");
        }
        return head;
    }
}
