package org.fastlabel.goldennoise.store;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import org.fastlabel.api.JsonBody;
import org.fastlabel.generation.GenerationParameters;
import org.fastlabel.goldennoise.rating.SeedPlan;

/**
 * How the pictures of a session are made and judged.
 *
 * @param model      id of the model, such as {@code embedded}
 * @param dtype      what it computes in; null for its own choice
 * @param clipScore  whether pictures get a CLIP score
 * @param batchSize  pictures that are shown at a time
 * @param mode       {@code grid} or {@code pairs}
 * @param prefilter  {@code none}, {@code clip} or {@code selector}
 * @param candidates of which the pre-filter chooses
 * @param explore    share of what is shown that chance draws, 0 to 1
 * @param ahead      groups that are made before anybody asks
 * @param seedBase   determines the seeds that all prompts share
 */
public record SessionSettings(String model, String dtype, GenerationParameters parameters, boolean clipScore, int batchSize, String mode,
                              SeedPlan seedPlan, String prefilter, int candidates, double explore, int ahead, long seedBase) {

    public String toJson() {
        JsonObjectBuilder json = Json.createObjectBuilder().add("model", model).add("parameters", BatchCodec.write(parameters))
                .add("clip_score", clipScore).add("batch_size", batchSize).add("mode", mode).add("seed_plan", seedPlan.wireName())
                .add("prefilter", prefilter).add("candidates", candidates).add("explore", explore).add("ahead", ahead)
                .add("seed_base", Long.toString(seedBase));
        if (dtype != null) {
            json.add("dtype", dtype);
        }
        return json.build().toString();
    }

    public static SessionSettings stored(String text) {
        JsonObject json = JsonBody.object(text);
        return new SessionSettings(json.getString("model"), json.getString("dtype", null),
                BatchCodec.parameters(json.getString("parameters")), json.getBoolean("clip_score"), json.getInt("batch_size"),
                json.getString("mode"), SeedPlan.named(json.getString("seed_plan")), json.getString("prefilter"), json.getInt("candidates"),
                json.getJsonNumber("explore").doubleValue(), json.getInt("ahead"), Long.parseLong(json.getString("seed_base")));
    }
}
