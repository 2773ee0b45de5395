package org.fastlabel.dataset;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.fastlabel.api.FastLabelException;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.media.image.ImageReading;

/**
 * What the folder browser shows of one folder; looks no deeper and decodes nothing.
 *
 * @param folders names of the sub-folders, sorted, hidden ones left out
 * @param images  number of image files directly inside
 * @param sheets  image files so large that they are probably sprite sheets
 */
public record FolderListing(List<String> folders, int images, List<Sheet> sheets) {

    /** @param name of the file; width and height in pixels */
    public record Sheet(String name, int width, int height) {
    }

    private static final int MAX_ENTRIES = 20_000;
    private static final int MAX_FOLDERS = 2_000;
    private static final int MAX_SHEETS = 20;
    private static final long SHEET_BYTES = 300_000;
    private static final int SHEET_SIDE = 1_000;

    /** @throws InvalidInput when it is no folder or may not be read */
    public static FolderListing of(Path folder) {
        List<String> folders = new ArrayList<>();
        List<Sheet> sheets = new ArrayList<>();
        int images = 0;
        int entries = 0;
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            for (Path entry : stream) {
                String name = entry.getFileName().toString();
                if (name.startsWith(".") || ++entries > MAX_ENTRIES) {
                    continue;
                }
                if (Files.isDirectory(entry) && folders.size() < MAX_FOLDERS) {
                    folders.add(name);
                } else if (name.toLowerCase(Locale.ROOT).matches(".*\\.(jpe?g|png|webp|gif|bmp)")) {
                    images++;
                    addSheet(entry, sheets);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            throw new InvalidInput("unreadable-folder", "That folder cannot be read by the server's user.", e);
        }
        folders.sort(String.CASE_INSENSITIVE_ORDER);
        return new FolderListing(folders, images, sheets);
    }

    private static void addSheet(Path file, List<Sheet> sheets) throws IOException {
        if (sheets.size() < MAX_SHEETS && Files.size(file) > SHEET_BYTES) {
            try {
                ImageReading.Size size = ImageReading.size(file);
                if (size.width() >= SHEET_SIDE && size.height() >= SHEET_SIDE) {
                    sheets.add(new Sheet(file.getFileName().toString(), size.width(), size.height()));
                }
            } catch (FastLabelException e) {
                // Not a picture after all; it is only not offered.
                return;
            }
        }
    }
}
