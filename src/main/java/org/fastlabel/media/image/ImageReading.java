package org.fastlabel.media.image;

import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.fastlabel.api.InvalidInput;

/**
 * Reads pictures that may be anything. The format is decided by content; the declared size is checked before a pixel is
 * decoded; every failure is {@code InvalidInput("unreadable-item")} with a message for the person that names no path.
 * Stateless: safe from any thread.
 */
public final class ImageReading {

    private static final Logger LOG = System.getLogger(ImageReading.class.getName());
    /** Beyond this many pixels pictures are decoded one after the other, so that a folder of huge ones fits into the heap. */
    private static final long LARGE_PIXELS = 12_000_000;
    private static final Semaphore LARGE = new Semaphore(1);

    /**
     * @param pixels most pixels of a picture, width times height
     * @param bytes  most bytes of a file
     */
    public record Limits(long pixels, long bytes) {

        /** 64 megapixels and 64 MB. */
        public static final Limits DEFAULT = new Limits(64_000_000, 64L << 20);
        /** For one picture that holds a whole data set: 200 megapixels and 512 MB. */
        public static final Limits SHEET = new Limits(200_000_000, 512L << 20);
    }

    /** Width and height in pixels as stored, before any orientation is applied. */
    public record Size(int width, int height) {

        public long pixels() {
            return (long) width * height;
        }
    }

    private ImageReading() {
    }

    /** All bytes of a file, if they are not more than {@code limits} allow. */
    public static byte[] bytes(Path file, Limits limits) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes((int) Math.min(limits.bytes() + 1, Integer.MAX_VALUE - 8));
            if (bytes.length > limits.bytes()) {
                throw unreadable("The file is larger than " + (limits.bytes() >> 20) + " MB.", null);
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw unreadable("The file is no longer there.", e);
        } catch (IOException | SecurityException e) {
            throw unreadable("The file cannot be read.", e);
        }
    }

    /** {@link #read(byte[], Limits)} with the default limits. */
    public static Raster read(Path file) {
        return read(bytes(file, Limits.DEFAULT), Limits.DEFAULT);
    }

    /**
     * Decodes a picture to RGB as Pillow's {@code convert("RGB")} does: alpha is dropped and not composited, grey is
     * replicated, a palette expanded, of 16 bits the upper 8 are kept, embedded colour profiles are ignored. Of an animation
     * the first frame counts. A JPEG is turned upright by its EXIF orientation, as browsers show it.
     */
    public static Raster read(byte[] file, Limits limits) {
        PictureFormat format = format(file);
        boolean large = false;
        try {
            Size size = size(file, format);
            check(size, limits);
            large = size.pixels() > LARGE_PIXELS;
            if (large) {
                LARGE.acquireUninterruptibly();
            }
            if (format == PictureFormat.JPEG) {
                return ExifOrientation.of(file).upright(decode(file, format, limits));
            }
            return format == PictureFormat.PNG ? png(file, limits) : decode(file, format, limits);
        } catch (IOException | RuntimeException e) {
            throw damaged(e);
        } finally {
            if (large) {
                LARGE.release();
            }
        }
    }

    /**
     * The format of a picture whose declared size is within the limits; decodes nothing.
     *
     * @throws InvalidInput with code {@code unreadable-item}
     */
    public static PictureFormat formatWithin(byte[] file, Limits limits) {
        PictureFormat format = format(file);
        try {
            check(size(file, format), limits);
            return format;
        } catch (IOException | RuntimeException e) {
            throw damaged(e);
        }
    }

    /** The size that a file declares; reads no more than its head. */
    public static Size size(Path file) {
        PictureFormat format = format(file);
        try (InputStream in = Files.newInputStream(file); ImageInputStream stream = new MemoryCacheImageInputStream(in)) {
            return size(stream, format);
        } catch (IOException | RuntimeException e) {
            throw damaged(e);
        }
    }

    static PictureFormat format(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return format(in.readNBytes(PictureFormat.HEAD));
        } catch (IOException e) {
            throw unreadable("The file cannot be read.", e);
        }
    }

    private static PictureFormat format(byte[] head) {
        return PictureFormat.of(head).orElseThrow(() -> unreadable(head.length == 0 ? "The file is empty."
                : "The file is no PNG, JPEG, WebP, GIF or BMP picture.", null));
    }

    static Size size(byte[] file, PictureFormat format) throws IOException {
        try (ImageInputStream stream = new ByteArrayImageInputStream(file)) {
            return size(stream, format);
        }
    }

    private static Size size(ImageInputStream stream, PictureFormat format) throws IOException {
        if (format == PictureFormat.PNG) {
            // The JDK's reader would go on to read all of the chunks before the pixels.
            stream.seek(16);
            return new Size(stream.readInt(), stream.readInt());
        }
        ImageReader reader = Codecs.reader(format);
        try {
            reader.setInput(stream, true, true);
            return new Size(reader.getWidth(0), reader.getHeight(0));
        } finally {
            reader.dispose();
        }
    }

    static void check(Size size, Limits limits) {
        if (size.width() < 1 || size.height() < 1) {
            throw unreadable("The picture declares an impossible size.", null);
        }
        if (size.pixels() > limits.pixels()) {
            throw unreadable("The picture has " + size.width() + " x " + size.height() + " pixels; up to "
                    + limits.pixels() / 1_000_000 + " megapixels are read.", null);
        }
    }

    private static Raster png(byte[] file, Limits limits) throws IOException {
        try (PngRows rows = new PngRows(new ByteArrayInputStream(file))) {
            if (rows.interlaced()) {
                rows.verify();
                return decode(file, PictureFormat.PNG, limits);
            }
            byte[] rgb = new byte[Math.toIntExact(3L * rows.width() * rows.height())];
            for (int y = 0; y < rows.height(); y++) {
                rows.read(rgb, y * rows.width() * 3);
            }
            rows.verify();
            return new Raster(rows.width(), rows.height(), rgb);
        }
    }

    private static Raster decode(byte[] file, PictureFormat format, Limits limits) throws IOException {
        ImageReader reader = Codecs.reader(format);
        try (ImageInputStream stream = new ByteArrayImageInputStream(ColorProfiles.without(file, format))) {
            reader.setInput(stream, true, true);
            List<String> warnings = new ArrayList<>();
            reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
            BufferedImage image = reader.read(0, new ImageReadParam());
            // A frame of an animation has a size of its own.
            check(new Size(image.getWidth(), image.getHeight()), limits);
            if (cutOff(warnings.toString())) {
                throw new IOException("cut off");
            }
            return RgbSamples.of(image);
        } finally {
            reader.dispose();
        }
    }

    /** A JPEG that lacks nothing but its end marker is complete; one whose pixels ended too early as well was cut. */
    private static boolean cutOff(String warnings) {
        return warnings.contains("Missing EOI") && warnings.contains("premature end");
    }

    private static InvalidInput damaged(Exception cause) {
        if (cause instanceof InvalidInput) {
            return (InvalidInput) cause;
        }
        LOG.log(Level.DEBUG, "A picture could not be decoded", cause);
        return unreadable("The picture is damaged or of an unknown kind.", cause);
    }

    private static InvalidInput unreadable(String message, Throwable cause) {
        return new InvalidInput("unreadable-item", message, cause);
    }
}
