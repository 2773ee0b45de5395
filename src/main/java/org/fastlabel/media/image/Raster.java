package org.fastlabel.media.image;

/**
 * An 8-bit RGB picture in memory.
 *
 * @param width  in pixels, at least 1
 * @param height in pixels, at least 1
 * @param rgb    {@code width * height * 3} bytes, row by row, interleaved R, G, B, unsigned. The array is shared, not
 *               copied: whoever holds a raster treats it as read-only
 */
public record Raster(int width, int height, byte[] rgb) {

    public Raster {
        if (width < 1 || height < 1 || rgb.length != Math.multiplyExact(Math.multiplyExact(width, height), 3)) {
            throw new IllegalArgumentException("raster " + width + "x" + height + " with " + rgb.length + " bytes");
        }
    }
}
