package org.fastlabel.media.image;

import java.io.IOException;

/** The arithmetic on one row of a PNG: undoing its filter, and from its samples to RGB. */
final class PngSamples {

    private PngSamples() {
    }

    /**
     * Undoes the filter in place (PNG specification, chapter 9).
     *
     * @param row    its filter type, then the filtered bytes
     * @param above  the row before, already unfiltered, or zeros
     * @param pixel  bytes of a pixel, at least 1
     */
    static void unfilter(byte[] row, byte[] above, int pixel) throws IOException {
        switch (row[0]) {
            case 0 -> {
            }
            case 1 -> {
                for (int i = 1 + pixel; i < row.length; i++) {
                    row[i] += row[i - pixel];
                }
            }
            case 2 -> {
                for (int i = 1; i < row.length; i++) {
                    row[i] += above[i];
                }
            }
            case 3 -> {
                for (int i = 1; i < row.length; i++) {
                    int left = i > pixel ? row[i - pixel] & 255 : 0;
                    row[i] += (byte) (left + (above[i] & 255) >> 1);
                }
            }
            case 4 -> {
                for (int i = 1; i < row.length; i++) {
                    boolean first = i <= pixel;
                    row[i] += (byte) paeth(first ? 0 : row[i - pixel] & 255, above[i] & 255, first ? 0 : above[i - pixel] & 255);
                }
            }
            default -> throw new IOException("unknown filter");
        }
    }

    private static int paeth(int left, int up, int corner) {
        int byLeft = Math.abs(up - corner);
        int byUp = Math.abs(left - corner);
        int byCorner = Math.abs(left + up - 2 * corner);
        if (byLeft <= byUp && byLeft <= byCorner) {
            return left;
        }
        return byUp <= byCorner ? up : corner;
    }

    /** @param row an unfiltered row, samples from index 1 on */
    static void toRgb(byte[] row, int width, int depth, int channels, byte[] palette, boolean indexed, byte[] rgb, int offset)
            throws IOException {
        if (depth == 8 && channels == 3) {
            System.arraycopy(row, 1, rgb, offset, width * 3);
            return;
        }
        int bytes = depth == 16 ? 2 : 1;
        boolean grey = channels < 3;
        for (int x = 0; x < width; x++) {
            int to = offset + x * 3;
            if (indexed) {
                int entry = 3 * sample(row, x, depth);
                if (entry + 2 >= palette.length) {
                    throw new IOException("colour outside the palette");
                }
                System.arraycopy(palette, entry, rgb, to, 3);
            } else if (depth < 8) {
                byte value = (byte) (sample(row, x, depth) * 255 / ((1 << depth) - 1));
                rgb[to] = value;
                rgb[to + 1] = value;
                rgb[to + 2] = value;
            } else {
                int from = 1 + x * channels * bytes;
                rgb[to] = row[from];
                rgb[to + 1] = row[grey ? from : from + bytes];
                rgb[to + 2] = row[grey ? from : from + 2 * bytes];
            }
        }
    }

    private static int sample(byte[] row, int x, int depth) {
        int bit = x * depth;
        return (row[1 + bit / 8] & 255) >> 8 - depth - bit % 8 & (1 << depth) - 1;
    }
}
