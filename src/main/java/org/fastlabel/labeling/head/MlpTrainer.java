package org.fastlabel.labeling.head;

import org.fastlabel.embedding.EmbeddingMatrix;

/** Trains multilayer heads and lets them judge. {@link HeadProgram} does it in the native engine, {@link JavaHead} in plain Java. */
public interface MlpTrainer {

    /**
     * Trains on from {@code start}; the same arguments give the same head.
     *
     * @param rows   embeddings, one after another
     * @param labels the class of each row, 0 to classes - 1
     * @param plan   how long and how fast
     * @throws org.fastlabel.api.Conflict with code {@code training-diverged} when a weight is no longer finite
     */
    HeadWeights train(HeadWeights start, float[] rows, int[] labels, TrainingPlan plan);

    /** Judges rows: embeddings, one after another. */
    Logits judge(HeadWeights head, float[] rows);

    /** Judges a whole pool; by item id, {@code NaN} for rows that are not embedded. */
    Logits score(HeadWeights head, EmbeddingMatrix matrix);
}
