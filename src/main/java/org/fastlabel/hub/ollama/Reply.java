package org.fastlabel.hub.ollama;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.JsonBody;

/**
 * One finished answer of the language model.
 *
 * @param doneReason why it ended; {@code length} when it was cut off
 * @param logprobs   of the tokens, in order; null where the server gave none
 */
record Reply(String content, String doneReason, JsonArray logprobs) {

    /** There is no answer to this one request, though the server may answer others. The message is for people. */
    static final class Missing extends Exception {

        private static final long serialVersionUID = 1L;

        Missing(String why) {
            super(why);
        }
    }

    /**
     * Puts an answer together, from one JSON object or from a line each: old servers and proxies stream although they are asked not to.
     *
     * @throws Missing when one of the lines says that it failed, or the line that ends it never came
     */
    static Reply read(String body) throws Missing {
        List<String> lines = body.lines().filter(line -> !line.isBlank()).toList();
        List<JsonObject> parts = parts(body, lines);
        StringBuilder content = new StringBuilder();
        JsonArrayBuilder logprobs = Json.createArrayBuilder();
        boolean weighed = false;
        String reason = null;
        for (JsonObject part : parts) {
            if (part.get("error") != null) {
                String error = part.get("error") instanceof JsonString s ? s.getString() : part.get("error").toString();
                throw new Missing("the server broke off: " + JsonBody.shortened(error));
            }
            content.append(text(part.get("response")));
            if (part.get("message") instanceof JsonObject message) {
                content.append(text(message.get("content")));
            }
            if (part.get("logprobs") instanceof JsonArray some && !some.isEmpty()) {
                some.forEach(logprobs::add);
                weighed = true;
            }
            if (part.get("done") == JsonValue.TRUE) {
                reason = text(part.get("done_reason"));
                break;
            }
        }
        if (reason == null) {
            throw new Missing("the answer ended before it was done");
        }
        return new Reply(content.toString(), reason, weighed ? logprobs.build() : null);
    }

    private static List<JsonObject> parts(String body, List<String> lines) throws Missing {
        try {
            return lines.stream().map(JsonBody::object).toList();
        } catch (InvalidInput e) {
            // Not an object on each line: one object, written over several.
            try {
                return List.of(JsonBody.object(body));
            } catch (InvalidInput broken) {
                throw new Missing("the answer was cut off or no JSON");
            }
        }
    }

    private static String text(JsonValue value) {
        return value instanceof JsonString s ? s.getString() : "";
    }
}
