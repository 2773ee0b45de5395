package org.fastlabel.dataset.table;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fastlabel.api.InvalidInput;

/**
 * Objects as rows and their fields as columns: JSON Lines, one object on each line, or Label Studio's tasks, one array of objects
 * whose fields are in {@code data}. Only texts, numbers and truth values are cells.
 */
final class JsonFormat implements RowFormat {

    /** Rows that are looked at for the names of columns. */
    private static final int FIRST_ROWS = 100;
    private static final int MAX_COLUMNS = 2_000;
    private static final long MAX_FIRST_BYTES = 16L << 20;

    private final boolean tasks;
    private final List<String> columns;

    private JsonFormat(boolean tasks, List<String> columns) {
        this.tasks = tasks;
        this.columns = columns;
    }

    /** Gives a piece of the text. */
    interface Pieces {
        byte[] read(long start, int length) throws IOException;
    }

    /**
     * @param start the first bytes of the text
     * @return true when it begins with a bracket: tasks; else lines
     * @throws InvalidInput with code {@code bad-table} when it is neither
     */
    static boolean tasks(byte[] start) {
        String text = new String(start, StandardCharsets.UTF_8).stripLeading();
        if (!text.startsWith("[") && !text.startsWith("{")) {
            throw new InvalidInput("bad-table", "The file is no JSON: neither an array of tasks, [{\"data\": {\"text\": …}}, …], nor "
                    + "one object on each line, {\"text\": …}.");
        }
        return text.startsWith("[");
    }

    /**
     * Finds the rows.
     *
     * @param in    the text from its beginning
     * @param from  where that lies in the file
     * @param spans is given the rows; it has all but the last when this throws
     * @throws InvalidInput with code {@code bad-table} when the array is never closed
     */
    static void rows(boolean tasks, InputStream in, long from, Spans spans) throws IOException {
        InputStream buffered = new BufferedInputStream(in, 1 << 16);
        if (tasks) {
            elements(buffered, from, spans);
        } else {
            lines(buffered, from, spans);
        }
    }

    /** Learns the columns from the first rows. */
    static JsonFormat of(boolean tasks, Spans spans, Pieces pieces) throws IOException {
        JsonFormat format = new JsonFormat(tasks, List.of());
        Set<String> names = new LinkedHashSet<>();
        long bytes = 0;
        for (int i = 0; i < Math.min(FIRST_ROWS, spans.size()); i++) {
            bytes += spans.length(i);
            if (spans.length(i) <= Table.MAX_ROW && bytes <= MAX_FIRST_BYTES) {
                format.addNames(new String(pieces.read(spans.start(i), spans.length(i)), StandardCharsets.UTF_8), names);
            }
        }
        return new JsonFormat(tasks, names.stream().limit(MAX_COLUMNS).toList());
    }

    private void addNames(String row, Set<String> names) {
        try {
            names.addAll(fields(row).keySet());
        } catch (InvalidInput e) {
            // The row is left out with its reason later.
            return;
        }
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    private static void lines(InputStream in, long from, Spans spans) throws IOException {
        long start = from;
        boolean blank = true;
        long position = from;
        for (int b = in.read(); b >= 0; b = in.read(), position++) {
            if (b == '\n') {
                if (!blank) {
                    spans.add(start, position);
                }
                start = position + 1;
                blank = true;
            } else if (b > ' ') {
                blank = false;
            }
        }
        if (!blank) {
            spans.add(start, position);
        }
    }

    /** The elements of the outermost array, found by brackets and quotes alone. */
    private static void elements(InputStream in, long from, Spans spans) throws IOException {
        long position = from;
        long start = from;
        int depth = 0;
        boolean quoted = false;
        boolean blank = true;
        for (int b = in.read(); b >= 0; b = in.read(), position++) {
            boolean closing = b == ']' || b == '}';
            if (quoted) {
                quoted = b != '"';
                if (b == '\\') {
                    in.read();
                    position++;
                }
            } else if (depth == 0) {
                depth = b == '[' ? 1 : 0;
                start = position + 1;
            } else if (depth == 1 && (b == ',' || closing)) {
                if (!blank) {
                    spans.add(start, position);
                }
                if (closing) {
                    return;
                }
                start = position + 1;
                blank = true;
            } else {
                quoted = b == '"';
                blank &= b <= ' ';
                depth += b == '[' || b == '{' ? 1 : closing ? -1 : 0;
            }
        }
        throw new InvalidInput("bad-table", "The JSON ends in the middle: its array is never closed.");
    }

    @Override
    public String[] cells(String row) {
        Map<String, String> fields = fields(row);
        return columns.stream().map(fields::get).toArray(String[]::new);
    }

    private Map<String, String> fields(String row) {
        try (JsonReader json = new JsonReader(new StringReader(row))) {
            json.setStrictness(Strictness.STRICT);
            if (json.peek() != JsonToken.BEGIN_OBJECT) {
                throw new InvalidInput("bad-row", "is no JSON object");
            }
            Map<String, String> own = new LinkedHashMap<>();
            Map<String, String> data = new LinkedHashMap<>();
            boolean nested = false;
            json.beginObject();
            while (json.hasNext()) {
                String name = json.nextName();
                if (name.equals("data") && json.peek() == JsonToken.BEGIN_OBJECT) {
                    nested = true;
                    json.beginObject();
                    while (json.hasNext()) {
                        cell(json, json.nextName(), data);
                    }
                    json.endObject();
                } else {
                    cell(json, name, own);
                }
            }
            json.endObject();
            if (json.peek() != JsonToken.END_DOCUMENT) {
                throw new InvalidInput("bad-row", "has something after its end");
            }
            if (tasks && !nested) {
                throw new InvalidInput("bad-row", "has no \"data\" object");
            }
            return nested ? data : own;
        } catch (MalformedJsonException | EOFException | IllegalStateException | NumberFormatException e) {
            throw new InvalidInput("bad-row", "is no valid JSON", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void cell(JsonReader json, String name, Map<String, String> cells) throws IOException {
        JsonToken next = json.peek();
        if (next == JsonToken.STRING || next == JsonToken.NUMBER) {
            cells.put(name, json.nextString());
        } else if (next == JsonToken.BOOLEAN) {
            cells.put(name, Boolean.toString(json.nextBoolean()));
        } else {
            json.skipValue();
        }
    }
}
