package org.fastlabel.api;

/** What was sent is of a kind that is not taken here. */
public class UnsupportedMedia extends FastLabelException {

    private static final long serialVersionUID = 1L;

    public UnsupportedMedia(String code, String message) {
        super(code, message, null);
    }

    @Override
    public int status() {
        return 415;
    }
}
