package org.fastlabel.api;

/** It may exist, but this caller may not reach it. */
public class Forbidden extends FastLabelException {

    private static final long serialVersionUID = 1L;

    public Forbidden(String code, String message) {
        this(code, message, null);
    }

    public Forbidden(String code, String message, Throwable cause) {
        super(code, message, cause);
    }

    @Override
    public int status() {
        return 403;
    }
}
