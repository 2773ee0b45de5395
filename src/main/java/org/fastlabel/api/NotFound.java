package org.fastlabel.api;

/** What was asked for does not exist. */
public class NotFound extends FastLabelException {

    private static final long serialVersionUID = 1L;

    public NotFound(String code, String message) {
        this(code, message, null);
    }

    public NotFound(String code, String message, Throwable cause) {
        super(code, message, cause);
    }

    @Override
    public int status() {
        return 404;
    }
}
