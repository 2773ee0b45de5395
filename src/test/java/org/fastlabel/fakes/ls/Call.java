package org.fastlabel.fakes.ls;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.Map;

/** A call as it came. @param path without the base path @param body null when it was chunked, which the plain server does not read */
public record Call(String method, String path, Map<String, String> query, Map<String, String> headers, String body) {

    /** @throws Refusal as the real one answers */
    JsonValue json() {
        if (body == null || body.isEmpty()) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
        String type = headers.getOrDefault("content-type", "");
        if (!type.startsWith("application/json")) {
            throw new Refusal(415, "Unsupported media type \"" + type + "\" in request.");
        }
        try {
            return Json.createReader(new StringReader(body)).readValue();
        } catch (JsonException | IllegalStateException e) {
            throw new Refusal(400, "JSON parse error - " + e.getMessage());
        }
    }

    JsonObject object() {
        if (json() instanceof JsonObject object) {
            return object;
        }
        throw Refusal.of("non_field_errors", "Invalid data. Expected a dictionary, but got list.");
    }

    int number(String name, int fallback) {
        String text = query.get(name);
        return text != null && text.matches("-?\\d{1,9}") ? Integer.parseInt(text) : fallback;
    }

    boolean flag(String name) {
        return "true".equals(query.get(name)) || "1".equals(query.get(name));
    }
}
