package org.fastlabel.embedding;

import java.time.Duration;
import java.util.Optional;

/** The embeddings of the data set that is open: computed once, in the background, and kept. Safe from any thread. */
public interface Embeddings {

    /** What is embedded so far; grows while the job runs. Empty (all rows not ready) before the engine is loaded. */
    EmbeddingMatrix matrix();

    Progress progress();

    /**
     * Embeds these items before all others.
     *
     * @param ids item ids of the open data set
     * @return true when every one of them is embedded or known to be unreadable; false when {@code patience} ran out first
     */
    boolean await(int[] ids, Duration patience);

    /** Why an item could not be read, for the person; empty when it could, or was not tried yet. */
    Optional<String> unreadable(int id);

    /** Notes that an item turned out to be unreadable, so that it is left out from now on. */
    void markUnreadable(int id, String why);

    /**
     * The model behind, for text queries.
     *
     * @throws org.fastlabel.api.CapacityExceeded while it is loading; {@link org.fastlabel.api.Conflict} when it could not
     *         be loaded, with the reason
     */
    Embedder embedder();

    /**
     * @param state      waiting, running, paused, done, failed or cancelled
     * @param done       items embedded or unreadable
     * @param total      items present
     * @param rate       items per second over the last seconds, 0 when not running
     * @param etaSeconds seconds left at that rate, -1 when unknown
     * @param error      why it failed, or null
     */
    record Progress(String state, int done, int total, int unreadable, double rate, long etaSeconds, String error) {
    }
}
