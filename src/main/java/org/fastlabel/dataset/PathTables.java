package org.fastlabel.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.Settings;
import org.fastlabel.dataset.SourceSpec.PathTable;
import org.fastlabel.dataset.table.Notices;
import org.fastlabel.dataset.table.Table;

/**
 * A table that names files, pictures or sounds by their endings: of whichever there are more, the others are left out. Paths are
 * relative to the table's folder or absolute, and must stay below that folder or a folder that FastLabel may read. The key is the
 * path as the table writes it.
 */
final class PathTables {

    private static final List<String> USUAL = List.of("path", "file", "filename");

    private final Table table;
    private final ItemFiles files;
    private final List<Path> allowed;
    private final Notices notices = new Notices();
    private final Map<String, Optional<String>> pictures = new LinkedHashMap<>();
    private final Map<String, Optional<String>> sounds = new LinkedHashMap<>();

    private PathTables(Table table, Path root) {
        this.table = table;
        allowed = new ArrayList<>(List.of(root));
        for (Path folder : Settings.dataRoots()) {
            try {
                allowed.add(folder.toRealPath());
            } catch (IOException e) {
                // A root that does not exist allows nothing.
                continue;
            }
        }
        files = new ItemFiles(root, allowed);
    }

    /** @throws InvalidInput as {@link Table#open}, with code {@code no-such-column}, or {@code no-files} */
    static MediaSource open(PathTable spec, Path cacheDir) {
        try (Table table = Table.open(spec.path(), cacheDir)) {
            int path = spec.pathColumn() != null ? table.column(spec.pathColumn()) : usual(table);
            int label = spec.labelColumn() == null ? -1 : table.column(spec.labelColumn());
            PathTable understood = new PathTable(spec.path(), table.columns().get(path),
                    label < 0 ? null : table.columns().get(label));
            return new PathTables(table, spec.path().getParent()).source(understood, path, label);
        }
    }

    private static int usual(Table table) {
        return USUAL.stream().map(table::find).filter(c -> c >= 0).findFirst().orElseThrow(() -> new InvalidInput("no-such-column",
                "The table has no column \"path\", \"file\" or \"filename\"; " + table.described() + ". Say which one holds the paths."));
    }

    private MediaSource source(PathTable spec, int path, int label) {
        if (table.notice() != null) {
            notices.say(table.notice());
        }
        for (int row = 0; row < table.rows(); row++) {
            try {
                String[] cells = table.cells(row);
                take(cells[path], label < 0 ? Optional.empty() : ClassNames.of(cells[label]));
            } catch (InvalidInput e) {
                notices.skip("Row " + (row + 1) + " " + e.getMessage() + ".");
            }
        }
        boolean heard = sounds.size() > pictures.size();
        Map<String, Optional<String>> listed = heard ? sounds : pictures;
        int others = heard ? pictures.size() : sounds.size();
        if (listed.isEmpty()) {
            throw new InvalidInput("no-files", "No row of the table names a picture or a sound that is there. "
                    + String.join(" ", notices.list().stream().limit(3).toList()));
        }
        if (others > 0) {
            notices.skip(others, others + (heard ? " pictures are left out: most rows name sounds." : " sounds are left out: most rows "
                    + "name pictures."));
        }
        ClassNames classes = new ClassNames();
        listed.values().forEach(classes::add);
        return new ListedSource(spec, files, heard ? new SoundFiles() : new PictureFiles(), listed, classes.list(notices), notices);
    }

    private void take(String cell, Optional<String> label) {
        if (cell == null || cell.isBlank()) {
            throw new InvalidInput("bad-row", "names no file");
        }
        String key = cell.strip().replaceFirst("^(\\./)+", "");
        boolean picture = FolderScan.ends(key, FolderScan.PICTURES);
        if (!picture && !FolderScan.ends(key, FolderScan.SOUNDS)) {
            throw new InvalidInput("bad-row", "names a file that is neither a picture nor a sound by its ending");
        }
        check(key);
        if ((picture ? pictures : sounds).putIfAbsent(key, label) != null) {
            throw new InvalidInput("bad-row", "names a file that an earlier row names");
        }
    }

    private void check(String key) {
        try {
            Path named = files.named(key).normalize();
            if (allowed.stream().noneMatch(named::startsWith)) {
                throw new InvalidInput("bad-row", "names a file outside the folders that FastLabel may read");
            }
            if (!Files.isRegularFile(named)) {
                throw new InvalidInput("bad-row", "names a file that is not there");
            }
        } catch (InvalidPathException e) {
            throw new InvalidInput("bad-row", "names a file that cannot be", e);
        }
    }
}
