package org.fastlabel.api;

/** It contradicts the present state; read the state again and decide anew. */
public class Conflict extends FastLabelException {

    private static final long serialVersionUID = 1L;

    public Conflict(String code, String message) {
        this(code, message, null);
    }

    public Conflict(String code, String message, Throwable cause) {
        super(code, message, cause);
    }

    @Override
    public int status() {
        return 409;
    }
}
