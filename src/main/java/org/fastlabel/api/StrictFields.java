package org.fastlabel.api;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Locale;
import java.util.Optional;

/** The fields of a request, read strictly; an absent field and null are the same. Each refusal names the field and what may be sent. */
public abstract class StrictFields {

    private final JsonObject body;

    protected StrictFields(JsonObject body) {
        this.body = body;
    }

    /** An empty body is an empty object. */
    protected static JsonObject parsed(String body) {
        return JsonBody.object(body == null || body.isBlank() ? "{}" : body);
    }

    public final JsonObject body() {
        return body;
    }

    public final boolean has(String name) {
        return body.get(name) != null && body.get(name) != JsonValue.NULL;
    }

    /** One line without control characters, stripped. */
    public final Optional<String> line(String name, int longest) {
        Optional<String> text = JsonBody.text(body, name).map(String::strip);
        if (text.filter(t -> t.length() > longest || t.chars().anyMatch(Character::isISOControl)).isPresent()) {
            throw bad(name, "one line of at most " + longest + " characters");
        }
        return text;
    }

    /** @throws InvalidInput when it is absent or blank */
    public final String required(String name, int longest) {
        return line(name, longest).filter(t -> !t.isEmpty()).orElseThrow(() -> missing(name));
    }

    public final boolean flag(String name, boolean fallback) {
        if (!has(name)) {
            return fallback;
        }
        JsonValue value = body.get(name);
        if (value != JsonValue.TRUE && value != JsonValue.FALSE) {
            throw bad(name, "true or false");
        }
        return value == JsonValue.TRUE;
    }

    public final int whole(String name, int fallback, int least, int most) {
        if (!has(name)) {
            return fallback;
        }
        int n = JsonBody.integer(body.get(name), name);
        if (n < least || n > most) {
            throw bad(name, "a whole number from " + least + " to " + most);
        }
        return n;
    }

    public final Optional<Double> number(String name, double least, double most) {
        if (!has(name)) {
            return Optional.empty();
        }
        double n = body.get(name) instanceof JsonNumber number ? number.doubleValue() : Double.NaN;
        if (!(n >= least && n <= most)) {
            throw bad(name, String.format(Locale.ROOT, "a number from %s to %s", plain(least), plain(most)));
        }
        return Optional.of(n);
    }

    private static String plain(double x) {
        return x == Math.rint(x) ? Long.toString((long) x) : Double.toString(x);
    }

    protected static InvalidInput missing(String name) {
        return new InvalidInput("missing-" + name.replace('_', '-'), "\"" + name + "\" is missing.");
    }

    public static InvalidInput bad(String name, String what) {
        return new InvalidInput("bad-" + name.replace('_', '-'), "\"" + name + "\" must be " + what + ".");
    }
}
