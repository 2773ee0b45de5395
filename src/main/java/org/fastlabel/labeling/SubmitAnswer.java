package org.fastlabel.labeling;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import org.fastlabel.labeling.LabelingState.CurvePoint;

/** What a submit or correction is answered with; kept with the event, so that a repeated request gets the same words. */
final class SubmitAnswer {

    private static final String LATE = "The labels are kept. The model is still being prepared, so they are learnt a little later.";

    private SubmitAnswer() {
    }

    /** @param corrections how many of the labels the judge had seen differently */
    static JsonObject of(LabelingState state, int unlabeled, boolean trained, int sent, int corrections) {
        JsonObjectBuilder answer = Json.createObjectBuilder().add("success", true)
                .add("labeled_count", state.labels().count()).add("unlabeled_count", unlabeled).add("trained", trained)
                .add("learned", Json.createObjectBuilder().add("labels", sent).add("corrections", corrections))
                .add("accuracy", accuracy(state.accuracy())).add("version", state.version());
        if (!trained && state.labels().count() > 0) {
            answer.add("message", LATE);
        }
        return answer.build();
    }

    static JsonValue accuracy(CurvePoint point) {
        return point == null ? JsonValue.NULL : Json.createObjectBuilder().add("labels", point.labels())
                .add("accuracy", point.accuracy()).add("low", point.low()).add("high", point.high()).build();
    }

    static JsonObject repeated(JsonObject first) {
        return Json.createObjectBuilder(first).add("repeated", true).build();
    }
}
