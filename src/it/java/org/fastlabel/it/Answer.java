package org.fastlabel.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;

/** What the server answered. @param asked method and address, for messages */
public record Answer(String asked, int status, HttpHeaders headers, byte[] bytes) {

    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    public Answer expect(int expected) {
        assertEquals(expected, status, () -> asked + " answered " + text().substring(0, Math.min(500, text().length())));
        return this;
    }

    /** The body of a 200 that is a JSON object. */
    public JsonObject ok() {
        expect(200);
        return value().asJsonObject();
    }

    public JsonArray array() {
        expect(200);
        return value().asJsonArray();
    }

    private JsonValue value() {
        return Json.createReader(new StringReader(text())).readValue();
    }

    /** The body of a refusal, after its whole shape has been looked at. */
    public JsonObject problem(int expected) {
        expect(expected);
        assertTrue(header("Content-Type").startsWith("application/problem+json"), () -> asked + ": " + header("Content-Type"));
        JsonObject problem = value().asJsonObject();
        assertEquals(expected, problem.getInt("status"), asked);
        assertFalse(problem.getBoolean("success", true), asked);
        for (String field : new String[] {"type", "title", "detail", "code", "message"}) {
            assertFalse(problem.getString(field, "").isBlank(), () -> asked + " lacks " + field + ": " + text());
        }
        assertEquals(problem.getString("detail"), problem.getString("message"), asked);
        assertFalse(text().contains("Exception") || text().contains("org.fastlabel") || text().contains("at java."),
                () -> asked + " tells of its inside: " + text());
        return problem;
    }

    public JsonObject problem(int expected, String code) {
        JsonObject problem = problem(expected);
        assertEquals(code, problem.getString("code"), () -> asked + ": " + text());
        return problem;
    }
}
