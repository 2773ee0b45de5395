package org.fastlabel.embedding;

import java.util.Locale;

/** A change to another checkpoint, from the request to the swap or to its failure. Safe from any thread. */
final class Switching {

    enum State {
        DOWNLOADING, LOADING, EMBEDDING, FAILED;

        /** As in the HTTP contract. */
        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final String id;
    private volatile State state = State.DOWNLOADING;
    private volatile Serving next;
    private volatile Failure failure;
    private volatile boolean over;

    /** @param id of the checkpoint that is wanted */
    Switching(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    State state() {
        return state;
    }

    void to(State now) {
        state = now;
    }

    /** What is being embedded; null before that, and where nothing has to be. */
    Serving next() {
        return next;
    }

    void embeds(Serving serving) {
        next = serving;
        state = State.EMBEDDING;
    }

    /** Null unless it failed. */
    Failure failure() {
        return failure;
    }

    void fail(Failure why) {
        failure = why;
        state = State.FAILED;
    }

    /** Whether it is still on its way. */
    boolean underWay() {
        return !over && failure == null;
    }

    /** Whether it was cancelled, or has come to its end. */
    boolean over() {
        return over;
    }

    void end() {
        over = true;
    }

    /** Ends the embedding that is under way: of another data set, or altogether. */
    void stopEmbedding() {
        Serving serving = next;
        if (serving != null) {
            serving.job().cancel();
        }
    }
}
