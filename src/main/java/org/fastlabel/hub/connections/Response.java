package org.fastlabel.hub.connections;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.JsonBody;

/** What came back: always a 2xx. */
public record Response(String from, int status, HttpHeaders headers, byte[] body) {

    public String contentType() {
        return headers.firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** {@code application/.json} is JSON too: Label Studio's exports say so. */
    static boolean isJson(String contentType) {
        return contentType.matches("application/(.*[.+])?json\\s*(;.*)?");
    }

    /** @throws Refused when it does not say that it is JSON, or is none: also when its end is missing */
    public JsonValue json() {
        if (!isJson(contentType())) {
            throw bad("answered with " + (contentType().isEmpty() ? "no type of content" : JsonBody.shortened(contentType())) + " instead of JSON");
        }
        try {
            return JsonBody.value(text());
        } catch (InvalidInput e) {
            throw bad("answered with broken JSON");
        }
    }

    public JsonObject object() {
        JsonValue value = json();
        if (value instanceof JsonObject object) {
            return object;
        }
        throw bad("answered with JSON of another form");
    }

    public JsonArray array() {
        JsonValue value = json();
        if (value instanceof JsonArray array) {
            return array;
        }
        throw bad("answered with JSON of another form");
    }

    private Refused bad(String what) {
        return new Refused(Refused.BAD_ANSWER, status, from + " " + what + ".",
                "Check that the address is that of the right server, with its path, and not of a page before it.");
    }

    @Override
    public String toString() {
        return status + " " + contentType() + ", " + body.length + " bytes";
    }
}
