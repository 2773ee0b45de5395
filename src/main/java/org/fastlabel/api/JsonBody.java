package org.fastlabel.api;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads request bodies strictly, so that every complaint says which field is at fault. */
public final class JsonBody {

    /** Deeper nesting than any request needs; the parser recurses, so deep nonsense is refused before it is parsed. */
    private static final int MAX_DEPTH = 32;

    private JsonBody() {
    }

    /** @throws InvalidInput when the text is not one JSON object */
    public static JsonObject object(String body) {
        JsonValue value = value(body);
        if (value.getValueType() != JsonValue.ValueType.OBJECT) {
            throw new InvalidInput("malformed-body", "The body must be a JSON object, such as {\"type\": \"sample\"}.");
        }
        return value.asJsonObject();
    }

    /** Of a body that is read only now, after it was asked who sends it. UTF-8, as JSON is. */
    public static JsonObject object(InputStream body) {
        try {
            return object(new String(body.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new InvalidInput("malformed-body", "The body broke off.", e);
        }
    }

    /** @throws InvalidInput when the text is not JSON */
    public static JsonValue value(String body) {
        if (body == null || body.isBlank()) {
            throw new InvalidInput("malformed-body", "The body is empty; JSON was expected.");
        }
        checkDepth(body);
        try (JsonReader reader = Json.createReader(new StringReader(body))) {
            return reader.readValue();
        } catch (JsonException | IllegalStateException e) {
            throw new InvalidInput("malformed-body", "The body is not JSON. Check quotes, commas and brackets.");
        }
    }

    private static void checkDepth(String body) {
        int depth = 0;
        boolean inText = false;
        for (int i = 0; i < body.length(); i++) {
            char c = body.charAt(i);
            if (inText) {
                if (c == '\\') {
                    i++;
                } else if (c == '"') {
                    inText = false;
                }
            } else if (c == '"') {
                inText = true;
            } else if ((c == '[' || c == '{') && ++depth > MAX_DEPTH) {
                throw new InvalidInput("malformed-body", "The body is nested too deeply.");
            } else if (c == ']' || c == '}') {
                depth--;
            }
        }
    }

    /** The text of a field; empty when it is absent or null. @throws InvalidInput when it is something else */
    public static Optional<String> text(JsonObject body, String field) {
        JsonValue value = body.get(field);
        if (value == null || value == JsonValue.NULL) {
            return Optional.empty();
        }
        if (value instanceof JsonString s) {
            return Optional.of(s.getString());
        }
        throw new InvalidInput("bad-field", "\"" + field + "\" must be text.");
    }

    /** @throws InvalidInput when the value is not a whole number that fits 32 bits */
    public static int integer(JsonValue value, String field) {
        if (value instanceof JsonNumber n) {
            try {
                return n.bigDecimalValue().precision() > 20 ? refuse(field) : n.intValueExact();
            } catch (ArithmeticException e) {
                return refuse(field);
            }
        }
        return refuse(field);
    }

    private static int refuse(String field) {
        throw new InvalidInput("bad-field", "\"" + field + "\" must be a whole number.");
    }

    /** A piece of the person's own words, for a message. */
    public static String shortened(String text) {
        String clean = text.replaceAll("\\p{Cntrl}", " ");
        return clean.length() <= 40 ? clean : clean.substring(0, 40) + "…";
    }
}
