package org.fastlabel.api;

/** Larger than the documented limit; refused before it is read. */
public class TooLarge extends FastLabelException {

    private static final long serialVersionUID = 1L;

    public TooLarge(String code, String message) {
        this(code, message, null);
    }

    public TooLarge(String code, String message, Throwable cause) {
        super(code, message, cause);
    }

    @Override
    public int status() {
        return 413;
    }
}
