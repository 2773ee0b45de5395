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

    /** The hub wants to know who asks, or does not let that account in. */
    static final String DENIED = "hub-denied";
    static final String NOT_FOUND = "hub-not-found";
    static final String UNREACHABLE = "hub-unreachable";
    /** It asks for patience, or has an error of its own. */
    static final String BUSY = "hub-busy";
    static final String CHECKSUM = "checksum-mismatch";
    /** It answers what no hub answers. */
    static final String ODD = "hub-odd";

    private final Kind kind;
    private final String code;
    private final Duration retryAfter;

    HubException(Kind kind, String code, String message) {
        this(kind, code, message, Duration.ZERO, null);
    }

    /** @param code stable, for the pages; @param retryAfter for how long the other side asks to be left alone; zero when it does not say */
    HubException(Kind kind, String code, String message, Duration retryAfter, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.code = code;
        this.retryAfter = retryAfter;
    }

    Kind kind() {
        return kind;
    }

    String code() {
        return code;
    }

    Duration retryAfter() {
        return retryAfter;
    }
}
