package org.fastlabel.embedding;

import java.util.Optional;
import org.fastlabel.dataset.MediaKind;

/** A model that is loaded. Safe from any thread. */
interface Model extends AutoCloseable {

    /** Of the checkpoint, as {@link org.fastlabel.checkpoint.Checkpoints} has it. */
    String id();

    /** Whether it is no model, but embeddings that were made elsewhere, of one data set. */
    default boolean imported() {
        return id().startsWith(ImportedModel.PREFIX);
    }

    /** For people. */
    String name();

    /** Where it runs: {@code cpu}, {@code gpu(0)}. */
    String device();

    /** What it computes in: {@code float32}, {@code bfloat16} or {@code float16}. */
    String precision();

    /** Measured when it was loaded; 0 when it was not. */
    double imagesPerSecond();

    /**
     * What embeds items of a kind.
     *
     * @throws org.fastlabel.api.Conflict when it cannot
     */
    Embedder embedder(MediaKind kind);

    /** For pictures and texts that are no items; empty for a model that knows only one of the two. */
    default Optional<ClipSpace> space() {
        return Optional.empty();
    }

    /** Waits for those who are using it and frees its memory. Its embedders refuse from then on, with CapacityExceeded. */
    @Override
    void close();
}
