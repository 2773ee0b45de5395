package org.fastlabel.labeling.head;

import org.fastlabel.embedding.EmbeddingMatrix;

/**
 * What a head is to learn. The arrays are only read.
 *
 * @param rows    embeddings of the labelled items, one after another
 * @param labels  the class of each row, 0 to classes - 1
 * @param classes how many; some may have no row, because nothing shows them yet or because they were retired
 * @param start   the head before, to go on from where it still fits; or null
 * @param prior   a direction per class from a text query or the class names, {@code classes * dim}, zeros for a class without
 *                one; or null
 * @param pool    all embeddings of the data set, labelled or not
 * @param choice  which head
 * @param seed    decides everything random
 */
public record Lesson(float[] rows, int[] labels, int classes, Head start, float[] prior, EmbeddingMatrix pool,
        HeadChoice choice, long seed) {

    int dim() {
        return pool.dim();
    }
}
