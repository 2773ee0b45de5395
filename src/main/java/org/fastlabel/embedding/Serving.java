package org.fastlabel.embedding;

import org.fastlabel.dataset.OpenDataset;

/**
 * A model at work on a data set. Whoever made it ends it, once.
 *
 * @param job fills the store; somebody has to run it
 */
record Serving(Model model, Embedder embedder, OpenDataset dataset, EmbeddingStore store, EmbeddingMatrix matrix, EmbeddingJob job) {

    /** Nothing is written from now on; the matrix can still be looked at. */
    void end() {
        job.cancel();
        store.close();
    }
}
