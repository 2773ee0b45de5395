package org.fastlabel.dataset;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.NotFound;
import org.fastlabel.dataset.SourceSpec.Text;
import org.fastlabel.dataset.table.Encoding;
import org.fastlabel.dataset.table.Notices;
import org.fastlabel.dataset.table.Table;
import org.fastlabel.media.image.Raster;

/**
 * One column of a table as texts. The key of a text is its row, from 1, and a checksum of what it says, as in
 * {@code row-17-9f3a1c2b}: rows that are added at the end leave it, and a text that was changed, or moved to another row, is
 * another item, so that no label and no embedding ever stands at a text that it was not made for. Texts are read when they are
 * asked for; what is held of a row are its place and its key.
 */
final class TextTableSource implements MediaSource {

    private static final String ABSENT = "The table has changed since it was opened; open it again.";

    private final Text spec;
    private final Table table;
    private final int textColumn;
    private final int labelColumn;
    private final List<String> keys;
    private final List<String> classNames;
    private final Notices notices = new Notices();

    private TextTableSource(Text spec, Table table, int textColumn, int labelColumn) {
        this.spec = spec;
        this.table = table;
        this.textColumn = textColumn;
        this.labelColumn = labelColumn;
        if (table.notice() != null) {
            notices.say(table.notice());
        }
        List<String> found = new ArrayList<>();
        ClassNames classes = new ClassNames();
        for (int row = 0; row < table.rows(); row++) {
            try {
                String[] cells = table.cells(row);
                found.add(key(row, text(cells)));
                classes.add(label(cells));
            } catch (InvalidInput e) {
                notices.skip("Row " + (row + 1) + " " + e.getMessage() + ".");
            }
        }
        keys = List.copyOf(found);
        classNames = classes.list(notices);
        // Opened again by the first reading.
        table.close();
    }

    /** @throws InvalidInput as {@link Table#open}, with code {@code no-such-column}, or {@code no-texts} */
    static TextTableSource open(Text spec, Path cacheDir) {
        Table table = Table.open(spec.path(), cacheDir);
        try {
            int text = textColumn(spec, table);
            int label = spec.labelColumn() == null ? -1 : table.column(spec.labelColumn());
            Text understood = new Text(spec.path(), table.columns().get(text), label < 0 ? null : table.columns().get(label));
            TextTableSource source = new TextTableSource(understood, table, text, label);
            if (source.keys.isEmpty()) {
                throw new InvalidInput("no-texts", "No row of the table has a text. " + String.join(" ", source.notices().stream()
                        .limit(3).toList()));
            }
            return source;
        } catch (RuntimeException e) {
            table.close();
            throw e;
        }
    }

    private static int textColumn(Text spec, Table table) {
        if (spec.textColumn() != null) {
            return table.column(spec.textColumn());
        }
        if (table.columns().isEmpty()) {
            throw new InvalidInput("no-texts", "No row of the file has a text; a task of Label Studio is {\"data\": {\"text\": …}}.");
        }
        int usual = table.find("text");
        if (usual < 0 && table.columns().size() != 1) {
            throw new InvalidInput("no-such-column", "The table has no column \"text\"; " + table.described()
                    + ". Say which one holds the texts.");
        }
        return Math.max(0, usual);
    }

    private String text(String[] cells) {
        String text = cells[textColumn] == null ? "" : Encoding.clean(cells[textColumn]);
        if (text.isBlank()) {
            throw new InvalidInput("bad-row", "has no text");
        }
        return text;
    }

    private Optional<String> label(String[] cells) {
        return labelColumn < 0 ? Optional.empty() : ClassNames.of(cells[labelColumn]);
    }

    private static String key(int row, String text) {
        CRC32 sum = new CRC32();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        return "row-" + (row + 1) + "-" + HexFormat.of().toHexDigits((int) sum.getValue());
    }

    /** The row of a key, as it is in the table now. */
    private String[] cells(String key) {
        if (key.matches("row-[1-9][0-9]{0,6}-[0-9a-f]{8}")) {
            int row = Integer.parseInt(key.substring(4, key.indexOf('-', 4))) - 1;
            try {
                String[] cells = row < table.rows() ? table.cells(row) : new String[table.columns().size()];
                if (key(row, text(cells)).equals(key)) {
                    return cells;
                }
            } catch (InvalidInput e) {
                throw new InvalidInput("unreadable-item", ABSENT, e);
            }
        }
        throw new InvalidInput("unreadable-item", ABSENT);
    }

    @Override
    public SourceSpec spec() {
        return spec;
    }

    @Override
    public MediaKind kind() {
        return MediaKind.TEXT;
    }

    @Override
    public List<String> keys() {
        return keys;
    }

    @Override
    public String text(String key) {
        return text(cells(key));
    }

    @Override
    public Optional<String> truth(String key) {
        return label(cells(key)).filter(classNames::contains);
    }

    @Override
    public List<String> classNames() {
        return classNames;
    }

    @Override
    public Raster image(String key) {
        throw new NotFound("no-picture", "The items of this data set are texts.");
    }

    @Override
    public Original original(String key) {
        throw new NotFound("no-picture", "The items of this data set are texts.");
    }

    @Override
    public List<String> notices() {
        return notices.list();
    }

    @Override
    public int skipped() {
        return notices.skipped();
    }

    @Override
    public void close() {
        table.close();
    }
}
