package org.fastlabel.embedding;

import org.fastlabel.dataset.OpenDataset;

/** Told as a CDI event when a model has begun to serve a data set: the first one, or another one in its place. */
public record EmbeddingsChanged(OpenDataset dataset) {
}
