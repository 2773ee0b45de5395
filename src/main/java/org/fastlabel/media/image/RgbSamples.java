package org.fastlabel.media.image;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;

/**
 * From what ImageIO decodes to plain RGB bytes. Reads the stored samples and never {@code BufferedImage.getRGB}, which takes 8-bit
 * grey for linear light and applies a gamma, and converts by embedded profiles.
 */
final class RgbSamples {

    private RgbSamples() {
    }

    /** Takes over the memory of the image where it can: the image must not be used afterwards. */
    static Raster of(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        if (image.getType() == BufferedImage.TYPE_3BYTE_BGR) {
            byte[] data = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
            if (data.length == width * height * 3) {
                return new Raster(width, height, swapped(data));
            }
        }
        if (image.isAlphaPremultiplied()) {
            image.coerceData(false);
        }
        byte[] rgb = new byte[Math.toIntExact(3L * width * height)];
        ColorModel model = image.getColorModel();
        if (model instanceof IndexColorModel) {
            palette(image, (IndexColorModel) model, rgb);
        } else {
            direct(image, rgb);
        }
        return new Raster(width, height, rgb);
    }

    private static byte[] swapped(byte[] bgr) {
        for (int i = 0; i < bgr.length; i += 3) {
            byte blue = bgr[i];
            bgr[i] = bgr[i + 2];
            bgr[i + 2] = blue;
        }
        return bgr;
    }

    private static void palette(BufferedImage image, IndexColorModel model, byte[] rgb) {
        int[] row = new int[image.getWidth()];
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRaster().getSamples(0, y, row.length, 1, 0, row);
            int to = y * row.length * 3;
            for (int index : row) {
                rgb[to++] = (byte) model.getRed(index);
                rgb[to++] = (byte) model.getGreen(index);
                rgb[to++] = (byte) model.getBlue(index);
            }
        }
    }

    private static void direct(BufferedImage image, byte[] rgb) {
        java.awt.image.Raster raster = image.getRaster();
        int bands = raster.getNumBands();
        int[] depths = image.getSampleModel().getSampleSize();
        int[] row = new int[image.getWidth() * bands];
        for (int y = 0; y < image.getHeight(); y++) {
            raster.getPixels(0, y, image.getWidth(), 1, row);
            int to = y * image.getWidth() * 3;
            for (int x = 0; x < row.length; x += bands) {
                for (int c = 0; c < 3; c++) {
                    int band = bands < 3 ? 0 : c;
                    rgb[to++] = (byte) eight(row[x + band], depths[band]);
                }
            }
        }
    }

    private static int eight(int sample, int depth) {
        if (depth == 8) {
            return sample;
        }
        return depth > 8 ? sample >> depth - 8 : sample * 255 / ((1 << depth) - 1);
    }
}
