package org.fastlabel.goldennoise;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.JsonBody;
import org.fastlabel.api.StrictFields;

/** What requests of the workbench hold beside the usual: seeds, judges, numbers of groups. */
public final class Fields extends StrictFields {

    private static final int LONGEST_JUDGE = 100;

    public Fields(JsonObject body) {
        super(body);
    }

    /** An empty body is an empty object. */
    public static Fields of(String body) {
        return new Fields(parsed(body));
    }

    public String text(String name, String fallback, int longest) {
        return line(name, longest).orElse(fallback);
    }

    public String required(String name) {
        return required(name, 200);
    }

    public String oneOf(String name, String fallback, List<String> allowed) {
        String text = text(name, fallback, 100);
        if (text != null && !allowed.contains(text)) {
            throw bad(name, "one of " + String.join(", ", allowed));
        }
        return text;
    }

    public double number(String name, double fallback, double least, double most) {
        return number(name, least, most).orElse(fallback);
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
        JsonValue value = body().get(name);
        String digits = value instanceof JsonString s ? s.getString() : String.valueOf(value);
        if (!digits.matches("\\d{1,18}")) {
            throw has(name) ? bad(name, "a number") : missing(name);
        }
        return Long.parseLong(digits);
    }

    public long seed(String name) {
        return seed(body().get(name));
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
        if (body().get(name).getValueType() != JsonValue.ValueType.ARRAY || body().getJsonArray(name).size() > most) {
            throw bad(name, "a list of at most " + most + " seeds");
        }
        LinkedHashSet<Long> seeds = new LinkedHashSet<>();
        for (JsonValue value : body().getJsonArray(name)) {
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
        if (body().get(name).getValueType() != JsonValue.ValueType.ARRAY) {
            throw bad(name, "a list of texts");
        }
        List<String> texts = new ArrayList<>();
        for (JsonValue value : body().getJsonArray(name)) {
            if (!(value instanceof JsonString text)) {
                throw bad(name, "a list of texts, and entry " + (texts.size() + 1) + " is none");
            }
            texts.add(text.getString());
        }
        return texts;
    }
}
