package org.fastlabel.media.image;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Small files for the cards of the pages. Stateless: safe from any thread. */
public final class Thumbnails {

    /** Up to this longest side PNG is small as well, and JPEG would smear what little there is. */
    private static final int PNG_SIDE = 64;
    private static final float QUALITY = 0.85f;

    private Thumbnails() {
    }

    /**
     * Shrinks to a longest side of at most {@code maxSide}; smaller pictures stay as they are.
     *
     * @return a PNG when the result is at most {@value #PNG_SIDE} on its longest side, else a JPEG ({@link PictureFormat#of})
     */
    public static byte[] encode(Raster picture, int maxSide) {
        int longest = Math.max(picture.width(), picture.height());
        Raster small = picture;
        if (longest > maxSide) {
            small = PillowResize.resize(picture, side(picture.width(), maxSide, longest),
                    side(picture.height(), maxSide, longest));
        }
        return Math.max(small.width(), small.height()) <= PNG_SIDE ? PngWriter.write(small) : jpeg(small);
    }

    private static int side(int side, int maxSide, int longest) {
        return (int) Math.max(1, Math.round((double) side * maxSide / longest));
    }

    private static byte[] jpeg(Raster picture) {
        BufferedImage image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_3BYTE_BGR);
        byte[] bgr = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        byte[] rgb = picture.rgb();
        for (int i = 0; i < rgb.length; i += 3) {
            bgr[i] = rgb[i + 2];
            bgr[i + 1] = rgb[i + 1];
            bgr[i + 2] = rgb[i];
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(rgb.length / 8 + 1024);
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            ImageWriter writer = Codecs.jpegWriter();
            try {
                ImageWriteParam param = writer.getDefaultWriteParam();
                param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                param.setCompressionQuality(QUALITY);
                writer.setOutput(stream);
                writer.write(null, new IIOImage(image, null, null), param);
            } finally {
                writer.dispose();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a picture in memory could not be written", e);
        }
        return out.toByteArray();
    }
}
