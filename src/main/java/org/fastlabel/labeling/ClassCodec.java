package org.fastlabel.labeling;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.List;
import org.fastlabel.labeling.Classes.LabelClass;
import org.fastlabel.labeling.head.HeadChoice;

/** Classes and options within events: classes as the whole list {@code [{"id","name","color","retired"}]}. */
final class ClassCodec {

    private ClassCodec() {
    }

    static JsonArray classes(Classes classes) {
        JsonArrayBuilder list = Json.createArrayBuilder();
        classes.all().forEach(c -> list.add(Json.createObjectBuilder().add("id", c.id()).add("name", c.name())
                .add("color", c.color()).add("retired", c.retired())));
        return list.build();
    }

    /** @return {@code fallback} where the event has none */
    static Classes classes(JsonObject event, Classes fallback) {
        if (!event.containsKey("classes")) {
            return fallback;
        }
        List<JsonObject> list = event.getJsonArray("classes").getValuesAs(JsonObject.class);
        return new Classes(list.stream().map(c -> new LabelClass(c.getInt("id"), c.getString("name"), c.getString("color"),
                c.getBoolean("retired"))).toList());
    }

    static JsonObject options(Options options) {
        return Json.createObjectBuilder().add("train_every", options.trainEvery()).add("head", options.head().wireName())
                .add("holdout_share", options.holdoutShare()).build();
    }

    /** @return {@code fallback} where the event has none */
    static Options options(JsonObject event, Options fallback) {
        JsonObject options = event.getJsonObject("options");
        return options == null ? fallback : new Options(options.getInt("train_every"),
                HeadChoice.valueOf(options.getString("head").toUpperCase(java.util.Locale.ROOT)),
                options.getJsonNumber("holdout_share").doubleValue());
    }
}
