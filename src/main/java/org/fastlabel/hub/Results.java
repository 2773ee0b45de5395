package org.fastlabel.hub;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.stream.Stream;

/** Reads results in Label Studio's form, from its server or a file: what has another form is passed over. */
public final class Results {

    private Results() {
    }

    /** None of what is no list. */
    public static List<JsonObject> objects(JsonValue value) {
        return value instanceof JsonArray array ? array.stream().filter(v -> v instanceof JsonObject).map(JsonValue::asJsonObject).toList() : List.of();
    }

    /** What a result chooses of one question, as it stands there, one or several; answers to other questions are passed over. */
    public static Stream<JsonValue> choices(JsonValue result, String fromName) {
        return objects(result).stream()
                .filter(item -> "choices".equals(item.getString("type", "")) && item.getString("from_name", "").equals(fromName))
                .map(item -> item.get("value") instanceof JsonObject value ? value.get("choices") : null)
                .flatMap(said -> said instanceof JsonArray several ? several.stream() : Stream.ofNullable(said));
    }
}
