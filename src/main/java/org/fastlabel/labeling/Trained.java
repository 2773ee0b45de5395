package org.fastlabel.labeling;

import org.fastlabel.embedding.EmbeddingMatrix;
import org.fastlabel.labeling.head.Head;

/**
 * A head and where it comes from.
 *
 * @param head    null only in states that are being replayed and that nobody sees
 * @param version the version of the state that it came about with; names its stored copy
 * @param model   its name as a model
 * @param labels  how many labels it was made of
 * @param space   id of the embedder whose rows it judges; null where nobody knows
 */
public record Trained(Head head, long version, String model, int labels, String space) {

    /** Whether it can judge these embeddings; those of another model it cannot, nor those of another length. */
    public boolean fits(EmbeddingMatrix matrix) {
        return matrix.fits(space, head.input());
    }

    /** Whether the other one judges another model's embeddings. */
    boolean elsewhere(Trained other) {
        return other != null && space != null && other.space != null && !space.equals(other.space);
    }
}
