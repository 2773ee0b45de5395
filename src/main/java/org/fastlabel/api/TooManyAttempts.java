package org.fastlabel.api;

import java.time.Duration;

/** The caller is to wait a while before the next try. */
public class TooManyAttempts extends FastLabelException {

    private static final long serialVersionUID = 1L;

    private final long seconds;

    public TooManyAttempts(String code, String message, Duration retryAfter) {
        super(code, message, null);
        this.seconds = Math.max(1, retryAfter.plusMillis(999).toSeconds());
    }

    /** What the header {@code Retry-After} says. */
    public long retryAfterSeconds() {
        return seconds;
    }

    @Override
    public int status() {
        return 429;
    }
}
