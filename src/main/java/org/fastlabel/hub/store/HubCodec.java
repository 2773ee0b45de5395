package org.fastlabel.hub.store;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import org.fastlabel.hub.Rules;

/** What is kept as JSON within a column. */
final class HubCodec {

    private HubCodec() {
    }

    static String write(Rules rules) {
        return Json.createObjectBuilder().add("overlap", rules.overlap()).add("overlap_share", rules.overlapShare()).add("settle", rules.settle())
                .add("hide_prelabel", rules.hidePrelabel()).add("lock_minutes", rules.lockMinutes())
                .add("deadline", rules.deadline() == null ? "" : rules.deadline().toString()).build().toString();
    }

    static Rules rules(String json) {
        JsonObject r = object(json);
        String deadline = r.getString("deadline");
        return new Rules(r.getInt("overlap"), r.getJsonNumber("overlap_share").doubleValue(), r.getString("settle"), r.getBoolean("hide_prelabel"),
                r.getInt("lock_minutes"), deadline.isEmpty() ? null : Instant.parse(deadline));
    }

    static String write(List<String> labels) {
        return Json.createArrayBuilder(labels).build().toString();
    }

    static List<String> labels(String json) {
        return ((JsonArray) read(json)).getValuesAs(JsonString.class).stream().map(JsonString::getString).toList();
    }

    /** Null for none. */
    static String choices(List<String> choices) {
        return choices.isEmpty() ? null : write(choices);
    }

    /** Null for null. */
    static List<String> choices(String json) {
        return json == null ? null : labels(json);
    }

    /** Null for null. */
    static JsonObject object(String json) {
        return json == null ? null : (JsonObject) read(json);
    }

    private static JsonStructure read(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            return reader.read();
        }
    }
}
