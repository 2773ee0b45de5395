package org.fastlabel.embedding;

import java.util.List;
import org.fastlabel.api.Conflict;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.dataset.MediaSource;

/** Stands where a model would, for embeddings that somebody computed elsewhere: what has none cannot be given one. */
record ImportedEmbedder(String name, int dim) implements Embedder {

    @Override
    public String id() {
        return ImportedEmbeddings.folderName(name);
    }

    @Override
    public boolean readsItems() {
        return false;
    }

    @Override
    public String usualProblem() {
        return "No embedding was imported for this item.";
    }

    @Override
    public Content read(MediaSource source, String key) {
        throw new InvalidInput("unreadable-item", usualProblem());
    }

    @Override
    public float[][] embed(List<Content> contents) {
        throw new IllegalStateException("nothing can be read, so nothing can be embedded");
    }

    @Override
    public float[][] queries(List<String> texts) {
        throw new Conflict("no-text-tower", "The embeddings in use were imported as numbers; no model is known that could compare texts with "
                + "them. Switch to a checkpoint to search with words.");
    }
}
