package org.fastlabel.labeling.head;

import java.util.Optional;
import java.util.stream.IntStream;
import org.fastlabel.embedding.EmbeddingMatrix;

/** The trainer of all kinds of heads. */
public final class Heads implements HeadTrainer {

    /** Rows that the standardisation of the input is taken from. */
    private static final int STANDARD_ROWS = 2048;

    private final MlpTrainer mlp;

    public Heads(MlpTrainer mlp) {
        this.mlp = mlp;
    }

    @Override
    public Head train(Lesson lesson) {
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
        return CrossValidation.of(mlp, lesson);
    }

    @Override
    public Logits judge(Head head, float[] rows) {
        return mlp.judge((HeadWeights) head, rows);
    }

    @Override
    public Logits score(Head head, EmbeddingMatrix matrix) {
        return mlp.score((HeadWeights) head, matrix);
    }
}
