package org.fastlabel.clip;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fastlabel.api.InvalidInput;

/** A configuration file of a checkpoint; every complaint names the file and the key. */
public final class JsonFile {

    /** Published configurations have some kilobytes; an index of shards some hundred. */
    private static final long MAX_BYTES = 16_000_000;
    private static final int SENSIBLE = 1_000_000;

    private final String name;
    private final JsonObject json;

    private JsonFile(String name, JsonObject json) {
        this.name = name;
        this.json = json;
    }

    /** @throws InvalidInput with code {@code bad-checkpoint} when it is missing, too large or not a JSON object */
    public static JsonFile read(Path file) {
        String name = file.getFileName().toString();
        if (!Files.isRegularFile(file)) {
            throw new InvalidInput("bad-checkpoint", name + " is missing from the checkpoint folder.");
        }
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new InvalidInput("bad-checkpoint", name + " is larger than " + MAX_BYTES / 1_000_000 + " MB.");
            }
            return new JsonFile(name, JsonParser.parseString(Files.readString(file)).getAsJsonObject());
        } catch (IOException | JsonParseException | IllegalStateException e) {
            throw new InvalidInput("bad-checkpoint", name + " is not a JSON object in UTF-8.", e);
        }
    }

    /** The object below a key; an empty one when it is absent. */
    public JsonFile child(String key) {
        if (!has(key)) {
            return new JsonFile(name, new JsonObject());
        }
        return required(key);
    }

    /** The object below a key, which must be there. */
    public JsonFile required(String key) {
        if (!isObject(key)) {
            throw bad(key, has(key) ? "is not an object" : "is missing");
        }
        return new JsonFile(name, json.getAsJsonObject(key));
    }

    /** These settings, replaced by those of another object where that has them. */
    JsonFile under(JsonFile over) {
        JsonObject both = json.deepCopy();
        over.json.entrySet().forEach(e -> both.add(e.getKey(), e.getValue()));
        return new JsonFile(name, both);
    }

    public boolean has(String key) {
        return json.has(key) && !json.get(key).isJsonNull();
    }

    public boolean isObject(String key) {
        return has(key) && json.get(key).isJsonObject();
    }

    public boolean isArray(String key) {
        return has(key) && json.get(key).isJsonArray();
    }

    Set<String> keys() {
        return json.keySet();
    }

    public int integer(String key, int fallback) {
        return integer(key, fallback, SENSIBLE);
    }

    /** @param largest what a sensible file says at most; at least 1 */
    public int integer(String key, int fallback, int largest) {
        return size(key, number(key, fallback), largest);
    }

    private int size(String key, double value, int largest) {
        if (value != Math.rint(value) || value < 1 || value > largest) {
            throw bad(key, "is " + (value == (long) value ? String.valueOf((long) value) : String.valueOf(value))
                    + ", not a size between 1 and " + largest);
        }
        return (int) value;
    }

    public double number(String key, double fallback) {
        return has(key) ? number(key, json.get(key)) : fallback;
    }

    private double number(String key, JsonElement e) {
        try {
            double value = e.getAsDouble();
            if (e.isJsonPrimitive() && e.getAsJsonPrimitive().isNumber() && Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException | UnsupportedOperationException | IllegalStateException notANumber) {
            // Said below.
        }
        throw bad(key, "is not a number");
    }

    public boolean flag(String key, boolean fallback) {
        if (!has(key)) {
            return fallback;
        }
        if (!(json.get(key) instanceof JsonPrimitive p && p.isBoolean())) {
            throw bad(key, "is neither true nor false");
        }
        return json.get(key).getAsBoolean();
    }

    public Optional<String> text(String key) {
        if (!has(key)) {
            return Optional.empty();
        }
        if (!(json.get(key) instanceof JsonPrimitive p && p.isString())) {
            throw bad(key, "is not a text");
        }
        return Optional.of(json.get(key).getAsString());
    }

    /** A list of at least one size. */
    public int[] integers(String key) {
        JsonArray list = isArray(key) ? json.getAsJsonArray(key) : new JsonArray();
        if (list.isEmpty()) {
            throw bad(key, "is not a list of numbers");
        }
        return list.asList().stream().mapToInt(e -> size(key, number(key, e), SENSIBLE)).toArray();
    }

    /** A value per colour. */
    float[] three(String key, float[] fallback) {
        if (!has(key)) {
            return fallback;
        }
        if (!isArray(key) || json.getAsJsonArray(key).size() != 3) {
            throw bad(key, "is not a list of three numbers");
        }
        float[] out = new float[3];
        for (int i = 0; i < 3; i++) {
            out[i] = (float) number(key, json.getAsJsonArray(key).get(i));
        }
        return out;
    }

    /** {@link #three}, none of them 0 or less. */
    float[] deviations(String key, float[] fallback) {
        float[] values = three(key, fallback);
        for (float value : values) {
            if (!(value > 0)) {
                throw bad(key, "holds " + value + ", by which nothing can be divided");
            }
        }
        return values;
    }

    /**
     * Refuses what this program does not know, instead of guessing that it does not matter.
     *
     * @param defaults keys that may be there with this value
     */
    void onlyKnows(Set<String> keys, Map<String, String> defaults) {
        for (String key : json.keySet()) {
            String usual = defaults.get(key);
            boolean harmless = !has(key) || usual != null && json.get(key) instanceof JsonPrimitive p && p.getAsString().equals(usual);
            if (!keys.contains(key) && !harmless) {
                throw bad(key, "belongs to an architecture that FastLabel does not know");
            }
        }
    }

    public InvalidInput bad(String key, String what) {
        return new InvalidInput("bad-checkpoint", name + ": \"" + key + "\" " + what + ".");
    }
}
