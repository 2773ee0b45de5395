package org.fastlabel.it;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Pictures for tests: discs (positive, by file name) and crosses (negative) on changing grounds, and files that do harm. */
public final class TestPictures {

    private static final int SIDE = 64;

    private TestPictures() {
    }

    /** A disc for even numbers, a cross for odd ones; colours, place and size vary by the number alone. */
    public static BufferedImage draw(int number, int side) {
        Random random = new Random(number * 7919L);
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setColor(new Color(random.nextInt(120), random.nextInt(120), random.nextInt(120)));
        g.fillRect(0, 0, side, side);
        g.setColor(new Color(135 + random.nextInt(120), 135 + random.nextInt(120), 135 + random.nextInt(120)));
        int size = side / 2 + random.nextInt(Math.max(1, side / 4));
        int x = random.nextInt(side - size);
        int y = random.nextInt(side - size);
        if (number % 2 == 0) {
            g.fillOval(x, y, size, size);
        } else {
            g.fillRect(x, y + size * 2 / 5, size, size / 5);
            g.fillRect(x + size * 2 / 5, y, size / 5, size);
        }
        g.dispose();
        return image;
    }

    /** {@code disc-0.png}, {@code cross-1.png}, … */
    public static String name(int number) {
        return (number % 2 == 0 ? "disc-" : "cross-") + number + ".png";
    }

    public static boolean positive(String filename) {
        return filename.contains("disc");
    }

    /** Writes pictures {@code from} to {@code to - 1} into a folder, made where missing. */
    public static Path folder(Path folder, int from, int to) {
        for (int i = from; i < to; i++) {
            write(folder.resolve(name(i)), png(i));
        }
        return folder;
    }

    public static byte[] png(int number) {
        return encoded(draw(number, SIDE), "png");
    }

    public static byte[] jpeg(int number) {
        return encoded(draw(number, SIDE), "jpg");
    }

    /** A sheet of so many columns and rows of tiles. */
    public static Path sheet(Path file, int columns, int rows, int tile) {
        BufferedImage sheet = new BufferedImage(columns * tile, rows * tile, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = sheet.createGraphics();
        for (int i = 0; i < columns * rows; i++) {
            g.drawImage(draw(i, tile), i % columns * tile, i / columns * tile, null);
        }
        g.dispose();
        return write(file, encoded(sheet, "png"));
    }

    public static byte[] encoded(BufferedImage image, String format) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(image, format, out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public static byte[] first(byte[] bytes, int count) {
        return Arrays.copyOf(bytes, count);
    }

    /** A PNG of a few bytes that declares this many pixels. */
    public static byte[] bomb(int width, int height) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            DataOutputStream png = new DataOutputStream(out);
            png.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 26, '\n'});
            ByteArrayOutputStream header = new ByteArrayOutputStream();
            DataOutputStream fields = new DataOutputStream(header);
            fields.writeInt(width);
            fields.writeInt(height);
            fields.write(new byte[] {8, 2, 0, 0, 0});
            chunk(png, "IHDR", header.toByteArray());
            chunk(png, "IDAT", new byte[] {0x78, (byte) 0x9c, 3, 0, 0, 0, 0, 1});
            chunk(png, "IEND", new byte[0]);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        out.writeInt(data.length);
        out.write(name);
        out.write(data);
        out.writeInt((int) crc.getValue());
    }

    public static Path write(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.getParent());
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
