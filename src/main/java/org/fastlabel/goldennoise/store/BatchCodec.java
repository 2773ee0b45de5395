package org.fastlabel.goldennoise.store;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import org.fastlabel.api.JsonBody;
import org.fastlabel.generation.GenerationParameters;

/** What a group is made with, as text. */
public final class BatchCodec {

    private BatchCodec() {
    }

    public static String write(GenerationParameters p) {
        return Json.createObjectBuilder().add("steps", p.steps()).add("guidance_scale", p.guidanceScale()).add("scheduler", p.scheduler())
                .add("width", p.width()).add("height", p.height()).build().toString();
    }

    public static GenerationParameters parameters(String json) {
        JsonObject p = JsonBody.object(json);
        return new GenerationParameters(p.getInt("steps"), p.getJsonNumber("guidance_scale").doubleValue(), p.getString("scheduler"),
                p.getInt("width"), p.getInt("height"));
    }

    /** Null for null. */
    public static String write(Batch.Filtered f) {
        return f == null ? null : Json.createObjectBuilder().add("by", f.by()).add("candidates", f.candidates()).add("explore", f.explore())
                .build().toString();
    }

    /** Null for null. */
    public static Batch.Filtered prefilter(String json) {
        if (json == null) {
            return null;
        }
        JsonObject f = JsonBody.object(json);
        return new Batch.Filtered(f.getString("by"), f.getInt("candidates"), f.getJsonNumber("explore").doubleValue());
    }
}
