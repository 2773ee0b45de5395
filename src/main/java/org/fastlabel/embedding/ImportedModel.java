package org.fastlabel.embedding;

import java.util.List;
import org.fastlabel.api.Conflict;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.dataset.MediaKind;
import org.fastlabel.dataset.MediaSource;

/**
 * Embeddings that were made elsewhere: what is there is there, and nothing can be added.
 *
 * @param id    {@link #PREFIX} and a name
 * @param space identifies the numbers, file-name safe
 */
record ImportedModel(String id, String name, String space, int dim) implements Model {

    static final String PREFIX = "imported:";

    @Override
    public String device() {
        return "none";
    }

    @Override
    public String precision() {
        return "float16";
    }

    @Override
    public double imagesPerSecond() {
        return 0;
    }

    @Override
    public Embedder embedder(MediaKind kind) {
        return new Rows(space, dim);
    }

    @Override
    public void close() {
        // There is nothing to free.
    }

    private record Rows(String id, int dim) implements Embedder {

        @Override
        public boolean readsItems() {
            return false;
        }

        @Override
        public Content read(MediaSource source, String key) {
            throw new InvalidInput("unreadable-item", "The imported embeddings have no row for it, and nothing here can make one.");
        }

        @Override
        public float[][] embed(List<Content> contents) {
            throw new Conflict("no-encoder", "The embeddings in use were imported; nothing here can embed more.");
        }

        @Override
        public float[][] queries(List<String> texts) {
            throw new Conflict("no-text-tower", "The embeddings in use were imported; there is no model here that could compare them "
                    + "with words. Put a checkpoint in use to ask for words.");
        }
    }
}
