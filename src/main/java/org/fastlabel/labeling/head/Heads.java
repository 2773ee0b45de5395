package org.fastlabel.labeling.head;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.fastlabel.embedding.EmbeddingMatrix;

/** The trainer of all kinds of heads. */
public final class Heads implements HeadTrainer {

    /** Rows that the standardisation of the multilayer head's input is taken from. */
    private static final int STANDARD_ROWS = 2048;

    private final MlpTrainer mlp;
    private final LinearTrainer linear = new LinearTrainer();
    private final PoolShapes shapes = new PoolShapes();

    public Heads(MlpTrainer mlp) {
        this.mlp = mlp;
    }

    @Override
    public Head train(Lesson lesson) {
        if (lesson.choice() != HeadChoice.MLP) {
            return linear.train(lesson, shapes.of(lesson.pool()));
        }
        boolean fits = lesson.start() instanceof HeadWeights w && w.input == lesson.dim() && w.classes == lesson.classes();
        HeadWeights start = fits ? (HeadWeights) lesson.start() : untrained(lesson.pool(), lesson.classes());
        return mlp.train(start, lesson.rows(), lesson.labels(), TrainingPlan.afterSubmit(start, lesson.seed()));
    }

    static HeadWeights untrained(EmbeddingMatrix pool, int classes) {
        int[] ready = IntStream.range(0, pool.rows()).filter(pool::ready).toArray();
        int[] sample = IntStream.range(0, Math.min(STANDARD_ROWS, ready.length))
                .map(i -> ready[(int) ((long) i * ready.length / Math.min(STANDARD_ROWS, ready.length))]).toArray();
        return HeadWeights.initial(pool.dim(), HeadWeights.HIDDEN, classes, pool.gather(sample), 1);
    }

    @Override
    public Optional<CrossValidation.Result> validate(Lesson lesson) {
        return lesson.choice() == HeadChoice.MLP ? CrossValidation.of(mlp, lesson)
                : linear.validate(lesson, shapes.of(lesson.pool()));
    }

    @Override
    public Logits judge(Head head, float[] rows) {
        return head instanceof LinearHead l ? l.judge(rows) : mlp.judge((HeadWeights) head, rows);
    }

    @Override
    public Logits score(Head head, EmbeddingMatrix matrix) {
        if (head instanceof HeadWeights w) {
            return mlp.score(w, matrix);
        }
        LinearHead l = (LinearHead) head;
        float[] values = matrix.products(l.weights, l.classes);
        for (int id = 0; id < matrix.rows(); id++) {
            if (!matrix.ready(id)) {
                Arrays.fill(values, id * l.classes, (id + 1) * l.classes, Float.NaN);
            }
        }
        return l.fromProducts(values);
    }
}
