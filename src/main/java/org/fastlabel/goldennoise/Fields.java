package org.fastlabel.goldennoise;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.JsonBody;

/** The fields of a request, read strictly; an absent field and null are the same. Each refusal names the field and what may be sent. */
public final class Fields {

    private static final int LONGEST_JUDGE = 100;

    private final JsonObject body;

    public Fields(JsonObject body) {
        this.body = body;
    }

    /** An empty body is an empty object. */
    public static Fields of(String body) {
        return new Fields(JsonBody.object(body == null || body.isBlank() ? "{}" : body));
    }

    public boolean has(String name) {
        return body.get(name) != null && body.get(name) != JsonValue.NULL;
    }

    public String text(String name, String fallback, int longest) {
        String text = JsonBody.text(body, name).map(String::strip).orElse(fallback);
        if (text != null && (text.length() > longest || text.chars().anyMatch(Character::isISOControl))) {
            throw bad(name, "one line of at most " + longest + " characters");
        }
        return text;
    }

    public String required(String name) {
        String text = text(name, null, 200);
        if (text == null || text.isEmpty()) {
            throw new InvalidInput("missing-" + name.replace('_', '-'), "\"" + name + "\" is missing.");
        }
        return text;
    }

    public String oneOf(String name, String fallback, List<String> allowed) {
        String text = text(name, fallback, 100);
        if (text != null && !allowed.contains(text)) {
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

    public double number(String name, double fallback, double least, double most) {
        if (!has(name)) {
            return fallback;
        }
        double n = body.get(name) instanceof JsonNumber number ? number.doubleValue() : Double.NaN;
        if (!(n >= least && n <= most)) {
            throw bad(name, String.format(Locale.ROOT, "a number from %s to %s", plain(least), plain(most)));
        }
        return n;
    }

    private static String plain(double x) {
        return x == Math.rint(x) ? Long.toString((long) x) : Double.toString(x);
    }

    /** Null when absent. */
    public Double seconds() {
        return has("seconds") ? number("seconds", 0, 0, 10_000_000) : null;
    }

    public String judge() {
        String judge = text("judge", "me", LONGEST_JUDGE);
        return judge.isEmpty() ? "me" : judge;
    }

    /** Null when absent. */
    public String submitId() {
        String id = text("submit_id", null, 1_000);
        if (id != null && !id.matches("[A-Za-z0-9._-]{1,64}")) {
            throw bad("submit_id", "a UUID, or up to 64 letters, digits, dots and dashes");
        }
        return id;
    }

    /** A number, or its digits. */
    public long id(String name) {
        JsonValue value = body.get(name);
        String digits = value instanceof JsonString s ? s.getString() : String.valueOf(value);
        if (!digits.matches("\\d{1,18}")) {
            throw has(name) ? bad(name, "a number") : new InvalidInput("missing-" + name.replace('_', '-'), "\"" + name + "\" is missing.");
        }
        return Long.parseLong(digits);
    }

    public long seed(String name) {
        return seed(body.get(name));
    }

    /**
     * Null when absent.
     *
     * @throws InvalidInput with code {@code bad-seed} when one is no whole number from 0 to 2^63 - 1, or comes twice
     */
    public LinkedHashSet<Long> seeds(String name, int most) {
        if (!has(name)) {
            return null;
        }
        if (body.get(name).getValueType() != JsonValue.ValueType.ARRAY || body.getJsonArray(name).size() > most) {
            throw bad(name, "a list of at most " + most + " seeds");
        }
        LinkedHashSet<Long> seeds = new LinkedHashSet<>();
        for (JsonValue value : body.getJsonArray(name)) {
            if (!seeds.add(seed(value))) {
                throw new InvalidInput("bad-seed", "Seed " + seed(value) + " comes twice in \"" + name + "\".");
            }
        }
        return seeds;
    }

    /** @throws InvalidInput with code {@code bad-seed} */
    static long seed(JsonValue value) {
        String text = value instanceof JsonString s ? s.getString().strip() : value instanceof JsonNumber ? value.toString() : "";
        try {
            if (text.matches("\\d{1,19}")) {
                return Long.parseLong(text);
            }
        } catch (NumberFormatException e) {
            // Above 2^63 - 1: refused below.
            return refuse(text);
        }
        return refuse(text.isEmpty() ? String.valueOf(value) : text);
    }

    private static long refuse(String text) {
        throw new InvalidInput("bad-seed", "A seed must be a whole number from 0 to " + Long.MAX_VALUE + " (as text above 2^53), not "
                + JsonBody.shortened(text) + ".");
    }

    /** Texts of a list; null when absent. */
    public List<String> texts(String name) {
        if (!has(name)) {
            return null;
        }
        if (body.get(name).getValueType() != JsonValue.ValueType.ARRAY) {
            throw bad(name, "a list of texts");
        }
        List<String> texts = new ArrayList<>();
        for (JsonValue value : body.getJsonArray(name)) {
            if (!(value instanceof JsonString text)) {
                throw bad(name, "a list of texts, and entry " + (texts.size() + 1) + " is none");
            }
            texts.add(text.getString());
        }
        return texts;
    }

    private static InvalidInput bad(String name, String what) {
        return new InvalidInput("bad-" + name.replace('_', '-'), "\"" + name + "\" must be " + what + ".");
    }
}
