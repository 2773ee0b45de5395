package org.fastlabel.hub.backend;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fastlabel.api.InvalidInput;

/** Reads what Label Studio sends. */
final class Asked {

    private static final int MOST_TASKS = 50_000;
    private static final String NUMBER = "\\d{1,18}";

    private Asked() {
    }

    /** The project's number, of {@code "4.1795208705"}, {@code 4} or {@code {"id": 4}}. */
    static Optional<Long> project(JsonValue value) {
        if (value instanceof JsonNumber n) {
            return number(n.toString());
        } else if (value instanceof JsonString s) {
            return number(s.getString().replaceFirst("\\..*", ""));
        } else if (value != null && value.getValueType() == JsonValue.ValueType.OBJECT) {
            return value.asJsonObject().get("id") instanceof JsonNumber n ? number(n.toString()) : Optional.empty();
        }
        return Optional.empty();
    }

    private static Optional<Long> number(String text) {
        return text.matches(NUMBER) ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }

    /** @throws InvalidInput when it is no list of objects, or too long a one */
    static List<JsonObject> tasks(JsonObject body) {
        if (!(body.get("tasks") instanceof JsonArray array)) {
            throw new InvalidInput("bad-field", "\"tasks\" must be a list of tasks.");
        } else if (array.size() > MOST_TASKS) {
            throw new InvalidInput("too-many-tasks", "At most " + MOST_TASKS + " tasks can be asked for at once; these are " + array.size() + ".");
        }
        List<JsonObject> tasks = new ArrayList<>();
        for (JsonValue value : array) {
            if (value.getValueType() != JsonValue.ValueType.OBJECT) {
                throw new InvalidInput("bad-field", "Each of \"tasks\" must be an object with \"data\".");
            }
            tasks.add(value.asJsonObject());
        }
        return tasks;
    }

    /** Empty where it has none. */
    static JsonObject data(JsonObject task) {
        JsonValue data = task.get("data");
        return data != null && data.getValueType() == JsonValue.ValueType.OBJECT ? data.asJsonObject() : JsonValue.EMPTY_JSON_OBJECT;
    }

    static Optional<String> text(JsonObject data, String key) {
        return data.get(key) instanceof JsonString s ? Optional.of(s.getString()) : data.get(key) instanceof JsonNumber n ? Optional.of(n.toString())
                : Optional.empty();
    }
}
