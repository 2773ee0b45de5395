package org.fastlabel.media.image;

import java.util.Arrays;

/**
 * Bicubic resizing, bit for bit as Pillow computes it on 8-bit pictures: a = -0.5, the filter widened when shrinking
 * (antialias), sample centres at (i + 0.5) · scale, the window clipped to the picture and the weights renormalised and rounded
 * to 22 fractional bits; first across, rounded to 8 bits, then down; a direction whose size does not change is left alone.
 * CLIP's embeddings differ visibly with any other resampling. Stateless: safe from any thread.
 */
public final class PillowResize {

    private static final int BITS = 22;
    private static final int HALF = 1 << BITS - 1;
    private static final double SUPPORT = 2;

    private PillowResize() {
    }

    /** @return a picture of exactly the given size; the same one when it has that size already */
    public static Raster resize(Raster picture, int width, int height) {
        return resize(picture, width, height, 0, 0, width, height);
    }

    /** CLIP's first step: the shorter side becomes {@code size}, the longer one {@code size * long / short}, cut off. */
    public static Raster shorterSide(Raster picture, int size) {
        return resize(picture, scaled(picture.width(), picture, size), scaled(picture.height(), picture, size));
    }

    /**
     * CLIP's first two steps, {@link #shorterSide} and the crop of the middle square. Computes only the pixels that remain, so
     * a picture of 20000×1 is no danger.
     *
     * @return a picture of {@code size}×{@code size}
     */
    public static Raster shorterSideAndCrop(Raster picture, int size) {
        int width = scaled(picture.width(), picture, size);
        int height = scaled(picture.height(), picture, size);
        return resize(picture, width, height, (width - size) / 2, (height - size) / 2, size, size);
    }

    private static int scaled(int side, Raster picture, int size) {
        return Math.toIntExact((long) size * side / Math.min(picture.width(), picture.height()));
    }

    /** The window (left, top, width, height) of the picture that {@link #resize} to (toWidth, toHeight) would give. */
    private static Raster resize(Raster picture, int toWidth, int toHeight, int left, int top, int width, int height) {
        Weights down = Weights.of(picture.height(), toHeight, top, height);
        int first = down.first();
        Raster across = across(picture, Weights.of(picture.width(), toWidth, left, width), first, down.last());
        return down(across, down, first);
    }

    /** Resizes rows {@code fromRow} (inclusive) to {@code toRow} (exclusive) to the width of the weights. */
    private static Raster across(Raster picture, Weights weights, int fromRow, int toRow) {
        int rows = toRow - fromRow;
        int width = weights.count();
        if (weights.isIdentity()) {
            if (width == picture.width() && rows == picture.height()) {
                return picture;
            }
            byte[] rgb = new byte[Math.toIntExact(3L * width * rows)];
            for (int y = 0; y < rows; y++) {
                System.arraycopy(picture.rgb(), ((y + fromRow) * picture.width() + weights.start(0)) * 3, rgb, y * width * 3,
                        width * 3);
            }
            return new Raster(width, rows, rgb);
        }
        byte[] from = picture.rgb();
        byte[] to = new byte[Math.toIntExact(3L * width * rows)];
        int at = 0;
        for (int y = fromRow; y < toRow; y++) {
            int row = y * picture.width() * 3;
            for (int x = 0; x < width; x++) {
                int[] kernel = weights.kernel(x);
                int pixel = row + weights.start(x) * 3;
                int r = HALF;
                int g = HALF;
                int b = HALF;
                for (int weight : kernel) {
                    r += (from[pixel] & 255) * weight;
                    g += (from[pixel + 1] & 255) * weight;
                    b += (from[pixel + 2] & 255) * weight;
                    pixel += 3;
                }
                to[at++] = clip(r);
                to[at++] = clip(g);
                to[at++] = clip(b);
            }
        }
        return new Raster(width, rows, to);
    }

    /** @param firstRow which row of the whole picture the first row here is */
    private static Raster down(Raster picture, Weights weights, int firstRow) {
        int height = weights.count();
        int row = picture.width() * 3;
        if (weights.isIdentity()) {
            int offset = (weights.start(0) - firstRow) * row;
            return offset == 0 && height == picture.height() ? picture
                    : new Raster(picture.width(), height, Arrays.copyOfRange(picture.rgb(), offset, offset + height * row));
        }
        byte[] from = picture.rgb();
        byte[] to = new byte[Math.multiplyExact(row, height)];
        int[] sums = new int[row];
        for (int y = 0; y < height; y++) {
            Arrays.fill(sums, HALF);
            int source = (weights.start(y) - firstRow) * row;
            for (int weight : weights.kernel(y)) {
                for (int i = 0; i < row; i++) {
                    sums[i] += (from[source + i] & 255) * weight;
                }
                source += row;
            }
            for (int i = 0; i < row; i++) {
                to[y * row + i] = clip(sums[i]);
            }
        }
        return new Raster(picture.width(), height, to);
    }

    private static byte clip(int sum) {
        return (byte) Math.min(Math.max(sum >> BITS, 0), 255);
    }

    /**
     * For each output sample of one direction the first input sample and the weights from there on.
     *
     * @param kernels {@code null} when the size does not change
     */
    private record Weights(int[] starts, int[][] kernels) {

        static Weights of(int from, int to, int offset, int count) {
            if (from == to) {
                int[] starts = new int[count];
                Arrays.setAll(starts, i -> offset + i);
                return new Weights(starts, null);
            }
            double scale = (double) from / to;
            double widened = Math.max(scale, 1);
            double support = SUPPORT * widened;
            int[] starts = new int[count];
            int[][] kernels = new int[count][];
            for (int i = 0; i < count; i++) {
                double center = (offset + i + 0.5) * scale;
                starts[i] = Math.max((int) (center - support + 0.5), 0);
                int end = Math.min((int) (center + support + 0.5), from);
                kernels[i] = kernel(starts[i], end, center, 1 / widened);
            }
            return new Weights(starts, kernels);
        }

        private static int[] kernel(int start, int end, double center, double shrink) {
            double[] weights = new double[end - start];
            double sum = 0;
            for (int k = 0; k < weights.length; k++) {
                weights[k] = bicubic((k + start - center + 0.5) * shrink);
                sum += weights[k];
            }
            int[] result = new int[weights.length];
            for (int k = 0; k < weights.length; k++) {
                double weight = (sum == 0 ? weights[k] : weights[k] / sum) * (1 << BITS);
                // The cast cuts towards zero, so this rounds half away from zero.
                result[k] = (int) (weight < 0 ? weight - 0.5 : weight + 0.5);
            }
            return result;
        }

        /** Keys' cubic with a = -0.5. */
        private static double bicubic(double at) {
            double x = Math.abs(at);
            if (x < 1) {
                return (1.5 * x - 2.5) * x * x + 1;
            }
            return x < 2 ? (((x - 5) * x + 8) * x - 4) * -0.5 : 0;
        }

        int count() {
            return starts.length;
        }

        boolean isIdentity() {
            return kernels == null;
        }

        int start(int i) {
            return starts[i];
        }

        int[] kernel(int i) {
            return kernels[i];
        }

        /** First input sample that counts. */
        int first() {
            return starts[0];
        }

        /** The one after the last input sample that counts. */
        int last() {
            int i = starts.length - 1;
            return starts[i] + (kernels == null ? 1 : kernels[i].length);
        }
    }
}
