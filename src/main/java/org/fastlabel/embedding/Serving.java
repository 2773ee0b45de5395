package org.fastlabel.embedding;

import org.fastlabel.dataset.OpenDataset;

/**
 * A model at work on a data set.
 *
 * @param job fills the store; somebody has to run it
 */
record Serving(Model model, Embedder embedder, OpenDataset dataset, EmbeddingStore store, EmbeddingMatrix matrix, EmbeddingJob job) {
}
