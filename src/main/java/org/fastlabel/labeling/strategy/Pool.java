package org.fastlabel.labeling.strategy;

import org.fastlabel.embedding.EmbeddingMatrix;

/**
 * What a strategy chooses from. The arrays belong to the caller and are only read.
 *
 * @param matrix     the embeddings
 * @param logits     by item id: above 0 for class 1, {@code NaN} where not judged; null before there is a judge
 * @param candidates ids that may be chosen: there, readable, without label; ascending
 */
public record Pool(EmbeddingMatrix matrix, float[] logits, int[] candidates) {

    /** The candidates that have an embedding. */
    int[] embedded() {
        return java.util.Arrays.stream(candidates).filter(matrix::ready).toArray();
    }

    /** The candidates that are judged. */
    int[] judged() {
        return logits == null ? new int[0]
                : java.util.Arrays.stream(candidates).filter(id -> !Float.isNaN(logit(id))).toArray();
    }

    /** {@code NaN} where not judged. */
    float logit(int id) {
        return logits == null || id >= logits.length ? Float.NaN : logits[id];
    }
}
