package org.fastlabel.embedding;

import org.fastlabel.dataset.OpenDataset;

/** What a {@link Switchboard} works with: files, models, threads. */
interface Outside {

    /** Returns when the checkpoint's files are here. @throws org.fastlabel.api.FastLabelException when they cannot be had */
    void fetch(String checkpoint) throws InterruptedException;

    /** Ends a {@link #fetch} that is under way; what has come stays. */
    void stopFetching(String checkpoint);

    /** @param dataset the one that is open, for imported embeddings, which are its own; or null */
    Model load(String checkpoint, OpenDataset dataset);

    /** The name of what {@link #loadTexts} loads. */
    String textsId();

    /** Loads what embeds texts where that is no CLIP checkpoint. */
    Model loadTexts();

    /** Whether a data set is embedded by {@link #loadTexts} and not by a CLIP checkpoint. */
    boolean bySentences(OpenDataset dataset);

    /** Opens what a model has embedded of a data set; nothing is embedded yet. */
    Serving serve(Model model, OpenDataset dataset);

    /** Items that are to be embedded before the others, maybe none. */
    int[] first(OpenDataset dataset);

    /** Runs a task on a thread of its own, soon. */
    void run(Runnable task);

    /** Told when another model has begun to serve a data set. */
    void changed(OpenDataset dataset);
}
