package org.fastlabel.goldennoise.prompts;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.JsonBody;

/** A list of texts, of objects with a field {@code prompt}, or an object that has such a list as {@code prompts}. */
final class JsonPrompts {

    private JsonPrompts() {
    }

    static void read(String text, PromptList.Builder list) {
        JsonValue value;
        try {
            value = JsonBody.value(text);
        } catch (InvalidInput e) {
            throw new InvalidInput("bad-prompts", "The file is not JSON. Check quotes, commas and brackets; or name a plain list .txt.", e);
        }
        if (value instanceof JsonObject object) {
            value = field(object, "prompts");
        }
        if (value == null || value.getValueType() != JsonValue.ValueType.ARRAY) {
            throw new InvalidInput("bad-prompts", "The JSON must be a list of texts, a list of objects with a field \"prompt\", or an object "
                    + "with such a list as \"prompts\".");
        }
        read(value.asJsonArray(), list);
    }

    private static void read(List<JsonValue> entries, PromptList.Builder list) {
        int number = 0;
        for (JsonValue entry : entries) {
            number++;
            JsonValue prompt = entry instanceof JsonObject object ? field(object, "prompt") : entry;
            if (prompt instanceof JsonString text) {
                list.add(number, text.getString());
            } else if (entry instanceof JsonObject object) {
                list.skip(number, "has no text as \"prompt\"; its fields are "
                        + JsonBody.shortened(String.join(", ", new TreeSet<>(object.keySet()))));
            } else {
                list.skip(number, "is no text");
            }
        }
    }

    /** In any case. */
    private static JsonValue field(JsonObject object, String name) {
        return object.entrySet().stream().filter(e -> e.getKey().strip().equalsIgnoreCase(name)).map(Map.Entry::getValue).findFirst()
                .orElse(null);
    }
}
