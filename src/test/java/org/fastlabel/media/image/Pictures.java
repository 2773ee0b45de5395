package org.fastlabel.media.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Good and bad files for the tests, made on the spot. */
public final class Pictures {

    private Pictures() {
    }

    /** A picture whose pixels tell where they are: red grows to the right, green downwards, blue is 200. */
    public static Raster ramp(int width, int height) {
        byte[] rgb = new byte[width * height * 3];
        for (int i = 0; i < width * height; i++) {
            rgb[i * 3] = (byte) (i % width * 255 / Math.max(1, width - 1));
            rgb[i * 3 + 1] = (byte) (i / width * 255 / Math.max(1, height - 1));
            rgb[i * 3 + 2] = (byte) 200;
        }
        return new Raster(width, height, rgb);
    }

    public static byte[] png(int width, int height) {
        return PngWriter.write(ramp(width, height));
    }

    public static byte[] jpeg(int width, int height) {
        return Thumbnails.encode(ramp(width, height), Integer.MAX_VALUE);
    }

    static byte[] encoded(BufferedImage image, String format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, out)) {
                throw new IllegalArgumentException(format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** A PNG that declares a size and holds next to nothing. */
    public static byte[] declaring(int width, int height, int depth, int colorType) {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.writeBytes(Arrays.copyOf(png(1, 1), 8));
        png.writeBytes(chunk("IHDR", ByteBuffer.allocate(13).putInt(width).putInt(height)
                .put(new byte[] {(byte) depth, (byte) colorType, 0, 0, 0}).array()));
        png.writeBytes(chunk("IDAT", new byte[] {0x78, (byte) 0x9C, 3, 0, 0, 0, 0, 1}));
        png.writeBytes(chunk("IEND", new byte[0]));
        return png.toByteArray();
    }

    static byte[] chunk(String type, byte[] data) {
        ByteBuffer chunk = ByteBuffer.allocate(12 + data.length).putInt(data.length)
                .put(type.getBytes(StandardCharsets.US_ASCII)).put(data);
        CRC32 crc = new CRC32();
        crc.update(chunk.array(), 4, 4 + data.length);
        return chunk.putInt((int) crc.getValue()).array();
    }

    /** Puts a segment behind the start marker of a JPEG. */
    static byte[] withSegment(byte[] jpeg, int marker, byte[] data) {
        return ByteBuffer.allocate(jpeg.length + 4 + data.length).put(jpeg, 0, 2).put((byte) 0xFF).put((byte) marker)
                .putShort((short) (data.length + 2)).put(data).put(jpeg, 2, jpeg.length - 2).array();
    }

    /** EXIF data with nothing but an orientation, big-endian. */
    static byte[] exif(int orientation) {
        return ByteBuffer.allocate(6 + 8 + 2 + 12 + 4).put("Exif\0\0".getBytes(StandardCharsets.US_ASCII))
                .putInt(0x4D4D002A).putInt(8).putShort((short) 1)
                .putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation).putShort((short) 0)
                .putInt(0).array();
    }
}
