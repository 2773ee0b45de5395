package org.fastlabel.hub.backend;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.Optional;
import org.fastlabel.hub.Opinion;

/** A prediction as Label Studio takes it. */
final class Answer {

    private Answer() {
    }

    /** Empty when there is nothing to say, or nothing that the project could show. */
    static Optional<JsonObject> of(Opinion opinion, LabelConfig config, String version) {
        if (!opinion.usable() || !config.choices().containsKey(opinion.label())) {
            return Optional.empty();
        }
        JsonObject choice = Json.createObjectBuilder().add("from_name", config.fromName()).add("to_name", config.toName()).add("type", "choices")
                .add("value", Json.createObjectBuilder().add("choices", Json.createArrayBuilder().add(config.choices().get(opinion.label())))).build();
        return Optional.of(Json.createObjectBuilder().add("result", Json.createArrayBuilder().add(choice)).add("score", opinion.confidence())
                .add("model_version", version).build());
    }
}
