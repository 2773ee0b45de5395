package org.fastlabel.api;

import jakarta.ejb.ApplicationException;

/**
 * The root of everything FastLabel refuses or fails at on purpose. The message is for the person: what is wrong, where,
 * and what to do. It leaves the server as problem+json (see {@code ProblemMappers}).
 */
@ApplicationException(rollback = true, inherited = true)
public abstract class FastLabelException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    protected FastLabelException(String code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** Stable and machine-readable, e.g. {@code unknown-strategy}; the pages translate by it. */
    public final String code() {
        return code;
    }

    /** The HTTP status that this kind of refusal becomes. */
    public abstract int status();
}
