package org.fastlabel.hub.data;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
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
    private static final Set<String> MEDIA = Set.of("image", "img", "picture", "audio", "video", "pdf", "file");
    private static final Pattern MEDIA_FILE = Pattern.compile("(?i)(/data/|data:(image|audio|video)/).*"
            + "|(\\S+[/\\\\])?\\S+\\.(jpe?g|png|gif|bmp|webp|tiff?|wav|mp3|flac|ogg|m4a|mp4|webm)(\\?\\S*)?", Pattern.DOTALL);

    private final Table table;
    private final String name;
    private final List<String> labels;
    private final int text;
    private final int label;
    private final int gold;
    private final LabelStudioFile outside;
    private final TakenAlong along;
    private final List<LeftOut.Row> skipped = new ArrayList<>();
    private int all;
    private int duplicates;

    /**
     * @param columns for the text, the label and the known answer; null where none was named
     * @param outside what else it says when it is a file of Label Studio, else null
     * @throws InvalidInput with code {@code no-such-column}, naming those that are there, {@code too-many-items} or {@code media-tasks}
     */
    TableSource(Table table, String name, List<String> labels, String[] columns, LabelStudioFile outside) {
        this.table = table;
        this.name = name;
        this.labels = labels;
        this.outside = outside;
        this.along = outside == null ? null : new TakenAlong(outside, labels, this::leaveOut);
        if (table.rows() > MOST_ROWS) {
            throw new InvalidInput("too-many-items", "The file has more than 1,000,000 rows; split it.");
        }
        text = columns[0] == null ? usual(table) : table.column(columns[0]);
        label = columns[1] == null || outside != null && outside.asks(columns[1]) ? -1 : table.column(columns[1]);
        gold = columns[2] == null ? -1 : table.column(columns[2]);
        if (outside != null) {
            refuseMedia();
        }
    }

    /** Pictures and sounds are told by their key, or by where the first of them lie. */
    private void refuseMedia() {
        String column = table.columns().get(text);
        boolean media = MEDIA.contains(column.toLowerCase(Locale.ROOT));
        for (int row = 0; row < Math.min(SHOWN, table.rows()) && !media; row++) {
            media = Optional.ofNullable(cells(row)[text]).filter(cell -> MEDIA_FILE.matcher(cell.strip()).matches()).isPresent();
        }
        if (media) {
            throw new InvalidInput("media-tasks", "The tasks of this file are pictures or sounds (\"" + JsonBody.shortened(column)
                    + "\"), of which it has the addresses only. Open their folder in the Label workspace, and make the data set from there.");
        }
    }

    private String[] cells(int row) {
        try {
            return table.cells(row);
        } catch (InvalidInput e) {
            return new String[table.columns().size()];
        }
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
        if (along != null) {
            together();
        }
        int taken = 0;
        for (int row = 0; row < table.rows(); row++) {
            try {
                String[] cells = table.cells(row);
                String words = text(cells[text]);
                if (seen.add(id(words))) {
                    Item item = new Item("row-" + (row + 1), data(words, cells), known(row, label, cells), known(row, gold, cells));
                    to.accept(along == null ? item : along.with(item, row));
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

    /** Rows of one text are one task, whatever row says something of it. */
    private void together() {
        Map<UUID, Integer> first = new HashMap<>();
        for (int row = 0; row < table.rows(); row++) {
            String words = Encoding.clean(Objects.requireNonNullElse(cells(row)[text], ""));
            Integer before = words.isBlank() ? null : first.putIfAbsent(id(words), row);
            if (before != null) {
                along.join(row, before);
            }
        }
    }

    private static UUID id(String words) {
        return UUID.nameUUIDFromBytes(words.getBytes(StandardCharsets.UTF_8));
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
                    && !column.equals("text") && (outside == null || !outside.says(column))) {
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
        return new LeftOut(List.copyOf(skipped), all, duplicates, along == null ? null : along.brought());
    }
}
