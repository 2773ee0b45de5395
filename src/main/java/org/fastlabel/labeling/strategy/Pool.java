package org.fastlabel.labeling.strategy;

import java.util.Arrays;
import org.fastlabel.embedding.EmbeddingMatrix;
import org.fastlabel.labeling.head.Logits;

/**
 * What a strategy chooses from. The arrays belong to the caller and are only read.
 *
 * @param matrix     the embeddings
 * @param logits     what the judge thinks, by item id; null before there is a judge
 * @param candidates ids that may be chosen: there, readable, without label; ascending
 * @param labelled   ids that have a label, ascending
 */
public record Pool(EmbeddingMatrix matrix, Logits logits, int[] candidates, int[] labelled) {

    /** The candidates that have an embedding. */
    int[] embedded() {
        return Arrays.stream(candidates).filter(matrix::ready).toArray();
    }

    /** The candidates that are judged. */
    int[] judged() {
        return logits == null ? new int[0] : Arrays.stream(candidates).filter(logits::judged).toArray();
    }

    /** Of class 1 against the best other; {@code NaN} where not judged. */
    float positive(int id) {
        return logits == null ? Float.NaN : logits.positive(id);
    }

    /** How far the best class is ahead of the second; {@code NaN} where not judged. */
    float margin(int id) {
        return logits == null ? Float.NaN : logits.margin(id);
    }
}
