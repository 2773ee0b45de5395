package org.fastlabel.goldennoise.learning;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.fastlabel.goldennoise.analysis.LongWork;
import org.fastlabel.goldennoise.learning.PromptShares.Estimate;

/** Where learning stands and what was learned last, as it is sent; {@link Learned} as it is kept. */
public record LearningView(String state, int done, int total, String step, LongWork.Error error, JsonObject selector, JsonObject refiner,
        JsonObject report) {

    static LearningView of(LongWork.State state, JsonObject learned) {
        return new LearningView(state.state(), state.done(), state.total(), state.step(), state.error(), part(learned, "selector"),
                part(learned, "refiner"), part(learned, "report"));
    }

    private static JsonObject part(JsonObject learned, String name) {
        return learned != null && learned.get(name) instanceof JsonObject part ? part : null;
    }

    /** @param selector null where it was not asked for; likewise the refiner */
    public record Learned(SelectorCard selector, RefinerCard refiner, ReportCard report) {

        static Learned of(Learning.Result r, Instant at) {
            return new Learned(r.judged() == null ? null : SelectorCard.of(r, at), r.refiner() == null ? null : new RefinerCard(at, r.modelId(),
                    r.refiner().pairs(), r.refiner().before(), r.refiner().after(), r.refiner().refiner().strength()), ReportCard.of(r.report()));
        }
    }

    /** @param ready whether it tells golden from other noise at all, and so ranks seeds from now on */
    public record SelectorCard(Instant trainedAt, String model, int images, int prompts, Range auc, boolean ready, List<String> features,
            List<Bin> calibration) {

        private static final List<String> BY_NOISE = List.of("noise", "prompt", "noise-by-prompt");
        private static final List<String> BY_LOOK = List.of("early", "prompt", "early-by-prompt");

        static SelectorCard of(Learning.Result r, Instant at) {
            return new SelectorCard(at, r.modelId(), r.judged().images(), r.judged().prompts(), Range.of(r.judged().auc()), r.judged().tells(),
                    r.early() ? BY_LOOK : BY_NOISE, r.judged().calibration().stream().map(b -> new Bin(b.predicted(), b.observed(), b.n())).toList());
        }
    }

    public record Bin(double predicted, double observed, int n) {
    }

    public record Range(double value, double low, double high) {

        static Range of(Estimate e) {
            return Double.isNaN(e.value()) ? new Range(0.5, 0, 1) : new Range(e.value(), e.low(), e.high());
        }
    }

    /** @param strength what the predicted change is multiplied by; 0 where no multiple of it helped */
    public record RefinerCard(Instant trainedAt, String model, int pairs, double lossBefore, double lossAfter, double strength) {
    }

    /** @param seeds new, or known: the seeds were shown for other prompts too, and what judges them may know them by heart */
    public record ReportCard(int heldOutPrompts, String seeds, List<ArmCard> arms, List<LiftCard> lift, String advice) {

        static ReportCard of(Report r) {
            return new ReportCard(r.prompts(), r.newSeeds() ? "new" : "known", r.arms().stream().filter(a -> Double.isFinite(a.share().value()))
                    .map(a -> new ArmCard(a.arm(), a.share().value(), a.share().low(), a.share().high(), a.n(), a.judgedBy())).toList(),
                    r.lift().stream().filter(l -> Double.isFinite(l.ratio().value()))
                            .map(l -> new LiftCard(l.arm(), l.ratio().value(), l.ratio().low(), l.ratio().high())).toList(),
                    r.advice().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
    }

    public record ArmCard(String arm, double share, double low, double high, int n, String judgedBy) {
    }

    public record LiftCard(String arm, double ratio, double low, double high) {
    }
}
