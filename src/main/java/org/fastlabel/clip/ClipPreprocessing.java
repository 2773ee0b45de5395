package org.fastlabel.clip;

import java.util.Arrays;
import org.fastlabel.clip.ClipConfig.Fit;
import org.fastlabel.clip.ClipConfig.Margin;
import org.fastlabel.clip.ClipConfig.Preprocess;
import org.fastlabel.media.image.PillowResize;
import org.fastlabel.media.image.Raster;

/**
 * From a picture to the pixels that an image tower takes, in the order and rounding of the library that wrote the checkpoint
 * (Hugging Face's processor with Pillow, or open_clip's transform). One thing differs from open_clip: pictures with
 * transparency or a palette are RGB before they are resized here, afterwards there.
 */
final class ClipPreprocessing {

    private final Preprocess settings;
    /** What each level of each colour becomes. */
    private final float[][] tables = new float[3][256];

    ClipPreprocessing(Preprocess settings) {
        this.settings = settings;
        for (int c = 0; c < 3; c++) {
            for (int v = 0; v < 256; v++) {
                tables[c][v] = (v * settings.factor() - settings.mean()[c]) / settings.std()[c];
            }
        }
    }

    /** Resized and cropped: {@code crop × crop}. Where the resized picture is smaller, the fill level surrounds it. */
    Raster square(Raster image) {
        int crop = settings.crop();
        int width = resized(image.width(), image);
        int height = resized(image.height(), image);
        int left = offset(width - crop);
        int top = offset(height - crop);
        Raster window = PillowResize.window(image, settings.filter(), width, height, Math.max(left, 0), Math.max(top, 0),
                Math.min(crop, width), Math.min(crop, height));
        if (window.width() == crop && window.height() == crop) {
            return window;
        }
        byte[] rgb = new byte[crop * crop * 3];
        Arrays.fill(rgb, (byte) settings.fill());
        for (int y = 0; y < window.height(); y++) {
            System.arraycopy(window.rgb(), y * window.width() * 3, rgb, ((y + Math.max(-top, 0)) * crop + Math.max(-left, 0)) * 3,
                    window.width() * 3);
        }
        return new Raster(crop, crop, rgb);
    }

    /** What a side of the picture becomes. */
    private int resized(int side, Raster image) {
        int shorter = Math.min(image.width(), image.height());
        int longer = Math.max(image.width(), image.height());
        if (settings.fit() == Fit.SQUASH) {
            return settings.resize();
        } else if (settings.fit() == Fit.LONGEST) {
            // Divided twice, and halves to the even neighbour, as open_clip does.
            return Math.max(1, (int) Math.rint(side / ((double) longer / settings.resize())));
        }
        return Math.toIntExact((long) settings.resize() * side / shorter);
    }

    /** Where the crop begins. @param margin how much larger than the crop the picture is, or, negative, how much smaller */
    private int offset(int margin) {
        if (settings.margin() == Margin.DOWN) {
            return Math.floorDiv(margin, 2);
        }
        return margin < 0 ? -(-margin / 2) : (int) Math.rint(margin / 2.0);
    }

    /**
     * @param out    receives {@code 3 * crop * crop} values, channel by channel
     * @param offset where they start
     */
    void pixels(Raster image, float[] out, int offset) {
        normalised(square(image), out, offset);
    }

    /** The same from what {@link #square} gave. */
    void normalised(Raster square, float[] out, int offset) {
        byte[] rgb = square.rgb();
        int area = settings.crop() * settings.crop();
        for (int c = 0; c < 3; c++) {
            float[] table = tables[c];
            for (int i = 0; i < area; i++) {
                out[offset + c * area + i] = table[rgb[i * 3 + c] & 0xff];
            }
        }
    }

    int side() {
        return settings.crop();
    }
}
