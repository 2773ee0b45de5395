package org.fastlabel.labeling.transfer;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.json.stream.JsonParserFactory;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fastlabel.labeling.transfer.LabelEntry.Given;

/** Labels from a list of objects, from one object, or from an object per line; Label Studio's tasks among them. */
final class JsonLabels {

    private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());
    /** Deeper than any of these files; the parser recurses. */
    private static final int MAX_DEPTH = 64;

    private final List<LabelEntry> entries = new ArrayList<>();
    private int unlabelled;

    private JsonLabels() {
    }

    static LabelFile read(String text) {
        checkDepth(text);
        JsonLabels labels = new JsonLabels();
        if (text.charAt(0) == '[') {
            labels.list(text);
        } else if (lines(text)) {
            int[] number = {0};
            text.lines().forEach(line -> labels.line(line.strip(), ++number[0]));
        } else {
            labels.take(object(text, "The file"), "the file");
        }
        return new LabelFile(labels.entries, labels.unlabelled);
    }

    /** Whether the first line is an object of its own. */
    private static boolean lines(String text) {
        String first = text.lines().findFirst().orElse("").strip();
        if (!first.endsWith("}")) {
            return false;
        }
        try {
            object(first, "");
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    private void list(String text) {
        try (JsonParser parser = PARSERS.createParser(new StringReader(text))) {
            parser.next();
            for (Event event = parser.next(); event != Event.END_ARRAY; event = parser.next()) {
                String where = "entry " + (entries.size() + unlabelled + 1);
                if (event != Event.START_OBJECT) {
                    throw LabelFile.bad(where + " is no object");
                }
                take(parser.getObject(), where);
            }
            if (parser.hasNext()) {
                throw LabelFile.bad("something follows after the list");
            }
        } catch (JsonException | IllegalStateException | java.util.NoSuchElementException e) {
            throw LabelFile.bad("it is no complete JSON, or cut off, after " + entries.size() + " labels");
        }
    }

    private void line(String line, int number) {
        if (!line.isEmpty()) {
            take(object(line, "Line " + number), "line " + number);
        }
    }

    private static JsonObject object(String text, String where) {
        try (JsonParser parser = PARSERS.createParser(new StringReader(text))) {
            parser.next();
            JsonObject object = parser.getObject();
            if (!parser.hasNext()) {
                return object;
            }
        } catch (JsonException | IllegalStateException | java.util.NoSuchElementException e) {
            throw LabelFile.bad(where + " is no complete JSON");
        }
        throw LabelFile.bad(where + " has more than one object");
    }

    private static void checkDepth(String text) {
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                i += c == '\\' ? 1 : 0;
                quoted = c != '"';
            } else if (c == '"') {
                quoted = true;
            } else if (c == '[' || c == '{') {
                if (++depth > MAX_DEPTH) {
                    throw LabelFile.bad("it is nested too deeply");
                }
            } else if (c == ']' || c == '}') {
                depth--;
            }
        }
    }

    private void take(JsonObject entry, String where) {
        List<Given> labels = entry.get("data") instanceof JsonObject ? LabelStudioTasks.labels(entry) : own(entry);
        JsonObject described = entry.get("data") instanceof JsonObject data ? data : entry;
        if (labels.isEmpty()) {
            unlabelled++;
            return;
        }
        List<String> names = new ArrayList<>();
        FieldNames.ITEMS.forEach(field -> {
            if (described.get(field) instanceof JsonString s && !s.getString().isEmpty()) {
                names.add(s.getString());
            }
        });
        if (names.isEmpty() && described != entry) {
            described.values().stream().filter(JsonString.class::isInstance).forEach(v -> names.add(((JsonString) v).getString()));
        }
        String text = described.get("text") instanceof JsonString s ? s.getString() : null;
        // A task's number is Label Studio's, not that of our item.
        JsonValue id = described != entry || !names.isEmpty() || text != null ? null : entry.get("id");
        long number = id instanceof JsonNumber n ? item(n) : -1;
        if (names.isEmpty() && text == null && number < 0 && id != null) {
            names.add(id instanceof JsonString s ? s.getString() : id.toString());
        }
        if (names.isEmpty() && text == null && number < 0) {
            throw LabelFile.bad(where + " does not name its item; use one of " + String.join(", ", FieldNames.ITEMS) + ", id");
        }
        labels.forEach(label -> entries.add(new LabelEntry(where, names, number, text, label)));
        LabelFile.checkCount(entries.size());
    }

    /** -1 for what cannot be the number of an item. */
    private static long item(JsonNumber number) {
        try {
            return number.bigDecimalValue().precision() > 20 ? -1 : number.intValueExact();
        } catch (ArithmeticException e) {
            return -1;
        }
    }

    private static List<Given> own(JsonObject entry) {
        for (List<String> fields : List.of(FieldNames.LABEL_NAMES, FieldNames.LABELS)) {
            for (String field : fields) {
                JsonValue value = entry.get(field);
                if (value instanceof JsonString s && !s.getString().isBlank()) {
                    return List.of(Given.text(s.getString().strip()));
                } else if (value instanceof JsonNumber n) {
                    return List.of(new Given((int) item(n), n.toString(), false));
                } else if (value != null && !Set.of(JsonValue.ValueType.STRING, JsonValue.ValueType.NULL).contains(value.getValueType())) {
                    return List.of(new Given(-1, value.toString(), false));
                }
            }
        }
        return List.of();
    }
}
