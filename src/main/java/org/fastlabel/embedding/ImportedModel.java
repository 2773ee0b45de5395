package org.fastlabel.embedding;

import org.fastlabel.checkpoint.Checkpoint;
import org.fastlabel.dataset.MediaKind;

/** Embeddings that were made elsewhere, where a model would stand. */
record ImportedModel(ImportedEmbeddings.Imported rows) implements Model {

    /** Of their ids. */
    static final String PREFIX = "imported:";

    @Override
    public String id() {
        return rows.id();
    }

    @Override
    public String name() {
        return rows.name();
    }

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
        return rows.embedder();
    }

    @Override
    public void close() {
        // There is nothing to free.
    }

    /** As it stands in the list of checkpoints. */
    static Checkpoint listed(ImportedEmbeddings.Imported imported) {
        return new Checkpoint(imported.id(), imported.name(), imported.name(), null, Checkpoint.Source.IMPORTED, null, imported.dim(), null,
                null, null, imported.bytes(), true, false, Checkpoint.State.READY, null, null, null);
    }
}
