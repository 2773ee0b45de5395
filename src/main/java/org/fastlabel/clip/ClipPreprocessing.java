package org.fastlabel.clip;

import org.fastlabel.clip.ClipConfig.Preprocess;
import org.fastlabel.media.image.PillowResize;
import org.fastlabel.media.image.Raster;

/**
 * From a picture to the pixels that an image tower takes, in the order and rounding of Hugging Face's processor with
 * Pillow: shorter side to {@code resize} (the longer one truncated), centre crop, scale, normalise. Also open_clip
 * checkpoints are fed this way; their own transform differs by one pixel of crop for some sizes.
 */
final class ClipPreprocessing {

    private final Preprocess settings;

    ClipPreprocessing(Preprocess settings) {
        this.settings = settings;
    }

    /** Resized, not cropped. */
    Raster resize(Raster image) {
        int shorter = Math.min(image.width(), image.height());
        long longer = (long) settings.resize() * Math.max(image.width(), image.height()) / shorter;
        // A picture of extreme shape would become gigantic; only the middle of it is looked at, so cut before scaling.
        if (longer > 16L * settings.resize()) {
            return resize(middle(image, 15 * shorter));
        }
        return image.width() <= image.height()
                ? PillowResize.resize(image, settings.resize(), (int) longer)
                : PillowResize.resize(image, (int) longer, settings.resize());
    }

    private static Raster middle(Raster image, int length) {
        return image.width() > image.height() ? cut(image, (image.width() - length) / 2, 0, length, image.height())
                : cut(image, 0, (image.height() - length) / 2, image.width(), length);
    }

    private static Raster cut(Raster image, int left, int top, int width, int height) {
        byte[] rgb = new byte[width * height * 3];
        for (int y = 0; y < height; y++) {
            System.arraycopy(image.rgb(), ((top + y) * image.width() + left) * 3, rgb, y * width * 3, width * 3);
        }
        return new Raster(width, height, rgb);
    }

    /** Resized and cropped: {@code crop × crop}. Where the picture is smaller than the crop, black surrounds it. */
    Raster crop(Raster resized) {
        int n = settings.crop();
        int left = Math.floorDiv(resized.width() - n, 2);
        int top = Math.floorDiv(resized.height() - n, 2);
        if (left >= 0 && top >= 0) {
            return cut(resized, left, top, n, n);
        }
        byte[] rgb = new byte[n * n * 3];
        for (int y = Math.max(0, -top); y < Math.min(n, resized.height() - top); y++) {
            int from = Math.max(0, -left);
            int to = Math.min(n, resized.width() - left);
            System.arraycopy(resized.rgb(), ((y + top) * resized.width() + from + left) * 3, rgb, (y * n + from) * 3,
                    (to - from) * 3);
        }
        return new Raster(n, n, rgb);
    }

    /**
     * @param out    receives {@code 3 * crop * crop} values, channel by channel
     * @param offset where they start
     */
    void pixels(Raster image, float[] out, int offset) {
        byte[] rgb = crop(resize(image)).rgb();
        int area = settings.crop() * settings.crop();
        for (int c = 0; c < 3; c++) {
            float[] table = new float[256];
            for (int v = 0; v < 256; v++) {
                table[v] = (v * settings.factor() - settings.mean()[c]) / settings.std()[c];
            }
            for (int i = 0; i < area; i++) {
                out[offset + c * area + i] = table[rgb[i * 3 + c] & 0xff];
            }
        }
    }

    int side() {
        return settings.crop();
    }
}
