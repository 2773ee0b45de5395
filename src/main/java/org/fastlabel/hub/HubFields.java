package org.fastlabel.hub;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fastlabel.api.StrictFields;

/** What requests of the hub hold beside the usual: times, lists, objects within objects. */
public final class HubFields extends StrictFields {

    public HubFields(JsonObject body) {
        super(body);
    }

    /** An empty body is an empty object. */
    public static HubFields of(String body) {
        return new HubFields(parsed(body));
    }

    public Optional<String> oneOf(String name, List<String> allowed) {
        Optional<String> text = line(name, 100);
        if (text.filter(t -> !allowed.contains(t)).isPresent()) {
            throw bad(name, "one of " + String.join(", ", allowed));
        }
        return text;
    }

    public Optional<Instant> time(String name) {
        return line(name, 40).filter(t -> !t.isEmpty()).map(text -> {
            try {
                return Instant.parse(text);
            } catch (DateTimeParseException e) {
                throw bad(name, "a time in UTC such as 2026-03-01T18:00:00Z");
            }
        });
    }

    public Optional<List<String>> lines(String name, int most, int longest) {
        if (!has(name)) {
            return Optional.empty();
        }
        if (body().get(name).getValueType() != JsonValue.ValueType.ARRAY || body().getJsonArray(name).size() > most) {
            throw bad(name, "a list of at most " + most + " texts");
        }
        List<String> lines = new ArrayList<>();
        for (JsonValue value : body().getJsonArray(name)) {
            String text = value instanceof JsonString s ? s.getString().strip() : "";
            if (text.isEmpty() || text.length() > longest || text.chars().anyMatch(Character::isISOControl)) {
                throw bad(name, "a list of texts of one line, 1 to " + longest + " characters each");
            }
            lines.add(text);
        }
        return Optional.of(lines);
    }

    public Optional<HubFields> object(String name) {
        if (!has(name)) {
            return Optional.empty();
        }
        if (body().get(name).getValueType() != JsonValue.ValueType.OBJECT) {
            throw bad(name, "an object");
        }
        return Optional.of(new HubFields(body().getJsonObject(name)));
    }
}
