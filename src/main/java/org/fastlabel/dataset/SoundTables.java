package org.fastlabel.dataset;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.dataset.table.Encoding;
import org.fastlabel.dataset.table.Notices;
import org.fastlabel.dataset.table.Table;

/**
 * ESC-50 and UrbanSound8K: a table of sounds with fold, number and name of the class, beside the folder {@code audio}. A row that
 * names no file there, or whose numbers are none, is left out.
 */
final class SoundTables {

    private final Table table;
    private final ItemFiles files;
    private final Notices notices = new Notices();
    private final Map<String, Optional<String>> listed = new LinkedHashMap<>();
    private final Map<Integer, String> names = new TreeMap<>();

    /** Which columns say what. @param folders whether the sounds lie in folders by their fold */
    private record Columns(int file, int fold, int number, int name, boolean folders) {
    }

    private SoundTables(Table table, Path root) {
        this.table = table;
        files = new ItemFiles(root);
    }

    /** @throws InvalidInput as {@link Table#open}, with code {@code no-such-column}, or {@code no-sounds} */
    static MediaSource esc50(SourceSpec.Esc50 spec, Path cacheDir) {
        try (Table table = open(spec.path(), "meta/esc50.csv", "ESC-50", cacheDir)) {
            return new SoundTables(table, spec.path()).source(spec, new Columns(table.column("filename"), table.column("fold"),
                    table.column("target"), table.column("category"), false));
        }
    }

    /** @throws InvalidInput as {@link #esc50} */
    static MediaSource urbanSound8k(SourceSpec.UrbanSound8k spec, Path cacheDir) {
        try (Table table = open(spec.path(), "metadata/UrbanSound8K.csv", "UrbanSound8K", cacheDir)) {
            return new SoundTables(table, spec.path()).source(spec, new Columns(table.column("slice_file_name"), table.column("fold"),
                    table.column("classID"), table.column("class"), true));
        }
    }

    private static Table open(Path root, String name, String what, Path cacheDir) {
        if (!Files.isRegularFile(root.resolve(name))) {
            throw new InvalidInput("no-such-table", "That folder is no " + what + ": " + name + " is not there. If it only holds sounds, "
                    + "open it as a folder of sounds.");
        }
        return Table.open(new ItemFiles(root).file(name), cacheDir);
    }

    private MediaSource source(SourceSpec spec, Columns columns) {
        if (table.notice() != null) {
            notices.say(table.notice());
        }
        for (int row = 0; row < table.rows(); row++) {
            try {
                take(table.cells(row), columns);
            } catch (InvalidInput e) {
                notices.skip("Row " + (row + 1) + " " + e.getMessage() + ".");
            }
        }
        if (listed.isEmpty()) {
            throw new InvalidInput("no-sounds", "No row of the table names a sound that is there. "
                    + String.join(" ", notices.list().stream().limit(3).toList()));
        }
        return new ListedSource(spec, files, new SoundFiles(), listed, List.copyOf(names.values()), notices);
    }

    private void take(String[] cells, Columns columns) {
        for (int column : List.of(columns.file, columns.fold, columns.number, columns.name)) {
            if (cells[column] == null || cells[column].isBlank()) {
                throw new InvalidInput("bad-row", "is too short");
            }
        }
        int fold = number(cells[columns.fold]);
        int number = number(cells[columns.number]);
        String name = Encoding.clean(cells[columns.name]).strip();
        String key = "audio/" + (columns.folders ? "fold" + fold + "/" : "") + file(cells[columns.file].strip());
        if (listed.containsKey(key)) {
            throw new InvalidInput("bad-row", "names a file that an earlier row names");
        }
        if (!there(key)) {
            throw new InvalidInput("bad-row", "names a file that is not there");
        }
        String known = names.get(number);
        if (known == null ? names.containsValue(name) : !known.equals(name)) {
            throw new InvalidInput("bad-row", "gives a class another number or name than rows before it");
        }
        names.put(number, name);
        listed.put(key, Optional.of(name));
    }

    private static int number(String cell) {
        if (!cell.strip().matches("[0-9]{1,3}")) {
            throw new InvalidInput("bad-row", "has no number where one belongs");
        }
        return Integer.parseInt(cell.strip());
    }

    private static String file(String name) {
        if (name.startsWith(".") || name.contains("/") || name.contains("\\") || !FolderScan.ends(name, FolderScan.SOUNDS)) {
            throw new InvalidInput("bad-row", "names no sound file of this data set");
        }
        return name;
    }

    private boolean there(String key) {
        try {
            return Files.isRegularFile(files.named(key));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
