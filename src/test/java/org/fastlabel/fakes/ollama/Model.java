package org.fastlabel.fakes.ollama;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.Set;

/** An installed model. @param capabilities null for a server too old to know them */
public record Model(String name, String digest, Set<String> capabilities) {

    boolean called(String wanted) {
        return name.equals(wanted) || name.equals(wanted + ":latest");
    }

    JsonObject toJson() {
        return Json.createObjectBuilder().add("name", name).add("model", name).add("modified_at", "2026-01-05T08:00:00.000000000Z")
                .add("size", 1_321_098_329L).add("digest", digest).add("details", details()).build();
    }

    JsonObject details() {
        return Json.createObjectBuilder().add("family", "llama").add("parameter_size", "1.2B").add("quantization_level", "Q8_0").build();
    }
}
