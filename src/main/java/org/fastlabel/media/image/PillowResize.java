package org.fastlabel.media.image;

import java.util.Arrays;

/**
 * Resizing, bit for bit as Pillow computes it on 8-bit pictures: the filter widened when shrinking (antialias), sample centres
 * at (i + 0.5) · scale, the window clipped to the picture and the weights renormalised and rounded to 22 fractional bits;
 * first across, rounded to 8 bits, then down; a direction whose size does not change is left alone. CLIP's embeddings differ
 * visibly with any other resampling. Stateless: safe from any thread.
 */
public final class PillowResize {

    private static final int HALF = 1 << ResizeWeights.BITS - 1;

    private PillowResize() {
    }

    /** Bicubic. @return a picture of exactly the given size; the same one when it has that size already */
    public static Raster resize(Raster picture, int width, int height) {
        return window(picture, ResizeFilter.BICUBIC, width, height, 0, 0, width, height);
    }

    /**
     * Resizes and cuts out. Computes only the pixels that remain, so that a picture of 20000×1 is no danger.
     *
     * @param toWidth  of the whole resized picture
     * @param toHeight of the whole resized picture
     * @param left     where in it the window begins, which must lie inside
     * @param top      where in it the window begins
     * @return a picture of {@code width}×{@code height}
     */
    public static Raster window(Raster picture, ResizeFilter filter, int toWidth, int toHeight, int left, int top, int width,
                                int height) {
        if (left < 0 || top < 0 || left > toWidth - width || top > toHeight - height) {
            throw new IllegalArgumentException("window " + width + "x" + height + "+" + left + "+" + top + " of " + toWidth + "x"
                    + toHeight);
        }
        if (toWidth == picture.width() && toHeight == picture.height() && width == toWidth && height == toHeight) {
            return picture;
        }
        ResizeWeights across = ResizeWeights.of(filter, picture.width(), toWidth, left, width);
        ResizeWeights down = ResizeWeights.of(filter, picture.height(), toHeight, top, height);
        Rows rows = new Rows(picture, across, down.stride());
        int row = 3 * width;
        byte[] rgb = new byte[Math.multiplyExact(row, height)];
        int[] sums = new int[row];
        for (int y = 0; y < height; y++) {
            int start = down.starts()[y];
            if (down.isCopy()) {
                narrow(rows.get(start), 0, rgb, y * row);
            } else {
                Arrays.fill(sums, HALF);
                for (int k = 0; k < down.lengths()[y]; k++) {
                    add(rows.get(start + k), down.weights()[y * down.stride() + k], sums);
                }
                narrow(sums, ResizeWeights.BITS, rgb, y * row);
            }
        }
        return new Raster(width, height, rgb);
    }

    private static void add(int[] values, int weight, int[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += values[i] * weight;
        }
    }

    private static void narrow(int[] values, int bits, byte[] out, int at) {
        for (int i = 0; i < values.length; i++) {
            out[at + i] = (byte) clip(values[i] >> bits);
        }
    }

    private static int clip(int level) {
        return Math.min(Math.max(level, 0), 255);
    }

    /** The rows of a picture, resized across. Keeps as many as one output row needs; asks go downwards, at most so many back. */
    private static final class Rows {

        private final Raster picture;
        private final ResizeWeights across;
        private final int[][] kept;
        private int next;

        Rows(Raster picture, ResizeWeights across, int keep) {
            this.picture = picture;
            this.across = across;
            this.kept = new int[keep][3 * across.starts().length];
        }

        /** @return levels 0 … 255, three per pixel */
        int[] get(int y) {
            int[] row = kept[y % kept.length];
            if (y >= next) {
                resize(y, row);
                next = y + 1;
            }
            return row;
        }

        private void resize(int y, int[] out) {
            byte[] from = picture.rgb();
            int[] weights = across.weights();
            int row = y * picture.width() * 3;
            int at = 0;
            for (int x = 0; at < out.length; x++) {
                int pixel = row + across.starts()[x] * 3;
                if (weights == null) {
                    out[at] = from[pixel] & 255;
                    out[at + 1] = from[pixel + 1] & 255;
                    out[at + 2] = from[pixel + 2] & 255;
                } else {
                    int r = HALF;
                    int g = HALF;
                    int b = HALF;
                    int kernel = x * across.stride();
                    for (int end = kernel + across.lengths()[x]; kernel < end; kernel++) {
                        int weight = weights[kernel];
                        r += (from[pixel] & 255) * weight;
                        g += (from[pixel + 1] & 255) * weight;
                        b += (from[pixel + 2] & 255) * weight;
                        pixel += 3;
                    }
                    out[at] = clip(r >> ResizeWeights.BITS);
                    out[at + 1] = clip(g >> ResizeWeights.BITS);
                    out[at + 2] = clip(b >> ResizeWeights.BITS);
                }
                at += 3;
            }
        }
    }
}
