package org.fastlabel.labeling.checkpoints;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * How well each of some checkpoints learns the labels of a data set.
 *
 * @param state      running, done, failed or cancelled
 * @param labels     how many labels it is measured on
 * @param checkpoint the one that is being looked at, or null
 * @param done       items that it has embedded, of {@code total}
 * @param error      why something could not be measured, or null
 * @param errorCode  the same, stable
 * @param results    the best first
 */
record Comparison(String state, int labels, String checkpoint, int done, int total, String error, String errorCode, List<Result> results) {

    private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());

    /** @param low and {@code high}: 95 % interval @param labels that could be read */
    record Result(String id, double accuracy, double low, double high, int labels) {
    }

    Comparison {
        results = List.copyOf(results);
    }

    static Comparison begun(int labels) {
        return new Comparison("running", labels, null, 0, labels, null, null, List.of());
    }

    boolean running() {
        return state.equals("running");
    }

    Comparison lookingAt(String id, int embedded) {
        return new Comparison(state, labels, id, embedded, total, error, errorCode, results);
    }

    Comparison with(Result result) {
        List<Result> all = new ArrayList<>(results);
        all.add(result);
        all.sort(Comparator.comparingDouble(Result::accuracy).reversed());
        return new Comparison(state, labels, null, 0, total, error, errorCode, all);
    }

    /** One of them could not be measured; the others can. */
    Comparison without(String why, String code) {
        return new Comparison(state, labels, null, 0, total, why, code, results);
    }

    Comparison ended(String how) {
        return new Comparison(how, labels, null, 0, total, error, errorCode, results);
    }

    JsonObject toJson() {
        JsonArrayBuilder list = JSON.createArrayBuilder();
        results.forEach(r -> list.add(JSON.createObjectBuilder().add("id", r.id).add("accuracy", r.accuracy).add("low", r.low)
                .add("high", r.high).add("labels", r.labels)));
        JsonObjectBuilder json = JSON.createObjectBuilder().add("state", state).add("labels", labels).add("done", done).add("total", total)
                .add("results", list);
        text(json, "checkpoint", checkpoint);
        text(json, "error", error);
        text(json, "error_code", errorCode);
        return json.build();
    }

    private static void text(JsonObjectBuilder json, String name, String value) {
        if (value == null) {
            json.addNull(name);
        } else {
            json.add(name, value);
        }
    }

    /** @throws RuntimeException of various kinds when it is not what {@link #toJson} made */
    static Comparison fromJson(JsonObject json) {
        List<Result> results = json.getJsonArray("results").getValuesAs(JsonObject.class).stream()
                .map(r -> new Result(r.getString("id"), real(r, "accuracy"), real(r, "low"), real(r, "high"), r.getInt("labels"))).toList();
        return new Comparison(json.getString("state"), json.getInt("labels"), null, 0, json.getInt("total"),
                json.getString("error", null), json.getString("error_code", null), results);
    }

    private static double real(JsonObject json, String name) {
        return json.getJsonNumber(name).doubleValue();
    }
}
