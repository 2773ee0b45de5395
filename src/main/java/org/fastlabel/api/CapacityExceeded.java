package org.fastlabel.api;

/** Busy or still getting ready; the same request may succeed later. */
public class CapacityExceeded extends FastLabelException {

    private static final long serialVersionUID = 1L;

    public CapacityExceeded(String code, String message) {
        this(code, message, null);
    }

    public CapacityExceeded(String code, String message, Throwable cause) {
        super(code, message, cause);
    }

    @Override
    public int status() {
        return 503;
    }
}
