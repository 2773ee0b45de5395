package org.fastlabel.api;

/** What was sent cannot be used; nothing was changed. */
public class InvalidInput extends FastLabelException {

    private static final long serialVersionUID = 1L;

    public InvalidInput(String code, String message) {
        this(code, message, null);
    }

    public InvalidInput(String code, String message, Throwable cause) {
        super(code, message, cause);
    }

    @Override
    public int status() {
        return 400;
    }
}
