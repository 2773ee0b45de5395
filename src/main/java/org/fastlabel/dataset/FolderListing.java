package org.fastlabel.dataset;

import jakarta.json.bind.annotation.JsonbNillable;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fastlabel.api.FastLabelException;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.dataset.table.Glance;
import org.fastlabel.media.image.ImageReading;

/**
 * What the folder browser shows of one folder; looks no deeper and decodes nothing. The first 20,000 entries count.
 *
 * @param folders names of the sub-folders, sorted, hidden ones left out
 * @param images  number of image files directly inside
 * @param sounds  number of sound files directly inside
 * @param texts   number of text files directly inside
 * @param sheets  image files so large that they are probably sprite sheets
 * @param tables  the first twenty CSV and JSON files with columns
 */
public record FolderListing(List<String> folders, int images, int sounds, int texts, List<Sheet> sheets, List<Table> tables) {

    /** @param name of the file; width and height in pixels */
    public record Sheet(String name, int width, int height) {
    }

    /**
     * @param columns     by name
     * @param rows        how many; an estimate where {@code about} says so
     * @param path_column the one that names pictures or sounds that are there, judged by the first row; null for none
     */
    @JsonbNillable
    public record Table(String name, List<String> columns, long rows, boolean about, String path_column) {
    }

    private static final Set<String> TABLES = Set.of("csv", "tsv", "json", "jsonl", "ndjson");
    private static final int MAX_TABLES = 20;
    private static final int MAX_COLUMNS = 50;
    private static final int MAX_ENTRIES = 20_000;
    private static final int MAX_FOLDERS = 2_000;
    private static final int MAX_SHEETS = 20;
    private static final long SHEET_BYTES = 300_000;
    private static final int SHEET_SIDE = 1_000;

    /** @throws InvalidInput when it is no folder or may not be read */
    public static FolderListing of(Path folder) {
        List<String> folders = new ArrayList<>();
        List<Sheet> sheets = new ArrayList<>();
        List<Path> tables = new ArrayList<>();
        int images = 0;
        int sounds = 0;
        int texts = 0;
        int entries = 0;
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            for (Path entry : stream) {
                String name = entry.getFileName().toString();
                if (name.startsWith(".") || ++entries > MAX_ENTRIES) {
                    continue;
                }
                if (Files.isDirectory(entry) && folders.size() < MAX_FOLDERS) {
                    folders.add(name);
                } else if (FolderScan.ends(name, FolderScan.PICTURES)) {
                    images++;
                    addSheet(entry, sheets);
                } else if (FolderScan.ends(name, TABLES)) {
                    tables.add(entry);
                } else {
                    sounds += FolderScan.ends(name, FolderScan.SOUNDS) ? 1 : 0;
                    texts += FolderScan.ends(name, FolderScan.TEXTS) ? 1 : 0;
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            throw new InvalidInput("unreadable-folder", "That folder cannot be read by the server's user.", e);
        }
        folders.sort(String.CASE_INSENSITIVE_ORDER);
        tables.sort(Comparator.comparing(Path::toString, String.CASE_INSENSITIVE_ORDER));
        return new FolderListing(folders, images, sounds, texts, sheets,
                tables.stream().limit(MAX_TABLES).map(FolderListing::table).flatMap(Optional::stream).toList());
    }

    private static Optional<Table> table(Path file) {
        try {
            Path real = file.toRealPath();
            if (!real.startsWith(file.getParent()) || !Files.isRegularFile(real)) {
                return Optional.empty();
            }
            Glance glance = Glance.at(real);
            List<String> columns = glance.columns().stream().limit(MAX_COLUMNS).toList();
            return columns.isEmpty() ? Optional.empty()
                    : Optional.of(new Table(file.getFileName().toString(), columns, glance.rows(), glance.about(),
                            pathColumn(file, glance)));
        } catch (IOException e) {
            // It may not be read; it is only not offered.
            return Optional.empty();
        }
    }

    private static String pathColumn(Path table, Glance glance) {
        for (int i = 0; i < glance.first().size(); i++) {
            String cell = glance.first().get(i);
            if (cell != null && (FolderScan.ends(cell, FolderScan.PICTURES) || FolderScan.ends(cell, FolderScan.SOUNDS))
                    && there(table.getParent(), cell.strip())) {
                return glance.columns().get(i);
            }
        }
        return null;
    }

    private static boolean there(Path folder, String name) {
        try {
            Path file = FileNames.resolve(folder, name).normalize();
            return file.startsWith(folder) && Files.isRegularFile(file);
        } catch (InvalidPathException e) {
            return false;
        }
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
