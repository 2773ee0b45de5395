package org.fastlabel.embedding;

import java.util.List;
import org.fastlabel.dataset.MediaSource;

/** Turns items and text queries into points of one space, so that their dot product says how well they fit. Safe from any thread. */
public interface Embedder {

    /** Identifies model and method: two embedders with the same id give the same numbers. File-name safe. */
    String id();

    /** Length of every embedding. */
    int dim();

    /**
     * Reads and decodes one item; called on many threads at a time.
     *
     * @throws org.fastlabel.api.InvalidInput with code {@code unreadable-item}
     */
    Content read(MediaSource source, String key);

    /**
     * @param contents what {@link #read} gave, at most a few hundred
     * @return one unit-length row of {@link #dim} per content, in order
     */
    float[][] embed(List<Content> contents);

    /** How many contents are embedded together: enough to keep the engine busy, few enough that who waits does not wait long. */
    default int batch() {
        return 64;
    }

    /** Whether rows come of what the items hold, so that an item that has changed must be embedded again. */
    default boolean readsItems() {
        return true;
    }

    /** What makes a logit of the dot product of an item and a query, for a softmax over queries. */
    default double scale() {
        return 100;
    }

    /** What is said of an item that cannot be embedded where nothing more is known. */
    default String usualProblem() {
        return "It could not be read.";
    }

    /** Texts to compare items with, as unit-length rows of {@link #dim}; too long texts are cut to the context length. */
    float[][] queries(List<String> texts);
}
