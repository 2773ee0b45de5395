package org.fastlabel.labeling;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import org.fastlabel.labeling.LabelingState.CurvePoint;
import org.fastlabel.labeling.LabelingState.Learning;

/** What a submit or correction is answered with; kept with the event, so that a repeated request gets the same words. */
final class SubmitAnswer {

    private static final String LATE = "The labels are kept and are being learnt.";
    private static final String FAILED = "The labels are kept, but could not be learnt: ";

    private SubmitAnswer() {
    }

    /** Before anything was learnt of it. @param corrections how many of the labels the judge had seen differently */
    static JsonObject of(LabelingState state, int unlabeled, int sent, int corrections) {
        return Json.createObjectBuilder().add("success", true)
                .add("labeled_count", state.labels().count()).add("unlabeled_count", unlabeled)
                .add("triggered", state.learning() == Learning.DUE).add("trained", false)
                .add("learned", Json.createObjectBuilder().add("labels", sent).add("corrections", corrections))
                .add("accuracy", accuracy(state.accuracy())).add("version", state.version()).build();
    }

    /** @param problem why the training failed, or null */
    static JsonObject learnt(JsonObject answer, boolean triggered, boolean trained, long version, String problem) {
        JsonObjectBuilder learnt = Json.createObjectBuilder(answer).add("triggered", triggered).add("trained", trained)
                .add("version", version);
        if (triggered && !trained) {
            learnt.add("message", problem == null ? LATE : FAILED + problem);
        }
        return learnt.build();
    }

    static JsonValue accuracy(CurvePoint point) {
        if (point == null) {
            return JsonValue.NULL;
        }
        CurvePoint said = point.headline();
        return Json.createObjectBuilder().add("labels", said.labels()).add("accuracy", said.accuracy()).add("low", said.low())
                .add("high", said.high()).build();
    }

    /** @param now the state that the repeated request finds */
    static JsonObject repeated(JsonObject first, LabelingState now) {
        boolean triggered = first.getBoolean("triggered", true);
        return Json.createObjectBuilder(learnt(first, triggered, triggered && now.learning() == Learning.DONE, now.version(), null))
                .add("repeated", true).build();
    }
}
