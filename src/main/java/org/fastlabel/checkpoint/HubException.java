package org.fastlabel.checkpoint;

import java.io.IOException;
import java.time.Duration;

/** The hub, or the way to it, does not give what was asked for. The message is for the person. */
final class HubException extends IOException {

    private static final long serialVersionUID = 1L;

    /** What to do about it. */
    enum Kind {
        /** The same may succeed later. */
        TRY_AGAIN,
        /** There is no such repository, revision or file. */
        NOT_THERE,
        /** The person has to do something first. */
        REFUSED
    }

    private final Kind kind;
    private final Duration retryAfter;

    HubException(Kind kind, String message) {
        this(kind, message, Duration.ZERO, null);
    }

    /** @param retryAfter for how long the other side asks to be left alone; zero when it does not say */
    HubException(Kind kind, String message, Duration retryAfter, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    Kind kind() {
        return kind;
    }

    Duration retryAfter() {
        return retryAfter;
    }
}
