package org.fastlabel.labeling;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Set;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.JsonBody;

/** Reads what clients send, strictly: each refusal says what is wrong and what may be sent. */
public final class Params {

    private static final String EXAMPLE = "Send a list such as [{\"id\": 3, \"label\": 1}].";

    private Params() {
    }

    /** @return {@code fallback} when absent. @throws InvalidInput with code {@code bad-<name>} unless a whole number in range */
    public static int integer(String text, String name, int fallback, int least, int most) {
        if (text == null) {
            return fallback;
        }
        if (text.matches("-?\\d{1,9}")) {
            int n = Integer.parseInt(text);
            if (n >= least && n <= most) {
                return n;
            }
        }
        throw new InvalidInput("bad-" + name.replace('_', '-'), name + " must be a whole number from " + least + " to " + most
                + ", not \"" + JsonBody.shortened(text) + "\".");
    }

    /** @return {@code fallback} when absent */
    public static boolean flag(String text, String name, boolean fallback) {
        return text == null ? fallback : oneOf(text, name, List.of("true", "false")).equals("true");
    }

    public static String oneOf(String text, String name, List<String> allowed) {
        if (allowed.contains(text)) {
            return text;
        }
        throw new InvalidInput("bad-" + name, name + " must be one of " + String.join(", ", allowed) + ", not \""
                + JsonBody.shortened(text) + "\".");
    }

    /** The client's own id of a request. @return null when absent */
    public static String submitId(String text) {
        if (text == null || text.matches("[A-Za-z0-9._-]{1,64}")) {
            return text;
        }
        throw new InvalidInput("bad-submit-id", "submit_id must be a UUID, or up to 64 letters, digits, dots and dashes.");
    }

    /** @param mayRemove whether a label may be null, which takes it away */
    public static LabelEdits edits(String body, boolean mayRemove) {
        JsonValue value = JsonBody.value(body);
        if (value.getValueType() != JsonValue.ValueType.ARRAY) {
            throw new InvalidInput("malformed-body", "The body must be a list. " + EXAMPLE);
        }
        List<JsonValue> list = value.asJsonArray();
        int[] ids = new int[list.size()];
        int[] labels = new int[list.size()];
        for (int i = 0; i < ids.length; i++) {
            if (list.get(i).getValueType() != JsonValue.ValueType.OBJECT) {
                throw new InvalidInput("malformed-body", "Entry " + i + " of the list is no object. " + EXAMPLE);
            }
            JsonObject entry = list.get(i).asJsonObject();
            for (String field : Set.of("id", "label")) {
                if (!entry.containsKey(field)) {
                    throw new InvalidInput("missing-" + field, "Entry " + i + " of the list has no \"" + field + "\". " + EXAMPLE);
                }
            }
            ids[i] = whole(entry, "id", i);
            boolean removes = mayRemove && entry.get("label") == JsonValue.NULL;
            labels[i] = removes ? Labels.NONE : whole(entry, "label", i);
            if (!removes && labels[i] == Labels.NONE) {
                throw new InvalidInput("unknown-label", "Entry " + i + " of the list has label -1; use the id of a class.");
            }
        }
        return new LabelEdits(ids, labels);
    }

    private static int whole(JsonObject entry, String field, int i) {
        try {
            return JsonBody.integer(entry.get(field), field);
        } catch (InvalidInput e) {
            throw new InvalidInput("bad-" + field, "Entry " + i + " of the list: \"" + field + "\" must be a whole number, not "
                    + JsonBody.shortened(String.valueOf(entry.get(field))) + ".", e);
        }
    }
}
