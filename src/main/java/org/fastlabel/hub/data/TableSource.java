package org.fastlabel.hub.data;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.JsonBody;
import org.fastlabel.dataset.MediaKind;
import org.fastlabel.dataset.table.Encoding;
import org.fastlabel.dataset.table.Table;

/** The rows of an uploaded table. Other columns come along, but for those that say what the answer is. */
final class TableSource implements ItemSource {

    static final int MOST_ROWS = 1_000_000;
    private static final int LONGEST_TEXT = 100_000;
    private static final int LONGEST_CELL = 1_000;
    private static final int MOST_COLUMNS = 20;
    private static final int SHOWN = 20;

    private final Table table;
    private final String name;
    private final List<String> labels;
    private final int text;
    private final int label;
    private final int gold;
    private final List<LeftOut.Row> skipped = new ArrayList<>();
    private int all;
    private int duplicates;

    /**
     * @param columns for the text, the label and the known answer; null where none was named
     * @throws InvalidInput with code {@code no-such-column}, naming those that are there, or {@code too-many-items}
     */
    TableSource(Table table, String name, List<String> labels, String[] columns) {
        this.table = table;
        this.name = name;
        this.labels = labels;
        if (table.rows() > MOST_ROWS) {
            throw new InvalidInput("too-many-items", "The file has more than 1,000,000 rows; split it.");
        }
        text = columns[0] == null ? usual(table) : table.column(columns[0]);
        label = columns[1] == null ? -1 : table.column(columns[1]);
        gold = columns[2] == null ? -1 : table.column(columns[2]);
    }

    private static int usual(Table table) {
        int usual = table.find("text");
        if (usual < 0 && table.columns().size() != 1) {
            throw new InvalidInput("no-such-column", "The file has no column \"text\"; " + table.described()
                    + ". Say which one holds the texts.");
        }
        return Math.max(0, usual);
    }

    @Override
    public MediaKind kind() {
        return MediaKind.TEXT;
    }

    @Override
    public JsonObject kept() {
        return Json.createObjectBuilder().add("type", "upload").add("file", name).add("column", table.columns().get(text)).build();
    }

    @Override
    public void each(Consumer<Item> to) {
        Set<UUID> seen = new HashSet<>();
        int taken = 0;
        for (int row = 0; row < table.rows(); row++) {
            try {
                String[] cells = table.cells(row);
                String words = text(cells[text]);
                if (seen.add(UUID.nameUUIDFromBytes(words.getBytes(StandardCharsets.UTF_8)))) {
                    to.accept(new Item("row-" + (row + 1), data(words, cells), known(row, label, cells), known(row, gold, cells)));
                    taken++;
                } else {
                    duplicates++;
                }
            } catch (InvalidInput e) {
                leaveOut(row, e.getMessage());
            }
        }
        if (taken == 0) {
            throw new InvalidInput("no-texts", "No row of the file has a text."
                    + (skipped.isEmpty() ? "" : " Row " + skipped.get(0).line() + " " + skipped.get(0).reason() + "."));
        }
    }

    private static String text(String cell) {
        String words = cell == null ? "" : Encoding.clean(cell);
        if (words.isBlank()) {
            throw new InvalidInput("bad-row", "has no text");
        } else if (words.length() > LONGEST_TEXT) {
            throw new InvalidInput("bad-row", "has a text of more than 100,000 characters");
        }
        return words;
    }

    private JsonObject data(String words, String[] cells) {
        JsonObjectBuilder data = Json.createObjectBuilder().add("text", words);
        for (int i = 0, more = 0; i < cells.length && more < MOST_COLUMNS; i++) {
            String column = table.columns().get(i);
            if (i != text && i != label && i != gold && cells[i] != null && cells[i].length() <= LONGEST_CELL && !column.isEmpty()
                    && !column.equals("text")) {
                data.add(column, Encoding.clean(cells[i]));
                more++;
            }
        }
        return data.build();
    }

    private String known(int row, int column, String[] cells) {
        String value = column < 0 || cells[column] == null ? "" : cells[column].strip();
        if (value.isEmpty() || labels.contains(value)) {
            return value.isEmpty() ? null : value;
        }
        leaveOut(row, "has the label \"" + JsonBody.shortened(value) + "\", which the data set has not; it was taken without it");
        return null;
    }

    private void leaveOut(int row, String reason) {
        all++;
        if (skipped.size() < SHOWN) {
            skipped.add(new LeftOut.Row(row + 1, reason));
        }
    }

    @Override
    public LeftOut leftOut() {
        return new LeftOut(List.copyOf(skipped), all, duplicates);
    }
}
