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
 * @param binary     whether there are just two classes, of which class 1 is the positive one
 */
public record Pool(EmbeddingMatrix matrix, Logits logits, int[] candidates, int[] labelled, boolean binary) {

    /** A pool of as many classes as the judge knows; of two where there is none. */
    public Pool(EmbeddingMatrix matrix, Logits logits, int[] candidates, int[] labelled) {
        this(matrix, logits, candidates, labelled, logits == null || logits.classes() == 2);
    }

    /** The candidates that have an embedding. */
    int[] embedded() {
        return Arrays.stream(candidates).filter(matrix::ready).toArray();
    }

    /** The labelled items that have an embedding. */
    int[] known() {
        return Arrays.stream(labelled).filter(id -> id < matrix.rows() && matrix.ready(id)).toArray();
    }

    /** The candidates that are judged. */
    int[] judged() {
        return logits == null ? new int[0] : Arrays.stream(candidates).filter(logits::judged).toArray();
    }

    /** Whether the judge says yes or no to each item: with two classes, and to a text query that is asked of many. */
    boolean yesOrNo() {
        return binary || logits != null && logits.classes() == 2;
    }

    /**
     * What a batch is sorted by: how surely an item is positive, or with many classes how surely it is what the judge takes it
     * for. {@code NaN} where not judged.
     */
    float certainty(int id) {
        return logits == null ? Float.NaN : yesOrNo() ? logits.positive(id) : (float) logits.certainty(id);
    }
}
