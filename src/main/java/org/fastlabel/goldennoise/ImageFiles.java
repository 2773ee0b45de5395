package org.fastlabel.goldennoise;

import jakarta.enterprise.context.ApplicationScoped;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.fastlabel.api.CapacityExceeded;
import org.fastlabel.api.Settings;
import org.fastlabel.goldennoise.store.Prompt;
import org.fastlabel.media.image.Raster;

/**
 * Pictures and records on disk: {@code golden/images/<session>/<number and words of the prompt>/<seed>.png}. A file is written under
 * another name and then renamed, so whatever bears its name is whole.
 */
@ApplicationScoped
public class ImageFiles {

    private static final int LONGEST_WORDS = 40;

    /** The folder of images. */
    public Path root() {
        return Settings.home().resolve("golden").resolve("images");
    }

    /** Where the pictures of a prompt lie, relative to the folder of images. No part of it is a person's text as it was given. */
    public static String folder(Prompt prompt) {
        String words = prompt.text().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        String shortened = words.length() <= LONGEST_WORDS ? words : words.substring(0, LONGEST_WORDS).replaceAll("-[^-]*$", "");
        return prompt.sessionId() + "/" + String.format(Locale.ROOT, "%04d", prompt.number()) + (shortened.isEmpty() ? "" : "-" + shortened);
    }

    /** @throws CapacityExceeded with code {@code disk-full} when it cannot be written; nothing is left of it then */
    public void write(String path, byte[] bytes) {
        Path file = root().resolve(path);
        Path unfinished = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.createDirectories(file.getParent());
            Files.write(unfinished, bytes);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            try {
                Files.deleteIfExists(unfinished);
            } catch (IOException again) {
                e.addSuppressed(again);
            }
            throw new CapacityExceeded("disk-full", "The pictures could not be saved: the disk is full, or the folder of FastLabel may not "
                    + "be written. What was saved before is kept. Make room, then make the group again.", e);
        }
    }

    public void write(String path, String text) {
        write(path, text.getBytes(StandardCharsets.UTF_8));
    }

    public boolean has(String path) {
        return Files.isRegularFile(root().resolve(path));
    }

    public Optional<byte[]> read(String path) {
        try {
            return Optional.of(Files.readAllBytes(root().resolve(path)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void delete(String path) {
        try {
            Files.deleteIfExists(root().resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes the whole folder of a session away. */
    public void deleteSession(String sessionId) {
        Path folder = root().resolve(sessionId);
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : all) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** 8 bits per channel, lossless. */
    public static byte[] png(Raster raster) {
        BufferedImage image = new BufferedImage(raster.width(), raster.height(), BufferedImage.TYPE_INT_RGB);
        int[] row = new int[raster.width()];
        byte[] rgb = raster.rgb();
        for (int y = 0, at = 0; y < raster.height(); y++) {
            for (int x = 0; x < row.length; x++, at += 3) {
                row[x] = (rgb[at] & 255) << 16 | (rgb[at + 1] & 255) << 8 | rgb[at + 2] & 255;
            }
            image.setRGB(0, y, row.length, 1, row, 0, row.length);
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return png.toByteArray();
    }
}
