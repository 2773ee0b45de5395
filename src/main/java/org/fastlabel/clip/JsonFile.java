package org.fastlabel.clip;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.fastlabel.api.InvalidInput;

/** A configuration file of a checkpoint; every complaint names the file and the key. */
final class JsonFile {

    private final String name;
    private final JsonObject json;

    private JsonFile(String name, JsonObject json) {
        this.name = name;
        this.json = json;
    }

    static JsonFile read(Path file) {
        String name = file.getFileName().toString();
        try {
            return new JsonFile(name, JsonParser.parseString(Files.readString(file)).getAsJsonObject());
        } catch (IOException | JsonParseException | IllegalStateException e) {
            throw new InvalidInput("bad-checkpoint", name + " is missing or is not JSON.", e);
        }
    }

    /** The object below a key; an empty one when it is absent. */
    JsonFile child(String key) {
        JsonElement e = json.get(key);
        if (e != null && !e.isJsonNull() && !e.isJsonObject()) {
            throw bad(key, "is not an object");
        }
        return new JsonFile(name, e == null || e.isJsonNull() ? new JsonObject() : e.getAsJsonObject());
    }

    boolean has(String key) {
        return json.has(key) && !json.get(key).isJsonNull();
    }

    boolean isObject(String key) {
        return has(key) && json.get(key).isJsonObject();
    }

    boolean isArray(String key) {
        return has(key) && json.get(key).isJsonArray();
    }

    int integer(String key, int fallback) {
        double value = number(key, fallback);
        if (value != Math.rint(value) || value < 1 || value > 1_000_000) {
            throw bad(key, "is " + value + ", not a sensible size");
        }
        return (int) value;
    }

    double number(String key, double fallback) {
        try {
            return has(key) ? json.get(key).getAsDouble() : fallback;
        } catch (NumberFormatException | UnsupportedOperationException | IllegalStateException e) {
            throw bad(key, "is not a number");
        }
    }

    boolean flag(String key, boolean fallback) {
        return has(key) ? json.get(key).getAsBoolean() : fallback;
    }

    Optional<String> text(String key) {
        return has(key) ? Optional.of(json.get(key).getAsString()) : Optional.empty();
    }

    int[] integers(String key) {
        return json.getAsJsonArray(key).asList().stream().mapToInt(JsonElement::getAsInt).toArray();
    }

    float[] three(String key, float[] fallback) {
        if (!has(key)) {
            return fallback;
        }
        if (!isArray(key) || json.getAsJsonArray(key).size() != 3) {
            throw bad(key, "is not a list of three numbers");
        }
        float[] out = new float[3];
        for (int i = 0; i < 3; i++) {
            out[i] = json.getAsJsonArray(key).get(i).getAsFloat();
        }
        return out;
    }

    /** Refuses what this program does not know, instead of guessing that it does not matter. */
    void onlyKnows(Set<String> keys) {
        for (String key : json.keySet()) {
            if (!keys.contains(key) && has(key)) {
                throw bad(key, "belongs to an architecture that FastLabel does not know");
            }
        }
    }

    InvalidInput bad(String key, String what) {
        return new InvalidInput("bad-checkpoint", name + ": \"" + key + "\" " + what + ".");
    }
}
