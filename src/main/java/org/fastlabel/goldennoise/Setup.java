package org.fastlabel.goldennoise;

import java.util.List;
import java.util.random.RandomGenerator;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.generation.GenerationParameters;
import org.fastlabel.goldennoise.rating.SeedPlan;
import org.fastlabel.goldennoise.store.SessionSettings;

/** Reads what a new session is to be; what is not said is the model's default or the usual. */
final class Setup {

    private static final int MOST_SHOWN = 64;
    private static final int MOST_CANDIDATES = 256;
    private static final int MOST_AHEAD = 8;
    private static final int MOST_STEPS = 1_000;
    private static final int MOST_SIDE = 1 << 14;

    private Setup() {
    }

    static String model(Fields fields) {
        return fields.text("model", "embedded", 300);
    }

    /** Null for what suits model and device. */
    private static String dtype(Fields fields) {
        String dtype = fields.oneOf("dtype", "auto", List.of("auto", "float32", "bfloat16", "float16"));
        return dtype.equals("auto") ? null : dtype;
    }

    /** @param usual what the model's makers recommend */
    static SessionSettings read(Fields fields, GenerationParameters usual, RandomGenerator random) {
        GenerationParameters parameters = new GenerationParameters(fields.whole("steps", usual.steps(), 1, MOST_STEPS),
                fields.number("guidance_scale", usual.guidanceScale(), 0, 100), fields.text("scheduler", usual.scheduler(), 100),
                fields.whole("width", usual.width(), 1, MOST_SIDE), fields.whole("height", usual.height(), 1, MOST_SIDE));
        int shown = fields.whole("batch_size", 8, 1, MOST_SHOWN);
        String mode = fields.oneOf("mode", "grid", List.of("grid", "pairs"));
        if (mode.equals("pairs") && shown < 2) {
            throw new InvalidInput("bad-batch-size", "Pairs need groups of at least 2 pictures.");
        }
        boolean clip = fields.flag("clip_score", true);
        String prefilter = fields.oneOf("prefilter", "none", List.of("none", "clip", "selector"));
        if (prefilter.equals("clip") && !clip) {
            throw new InvalidInput("bad-prefilter", "The pre-filter by CLIP score needs \"clip_score\": true.");
        }
        int candidates = fields.whole("candidates", 32, 1, MOST_CANDIDATES);
        if (!prefilter.equals("none") && candidates < shown) {
            throw new InvalidInput("bad-candidates", "\"candidates\" must be at least the batch_size, which is " + shown + ".");
        }
        return new SessionSettings(model(fields), dtype(fields), parameters,
                clip, shown, mode, SeedPlan.named(fields.oneOf("seed_plan", "mixed", SeedPlan.names())), prefilter, candidates,
                fields.number("explore", 0.25, 0, 1), fields.whole("ahead", 2, 0, MOST_AHEAD), SeedPlan.seed(random));
    }
}
