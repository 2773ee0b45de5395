package org.fastlabel.dataset.sample;

import java.util.Arrays;
import org.fastlabel.media.image.Raster;

/**
 * Where a portrait is painted: three float planes on a scale of 0 to 255, and the head's own coordinates (origin between
 * the eyes and the nose, one unit about one pixel, tilted and scaled with the head). Edges are smoothed by the distance to
 * them. Not safe for several threads.
 */
final class Canvas {

    /** Side of a sample portrait in pixels. */
    static final int SIZE = 48;

    private final int size;
    private final float[][] planes;
    /** Head coordinates of the pixel centres. */
    private final float[] headX;
    private final float[] headY;
    private final Look look;
    private final float cos;
    private final float sin;

    Canvas(Look look) {
        this(look, SIZE, new float[3][SIZE * SIZE]);
    }

    /** A further head on the same canvas. */
    Canvas(Look look, Canvas below) {
        this(look, below.size, below.planes);
    }

    /** @param size side in pixels */
    Canvas(Look look, int size) {
        this(look, size, new float[3][size * size]);
    }

    private Canvas(Look look, int size, float[][] planes) {
        this.look = look;
        this.size = size;
        this.planes = planes;
        headX = new float[size * size];
        headY = new float[size * size];
        cos = (float) StrictMath.cos(look.tilt());
        sin = (float) StrictMath.sin(look.tilt());
        for (int pixel = 0; pixel < headX.length; pixel++) {
            float dx = (pixel % size + 0.5f - look.centerX()) / look.scale();
            float dy = (pixel / size + 0.5f - look.centerY()) / look.scale();
            headX[pixel] = dx * cos + dy * sin;
            headY[pixel] = dy * cos - dx * sin;
        }
    }

    void backdrop(int pixel, float[] color) {
        for (int c = 0; c < 3; c++) {
            planes[c][pixel] = color[c];
        }
    }

    /** Paints a shape that keeps within {@code reach} of (cx, cy), with a hard edge. */
    void fill(Shape shape, float cx, float cy, float reach, float[] color) {
        fill(shape, cx, cy, reach, color, 1, 1);
    }

    /**
     * Paints a shape and lights it: the side that faces the light is brighter.
     *
     * @param reach   radius around (cx, cy), in head units, that holds the whole shape with its soft edge
     * @param opacity 0 to 1
     * @param soft    width of the edge in pixels, at least 1
     */
    void fill(Shape shape, float cx, float cy, float reach, float[] color, float opacity, float soft) {
        float scale = look.scale();
        float px = look.centerX() + (cx * cos - cy * sin) * scale;
        float py = look.centerY() + (cx * sin + cy * cos) * scale;
        float radius = reach * scale + soft;
        int left = Math.max(0, (int) (px - radius));
        int right = Math.min(size - 1, (int) (px + radius));
        int top = Math.max(0, (int) (py - radius));
        int bottom = Math.min(size - 1, (int) (py + radius));
        float perUnit = scale / soft;
        float lightX = look.lightX() / reach;
        float lightY = look.lightY() / reach;
        for (int row = top; row <= bottom; row++) {
            for (int pixel = row * size + left; pixel <= row * size + right; pixel++) {
                float x = headX[pixel];
                float y = headY[pixel];
                float cover = Math.min(0.5f - shape.distance(x, y) * perUnit, 1) * opacity;
                if (cover > 0) {
                    blend(pixel, color, cover, 1 + (x - cx) * lightX + (y - cy) * lightY);
                }
            }
        }
    }

    private void blend(int pixel, float[] color, float cover, float light) {
        for (int c = 0; c < 3; c++) {
            planes[c][pixel] += (color[c] * light - planes[c][pixel]) * cover;
        }
    }

    /** What the camera makes of it: blur, exposure, colour cast, noise, 8 bits. */
    Raster develop(long seed) {
        Dice noise = new Dice(seed ^ 0x6E6F697365L);
        byte[] rgb = new byte[size * size * 3];
        for (int c = 0; c < 3; c++) {
            float[] plane = blurred(planes[c], look.blur());
            for (int i = 0; i < plane.length; i++) {
                float value = 128 + (plane[i] - 128) * look.contrast() + look.cast()[c];
                // The sum of two uniform values: near enough to a bell, and cheap.
                long bits = noise.next();
                value += (((bits >>> 40) + (bits & 0xFFFFFF)) * 0x1p-24f - 1) * look.noise();
                rgb[i * 3 + c] = (byte) Math.round(Math.min(Math.max(value, 0), 255));
            }
        }
        return new Raster(size, size, rgb);
    }

    /** Mixes each value with its four neighbours, {@code amount} (0 to 0.2) of each. */
    private float[] blurred(float[] plane, float amount) {
        if (amount <= 0) {
            return plane;
        }
        float[] result = Arrays.copyOf(plane, plane.length);
        for (int y = 1; y < size - 1; y++) {
            for (int x = 1; x < size - 1; x++) {
                int i = y * size + x;
                float around = plane[i - 1] + plane[i + 1] + plane[i - size] + plane[i + size];
                result[i] = plane[i] + (around - 4 * plane[i]) * amount;
            }
        }
        return result;
    }
}
