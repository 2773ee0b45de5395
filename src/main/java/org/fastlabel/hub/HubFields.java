package org.fastlabel.hub;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.JsonBody;

/** The fields of a request, read strictly; an absent field and null are the same. Each refusal names the field and what may be sent. */
public record HubFields(JsonObject body) {

    /** An empty body is an empty object. */
    public static HubFields of(String body) {
        return new HubFields(JsonBody.object(body == null || body.isBlank() ? "{}" : body));
    }

    public boolean has(String name) {
        return body.get(name) != null && body.get(name) != JsonValue.NULL;
    }

    /** One line without control characters, stripped. */
    public Optional<String> line(String name, int longest) {
        Optional<String> text = JsonBody.text(body, name).map(String::strip);
        if (text.filter(t -> t.length() > longest || t.chars().anyMatch(Character::isISOControl)).isPresent()) {
            throw bad(name, "one line of at most " + longest + " characters");
        }
        return text;
    }

    /** @throws InvalidInput when it is absent or blank */
    public String required(String name, int longest) {
        return line(name, longest).filter(t -> !t.isEmpty())
                .orElseThrow(() -> new InvalidInput("missing-" + name.replace('_', '-'), "\"" + name + "\" is missing."));
    }

    public Optional<String> oneOf(String name, List<String> allowed) {
        Optional<String> text = line(name, 100);
        if (text.filter(t -> !allowed.contains(t)).isPresent()) {
            throw bad(name, "one of " + String.join(", ", allowed));
        }
        return text;
    }

    public boolean flag(String name, boolean fallback) {
        if (!has(name)) {
            return fallback;
        }
        JsonValue value = body.get(name);
        if (value != JsonValue.TRUE && value != JsonValue.FALSE) {
            throw bad(name, "true or false");
        }
        return value == JsonValue.TRUE;
    }

    public int whole(String name, int fallback, int least, int most) {
        if (!has(name)) {
            return fallback;
        }
        int n = JsonBody.integer(body.get(name), name);
        if (n < least || n > most) {
            throw bad(name, "a whole number from " + least + " to " + most);
        }
        return n;
    }

    public Optional<Double> number(String name, double least, double most) {
        if (!has(name)) {
            return Optional.empty();
        }
        double n = body.get(name) instanceof JsonNumber number ? number.doubleValue() : Double.NaN;
        if (!(n >= least && n <= most)) {
            throw bad(name, "a number from " + (long) least + " to " + (long) most);
        }
        return Optional.of(n);
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
        if (body.get(name).getValueType() != JsonValue.ValueType.ARRAY || body.getJsonArray(name).size() > most) {
            throw bad(name, "a list of at most " + most + " texts");
        }
        List<String> lines = new ArrayList<>();
        for (JsonValue value : body.getJsonArray(name)) {
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
        if (body.get(name).getValueType() != JsonValue.ValueType.OBJECT) {
            throw bad(name, "an object");
        }
        return Optional.of(new HubFields(body.getJsonObject(name)));
    }

    public static InvalidInput bad(String name, String what) {
        return new InvalidInput("bad-" + name.replace('_', '-'), "\"" + name + "\" must be " + what + ".");
    }
}
