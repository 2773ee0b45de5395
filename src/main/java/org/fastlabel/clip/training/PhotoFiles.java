package org.fastlabel.clip.training;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.fastlabel.media.image.Raster;

/**
 * Reads the labelled photos that training and evaluation use: CIFAR-10's binary batches, a sheet of tiles with its
 * {@code truth.csv}, and a tree with one folder per class.
 */
final class PhotoFiles {

    private static final int CIFAR_SIDE = 32;
    private static final int CIFAR_RECORD = 1 + 3 * CIFAR_SIDE * CIFAR_SIDE;
    private static final int TILE = 48;

    private PhotoFiles() {
    }

    /** The five training batches of a folder. */
    static PictureSet cifarTraining(Path folder) {
        PictureSet all = new PictureSet(List.of(), List.of());
        for (int i = 1; i <= 5; i++) {
            all = all.and(cifarBatch(folder.resolve("data_batch_" + i + ".bin")));
        }
        return all;
    }

    /** Records of one byte for the class, then the red, the green and the blue plane. */
    static PictureSet cifarBatch(Path file) {
        byte[] bytes = read(file);
        List<Subject> subjects = new ArrayList<>();
        List<Raster> rasters = new ArrayList<>();
        int area = CIFAR_SIDE * CIFAR_SIDE;
        for (int at = 0; at + CIFAR_RECORD <= bytes.length; at += CIFAR_RECORD) {
            byte[] rgb = new byte[3 * area];
            for (int i = 0; i < area; i++) {
                for (int c = 0; c < 3; c++) {
                    rgb[i * 3 + c] = bytes[at + 1 + c * area + i];
                }
            }
            subjects.add(Subject.photo(bytes[at]));
            rasters.add(new Raster(CIFAR_SIDE, CIFAR_SIDE, rgb));
        }
        return new PictureSet(subjects, rasters);
    }

    /** {@code sheet.png}, tiles row by row, and {@code truth.csv} with the columns tile and class name. */
    static PictureSet sheet(Path folder) {
        try {
            BufferedImage sheet = ImageIO.read(folder.resolve("sheet.png").toFile());
            int columns = sheet.getWidth() / TILE;
            List<Subject> subjects = new ArrayList<>();
            List<Raster> rasters = new ArrayList<>();
            for (String line : Files.readAllLines(folder.resolve("truth.csv"))) {
                String[] cells = line.split(",");
                if (!cells[0].equals("tile")) {
                    int tile = Integer.parseInt(cells[0]);
                    subjects.add(Subject.photo(Subject.CLASSES.indexOf(cells[1])));
                    rasters.add(cut(sheet, tile % columns * TILE, tile / columns * TILE, TILE, TILE));
                }
            }
            return new PictureSet(subjects, rasters);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code <class>/<name>.jpg}. */
    static PictureSet folders(Path root) {
        List<Subject> subjects = new ArrayList<>();
        List<Raster> rasters = new ArrayList<>();
        for (int k = 0; k < Subject.CLASSES.size(); k++) {
            try (Stream<Path> files = Files.list(root.resolve(Subject.CLASSES.get(k)))) {
                for (Path file : files.sorted().toList()) {
                    BufferedImage image = ImageIO.read(file.toFile());
                    subjects.add(Subject.photo(k));
                    rasters.add(cut(image, 0, 0, image.getWidth(), image.getHeight()));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new PictureSet(subjects, rasters);
    }

    private static Raster cut(BufferedImage image, int left, int top, int width, int height) {
        int[] pixels = image.getRGB(left, top, width, height, null, 0, width);
        byte[] rgb = new byte[pixels.length * 3];
        for (int i = 0; i < pixels.length; i++) {
            rgb[i * 3] = (byte) (pixels[i] >> 16);
            rgb[i * 3 + 1] = (byte) (pixels[i] >> 8);
            rgb[i * 3 + 2] = (byte) pixels[i];
        }
        return new Raster(width, height, rgb);
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
