package org.fastlabel.media.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.media.image.ImageReading.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageReadingTest {

    private static final String LOSSLESS_WEBP = "UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==";

    @TempDir
    Path dir;

    @Test
    void aPngComesBackAsItWas() {
        Raster ramp = Pictures.ramp(37, 11);
        assertArrayEquals(ramp.rgb(), read(PngWriter.write(ramp)).rgb());
    }

    @Test
    void interlacedPngIsReadToo() throws IOException {
        BufferedImage image = new BufferedImage(9, 7, BufferedImage.TYPE_3BYTE_BGR);
        for (int i = 0; i < 63; i++) {
            image.setRGB(i % 9, i / 9, 0x030507 * i);
        }
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ImageWriteParam param = writer.getDefaultWriteParam();
        param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (var stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), param);
        }
        assertEquals(1, out.toByteArray()[28], "interlaced");
        assertPixels(image, read(out.toByteArray()), "interlaced");
        byte[] damaged = out.toByteArray();
        damaged[damaged.length - 20] ^= 1;
        assertUnreadable(damaged);
    }

    @Test
    void greyIsReplicatedWithoutGamma() {
        BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 256; i++) {
            image.getRaster().setSample(i % 16, i / 16, 0, i);
        }
        for (String format : new String[] {"png", "bmp"}) {
            byte[] rgb = read(Pictures.encoded(image, format)).rgb();
            for (int i = 0; i < rgb.length; i++) {
                assertEquals(i / 3, rgb[i] & 255, format);
            }
        }
        byte[] rgb = read(Pictures.encoded(image, "jpeg")).rgb();
        for (int i = 0; i < rgb.length; i++) {
            assertEquals(i / 3, rgb[i] & 255, 6, "jpeg");
        }
    }

    @Test
    void sixteenBitsKeepTheUpperEight() {
        BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_USHORT_GRAY);
        image.getRaster().setSample(0, 0, 0, 0);
        image.getRaster().setSample(1, 0, 0, 0x80FF);
        image.getRaster().setSample(2, 0, 0, 0xFFFF);
        byte[] rgb = read(Pictures.encoded(image, "png")).rgb();
        assertArrayEquals(new byte[] {0, 0, 0, (byte) 128, (byte) 128, (byte) 128, -1, -1, -1}, rgb);
    }

    @Test
    void oneBitAndPalettesAreExpanded() {
        BufferedImage bits = new BufferedImage(11, 2, BufferedImage.TYPE_BYTE_BINARY);
        bits.setRGB(9, 1, 0xFFFFFF);
        assertPixels(bits, read(Pictures.encoded(bits, "png")), "1 bit");
        // More than 16 colours: the JDK's own BMP writer spoils smaller palettes.
        byte[] reds = new byte[40];
        byte[] rest = new byte[40];
        for (int i = 0; i < 40; i++) {
            reds[i] = (byte) (6 * i);
            rest[i] = (byte) (255 - i);
        }
        BufferedImage palette = new BufferedImage(9, 8, BufferedImage.TYPE_BYTE_INDEXED, new IndexColorModel(8, 40, reds, rest, reds));
        palette.getRaster().setSample(4, 2, 0, 39);
        palette.getRaster().setSample(3, 2, 0, 21);
        for (String format : new String[] {"png", "gif", "bmp"}) {
            assertPixels(palette, read(Pictures.encoded(palette, format)), format);
        }
    }

    @Test
    void alphaIsDroppedAndNotComposited() {
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_4BYTE_ABGR);
        image.setRGB(0, 0, new Color(10, 20, 30, 0).getRGB());
        image.setRGB(1, 0, new Color(40, 50, 60, 128).getRGB());
        assertArrayEquals(new byte[] {10, 20, 30, 40, 50, 60}, read(Pictures.encoded(image, "png")).rgb());
    }

    @Test
    void webpIsReadWithAndWithoutLoss() {
        byte[] lossless = Base64.getDecoder().decode(LOSSLESS_WEBP);
        byte[] lossy = Base64.getDecoder().decode("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA");
        assertEquals(1, read(lossless).width());
        assertEquals(1, read(lossy).height());
    }

    /** The readers are chosen by the program, not by what the caller's class loader happens to see. */
    @Test
    void theContextClassLoaderDoesNotMatter() {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            webpIsReadWithAndWithoutLoss();
            assertEquals(80, read(Pictures.jpeg(80, 40)).width());
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Test
    void anEmbeddedProfileChangesNothing() {
        byte[] plain = Pictures.jpeg(80, 40);
        byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
        byte[] data = ByteBuffer.allocate(14 + profile.length).put("ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 1).put((byte) 1).put(profile).array();
        assertArrayEquals(read(plain).rgb(), read(Pictures.withSegment(plain, 0xE2, data)).rgb());
    }

    @Test
    void aProfileInWebpChangesNothingEither() {
        byte[] plain = Base64.getDecoder().decode(LOSSLESS_WEBP);
        byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
        int padded = profile.length + (profile.length & 1);
        byte[] extended = ByteBuffer.allocate(plain.length + 18 + 8 + padded).order(ByteOrder.LITTLE_ENDIAN).put(plain, 0, 4)
                .putInt(plain.length - 8 + 18 + 8 + padded).put(plain, 8, 4)
                .put("VP8X".getBytes(StandardCharsets.US_ASCII)).putInt(10).put(new byte[] {0x30, 0, 0, 0, 0, 0, 0, 0, 0, 0})
                .put("ICCP".getBytes(StandardCharsets.US_ASCII)).putInt(profile.length)
                .put(Arrays.copyOf(profile, padded)).put(plain, 12, plain.length - 12).array();
        assertArrayEquals(read(plain).rgb(), read(extended).rgb());
    }

    @Test
    void jpegIsTurnedUprightByItsOrientation() {
        byte[] plain = Pictures.jpeg(80, 40);
        Raster upright = read(plain);
        // Where each orientation stores the pixel that is shown at the upper left: x and y in units of the far edge.
        int[][] corner = {{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}, {0, 1}, {1, 1}, {1, 0}};
        for (int orientation = 1; orientation <= 8; orientation++) {
            Raster turned = read(Pictures.withSegment(plain, 0xE1, Pictures.exif(orientation)));
            boolean swapped = orientation > 4;
            assertEquals(swapped ? 40 : 80, turned.width(), "orientation " + orientation);
            int from = corner[orientation - 1][1] * 39 * 80 + corner[orientation - 1][0] * 79;
            assertArrayEquals(Arrays.copyOfRange(upright.rgb(), from * 3, from * 3 + 3), Arrays.copyOf(turned.rgb(), 3),
                    "orientation " + orientation);
        }
        assertEquals(80, read(Pictures.withSegment(plain, 0xE1, Pictures.exif(99))).width());
        assertEquals(80, read(Pictures.withSegment(plain, 0xE1, Arrays.copyOf(Pictures.exif(6), 20))).width());
    }

    @Test
    void theContentDecidesAndNotTheName() throws IOException {
        Path file = Files.write(dir.resolve("really-jpeg.png"), Pictures.jpeg(80, 40));
        assertEquals(80, ImageReading.read(file).width());
        assertEquals(40, ImageReading.size(file).height());
    }

    @Test
    void badFilesAreUnreadableAndNothingWorse() {
        byte[] png = Pictures.png(64, 64);
        byte[] jpeg = Pictures.jpeg(120, 90);
        byte[] badChecksum = png.clone();
        badChecksum[png.length - 13] ^= 1;
        byte[] badPixels = png.clone();
        badPixels[60] ^= 0x55;
        Map<String, byte[]> bad = new LinkedHashMap<>();
        bad.put("empty", new byte[0]);
        bad.put("one byte", new byte[] {(byte) 0x89});
        bad.put("text", "just text".getBytes(StandardCharsets.US_ASCII));
        bad.put("page", "<!DOCTYPE html><script>alert(1)</script>".getBytes(StandardCharsets.US_ASCII));
        bad.put("svg", "<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(StandardCharsets.US_ASCII));
        bad.put("cut in the header", Arrays.copyOf(png, 20));
        bad.put("cut in the pixels", Arrays.copyOf(png, png.length / 2));
        bad.put("without end", Arrays.copyOf(png, png.length - 12));
        bad.put("wrong checksum", badChecksum);
        bad.put("changed pixels", badPixels);
        bad.put("cut JPEG", Arrays.copyOf(jpeg, jpeg.length / 2));
        bad.put("head of a JPEG", Arrays.copyOf(jpeg, 20));
        bad.put("zero size", Pictures.declaring(0, 0, 8, 2));
        bad.put("largest size", Pictures.declaring(Integer.MAX_VALUE, Integer.MAX_VALUE, 8, 6));
        bad.put("negative size", Pictures.declaring(-5, 5, 8, 2));
        bad.put("0.9 gigapixels of 1 bit", Pictures.declaring(30000, 30000, 1, 0));
        bad.put("too few pixels", Pictures.declaring(50, 50, 8, 2));
        bad.put("impossible depth", Pictures.declaring(5, 5, 3, 2));
        bad.put("no palette", Pictures.declaring(5, 5, 8, 3));
        for (String start : new String[] {"GIF89a", "BM", "RIFF\1\0\0\0WEBP", "\u00FF\u00D8\u00FF"}) {
            byte[] bytes = Arrays.copyOf(start.getBytes(StandardCharsets.ISO_8859_1), 40);
            bad.put("only a start of " + start, bytes);
        }
        bad.forEach((name, bytes) -> {
            InvalidInput refusal = assertThrows(InvalidInput.class, () -> read(bytes), name);
            assertEquals("unreadable-item", refusal.code(), name);
        });
    }

    @Test
    void randomDamageNeverDoesWorse() {
        byte[][] good = {Pictures.png(40, 30), Pictures.jpeg(90, 70), Pictures.encoded(new BufferedImage(40, 30, 1), "gif"),
            Pictures.encoded(new BufferedImage(40, 30, 1), "bmp")};
        var random = new Random(7);
        for (int round = 0; round < 400; round++) {
            byte[] bytes = good[round % good.length].clone();
            for (int i = 0; i < 4; i++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                read(bytes);
            } catch (InvalidInput e) {
                assertEquals("unreadable-item", e.code());
            }
        }
    }

    @Test
    void limitsAreCheckedBeforeDecoding() throws IOException {
        byte[] png = Pictures.png(64, 64);
        assertThrows(InvalidInput.class, () -> ImageReading.read(png, new Limits(64 * 64 - 1, 1 << 20)));
        assertEquals(64, ImageReading.read(png, new Limits(64 * 64, 1 << 20)).width());
        Path file = Files.write(dir.resolve("secret-name.png"), png);
        InvalidInput refusal = assertThrows(InvalidInput.class, () -> ImageReading.bytes(file, new Limits(1 << 20, 100)));
        assertFalse(refusal.getMessage().contains("secret-name"), refusal.getMessage());
        refusal = assertThrows(InvalidInput.class, () -> ImageReading.read(dir.resolve("absent.png")));
        assertFalse(refusal.getMessage().contains("absent"), refusal.getMessage());
    }

    @Test
    void bandsGiveTheSameRows() throws IOException {
        byte[] jpeg = Pictures.jpeg(90, 70);
        Path file = Files.write(dir.resolve("sheet.jpg"), jpeg);
        byte[] rgb = new byte[90 * 70 * 3];
        try (PictureRows rows = PictureRows.open(file, Limits.SHEET)) {
            for (int y = 0; y < rows.height(); y++) {
                rows.read(rgb, y * 90 * 3);
            }
            rows.verify();
        }
        assertArrayEquals(read(jpeg).rgb(), rgb);
    }

    @Test
    void thumbnailsAreSmallAndNeverEnlarged() {
        byte[] small = Thumbnails.encode(Pictures.ramp(48, 48), 140);
        assertEquals(PictureFormat.PNG, PictureFormat.of(small).orElseThrow());
        assertEquals(48, read(small).width());
        byte[] large = Thumbnails.encode(Pictures.ramp(400, 300), 200);
        assertEquals(PictureFormat.JPEG, PictureFormat.of(large).orElseThrow());
        assertEquals(200, read(large).width());
        assertEquals(150, read(large).height());
        assertTrue(large.length < 20_000);
        assertEquals(1, read(Thumbnails.encode(Pictures.ramp(20000, 1), 256)).height());
    }

    private static Raster read(byte[] bytes) {
        return ImageReading.read(bytes, Limits.DEFAULT);
    }

    private static void assertUnreadable(byte[] bytes) {
        assertEquals("unreadable-item", assertThrows(InvalidInput.class, () -> read(bytes)).code());
    }

    private static void assertPixels(BufferedImage expected, Raster actual, String what) {
        for (int i = 0; i < expected.getWidth() * expected.getHeight(); i++) {
            int rgb = (actual.rgb()[i * 3] & 255) << 16 | (actual.rgb()[i * 3 + 1] & 255) << 8 | actual.rgb()[i * 3 + 2] & 255;
            assertEquals(expected.getRGB(i % expected.getWidth(), i / expected.getWidth()) & 0xFFFFFF, rgb, what + " pixel " + i);
        }
    }
}
