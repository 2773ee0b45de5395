package org.fastlabel.dataset;

import org.fastlabel.api.InvalidInput;
import org.fastlabel.dataset.MediaSource.Original;
import org.fastlabel.media.image.Thumbnails;

/** An item's picture as a browser asks for it. */
public final class Shown {

    private static final int MIN_SIDE = 16;
    private static final int MAX_SIDE = 1024;

    private Shown() {
    }

    /**
     * @param size longest side of a thumbnail in pixels, as it was sent; null for the original
     * @throws InvalidInput with code {@code bad-size}; and as {@link MediaSource#image}
     */
    public static Original picture(MediaSource source, String key, String size) {
        if (size == null) {
            return source.original(key);
        }
        byte[] bytes = Thumbnails.encode(source.image(key), side(size));
        return new Original(bytes[0] == (byte) 0xff ? "image/jpeg" : "image/png", bytes);
    }

    private static int side(String size) {
        if (!size.matches("\\d{1,4}") || Integer.parseInt(size) < MIN_SIDE || Integer.parseInt(size) > MAX_SIDE) {
            throw new InvalidInput("bad-size", "size must be a number from " + MIN_SIDE + " to " + MAX_SIDE + ".");
        }
        return Integer.parseInt(size);
    }
}
