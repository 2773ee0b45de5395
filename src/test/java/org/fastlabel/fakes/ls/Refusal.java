package org.fastlabel.fakes.ls;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.UUID;

/** An answer that is no success. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    final int status;
    private final transient JsonValue errors;
    private final boolean page;

    private Refusal(int status, String detail, JsonValue errors, boolean page) {
        super(detail);
        this.status = status;
        this.errors = errors;
        this.page = page;
    }

    Refusal(int status, String detail) {
        this(status, detail, null, false);
    }

    static Refusal of(String field, String why) {
        return new Refusal(400, "Validation error", Json.createObjectBuilder().add(field, Json.createArrayBuilder().add(why)).build(), false);
    }

    static Refusal of(JsonObject errors) {
        return new Refusal(400, "Validation error", errors, false);
    }

    /** The page that unknown paths get. */
    static Refusal htmlPage() {
        return new Refusal(404, "Not Found", null, true);
    }

    Reply reply() {
        if (page) {
            return new Reply(404, "text/html; charset=utf-8", "<!doctype html><html><head><title>Not Found</title></head><body>404</body></html>");
        }
        JsonObjectBuilder body = Json.createObjectBuilder().add("id", UUID.randomUUID().toString()).add("status_code", status)
                .add("version", FakeLabelStudio.VERSION).add("detail", getMessage()).add("exc_info",
                        status == 500 ? Json.createValue("Traceback (most recent call last): …") : JsonValue.NULL);
        if (errors != null) {
            body.add("validation_errors", errors);
        }
        return Reply.json(status, body.build());
    }
}
