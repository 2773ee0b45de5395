package org.fastlabel.api;

/** Nobody is logged in, or not any more. */
public class Unauthorized extends FastLabelException {

    private static final long serialVersionUID = 1L;

    public Unauthorized(String code, String message) {
        super(code, message, null);
    }

    @Override
    public int status() {
        return 401;
    }
}
