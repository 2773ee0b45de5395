package org.fastlabel.labeling.head;

import java.util.Optional;
import org.fastlabel.embedding.EmbeddingMatrix;

/** Trains heads of any kind and lets them judge. Safe from any thread. */
public interface HeadTrainer {

    /**
     * Trains; the same lesson gives the same head.
     *
     * @throws org.fastlabel.api.Conflict with code {@code training-diverged} when a weight is no longer finite
     */
    Head train(Lesson lesson);

    /** How well heads of this kind predict the lesson's labels unseen; empty where there are too few. See {@link CrossValidation}. */
    Optional<CrossValidation.Result> validate(Lesson lesson);

    /** Judges rows: embeddings, one after another. */
    Logits judge(Head head, float[] rows);

    /** Judges a whole pool; by item id, {@code NaN} for rows that are not embedded. */
    Logits score(Head head, EmbeddingMatrix matrix);
}
