package org.fastlabel.hub.prelabel;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import org.fastlabel.api.Interval;
import org.fastlabel.api.NotFound;

/** How far the confidence of a model can be believed on a data set, for the page. */
final class ReliabilityView {

    private ReliabilityView() {
    }

    /** @param model null for the one with most answers @throws NotFound when this model has proposed nothing here */
    static JsonObject of(PrelabelRepository repository, long datasetId, String model) {
        List<PrelabelRepository.Model> models = repository.models(datasetId);
        var list = Json.createArrayBuilder();
        models.forEach(m -> list.add(m.version()));
        JsonObjectBuilder view = Json.createObjectBuilder().add("models", list);
        if (model != null && models.stream().noneMatch(m -> m.version().equals(model))) {
            throw new NotFound("unknown-model", "No proposal of that model is in this data set.");
        }
        String chosen = model != null ? model : models.isEmpty() ? null : models.get(0).version();
        List<Judged> judged = chosen == null ? List.of() : repository.judged(datasetId, chosen);
        if (chosen == null) {
            view.addNull("model");
        } else {
            view.add("model", chosen);
        }
        view.add("n", judged.size());
        if (judged.isEmpty()) {
            view.addNull("raw");
        } else {
            view.add("raw", json(Reliability.of(judged)));
        }
        if (judged.size() >= Platt.LEAST_LABELS) {
            Platt platt = Platt.fit(judged);
            view.add("calibrated", json(Reliability.of(Reliability.crossCalibrated(judged))));
            view.add("calibration", Json.createObjectBuilder().add("a", platt.slope()).add("b", platt.intercept()).add("n", judged.size()));
        } else {
            view.addNull("calibrated").addNull("calibration");
        }
        int right = (int) judged.stream().filter(Judged::right).count();
        Interval share = Interval.of(right, judged.size());
        return view.add("needed", Platt.LEAST_LABELS).add("accuracy", Json.createObjectBuilder().add("right", right).add("of", judged.size())
                .add("low", share.low()).add("high", share.high())).build();
    }

    private static JsonObjectBuilder json(Reliability r) {
        var bins = Json.createArrayBuilder();
        r.bins().forEach(b -> bins.add(Json.createObjectBuilder().add("from", b.from()).add("to", b.to()).add("confidence", b.confidence())
                .add("accuracy", b.accuracy()).add("n", b.n())));
        return Json.createObjectBuilder().add("bins", bins).add("ece", r.ece()).add("brier", r.brier());
    }
}
