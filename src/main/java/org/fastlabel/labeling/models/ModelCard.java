package org.fastlabel.labeling.models;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.fastlabel.labeling.Classes;
import org.fastlabel.labeling.Classes.LabelClass;
import org.fastlabel.labeling.LabelingState.CurvePoint;
import org.fastlabel.labeling.LabelingState.HeldOut;

/**
 * What is known about a model, beside its numbers.
 *
 * @param version      of the state that it was trained in; with the data set it makes the id
 * @param kind         what the items are: image, audio or text
 * @param checkpoint   id of what makes the embeddings that it judges
 * @param input        length of those embeddings
 * @param classes      by id, retired ones among them
 * @param labels       how many were confirmed when it was trained, held-out ones among them
 * @param counts       labels that it was taught, by class id
 * @param accuracy     of the labels, each judged unseen, or null while it is not measured
 * @param name         given by a person, or null; a named model is never cleared away
 * @param loaded       whether it was ever loaded again; such a model is never cleared away either
 */
public record ModelCard(String datasetId, long version, Instant created, String datasetName, String kind, String checkpoint,
        int input, String architecture, Classes classes, int labels, List<Integer> counts, CurvePoint accuracy, String name,
        boolean loaded) {

    private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());

    public ModelCard {
        counts = List.copyOf(counts);
    }

    public String id() {
        return datasetId + "-" + version;
    }

    /** Whether it stays when old ones are cleared away. */
    public boolean kept() {
        return name != null || loaded;
    }

    ModelCard measured(CurvePoint point) {
        return new ModelCard(datasetId, version, created, datasetName, kind, checkpoint, input, architecture, classes, labels, counts,
                point, name, loaded);
    }

    ModelCard named(String given) {
        return new ModelCard(datasetId, version, created, datasetName, kind, checkpoint, input, architecture, classes, labels, counts,
                accuracy, given, loaded);
    }

    ModelCard usedAgain() {
        return new ModelCard(datasetId, version, created, datasetName, kind, checkpoint, input, architecture, classes, labels, counts,
                accuracy, name, true);
    }

    JsonObject toJson() {
        JsonObjectBuilder json = JSON.createObjectBuilder().add("id", id()).add("version", version).add("created", created.toString())
                .add("dataset", JSON.createObjectBuilder().add("id", datasetId).add("name", datasetName).add("kind", kind))
                .add("checkpoint", checkpoint).add("input", input).add("architecture", architecture).add("labels", labels);
        JsonArrayBuilder all = JSON.createArrayBuilder();
        for (LabelClass c : classes.all()) {
            all.add(JSON.createObjectBuilder().add("id", c.id()).add("name", c.name()).add("color", c.color())
                    .add("retired", c.retired()).add("labels", counts.get(c.id())));
        }
        json.add("classes", all).add("loaded", loaded);
        if (name == null) {
            json.addNull("name");
        } else {
            json.add("name", name);
        }
        return (accuracy == null ? json.addNull("accuracy") : json.add("accuracy", json(accuracy))).build();
    }

    /** Of the labels that it was taught, each judged unseen; and of those held out, where there are any. */
    static JsonObject json(CurvePoint p) {
        JsonObjectBuilder json = estimate(p.labels(), p.accuracy(), p.low(), p.high());
        HeldOut h = p.heldOut();
        return (h == null ? json : json.add("held_out", estimate(h.labels(), h.accuracy(), h.low(), h.high()))).build();
    }

    private static JsonObjectBuilder estimate(int labels, double accuracy, double low, double high) {
        return JSON.createObjectBuilder().add("labels", labels).add("accuracy", accuracy).add("low", low).add("high", high);
    }

    /** @throws RuntimeException of various kinds when it is not what {@link #toJson} made */
    static ModelCard fromJson(JsonObject json) {
        JsonObject dataset = json.getJsonObject("dataset");
        List<JsonObject> all = json.getJsonArray("classes").getValuesAs(JsonObject.class);
        Classes classes = new Classes(all.stream().map(c -> new LabelClass(c.getInt("id"), c.getString("name"), c.getString("color"),
                c.getBoolean("retired"))).toList());
        return new ModelCard(dataset.getString("id"), json.getJsonNumber("version").longValueExact(),
                Instant.parse(json.getString("created")), dataset.getString("name"), dataset.getString("kind"),
                json.getString("checkpoint"), json.getInt("input"), json.getString("architecture"), classes, json.getInt("labels"),
                all.stream().map(c -> c.getInt("labels")).toList(), point(json.get("accuracy")), json.getString("name", null),
                json.getBoolean("loaded"));
    }

    private static CurvePoint point(JsonValue value) {
        if (value == JsonValue.NULL) {
            return null;
        }
        JsonObject p = value.asJsonObject();
        JsonObject h = p.getJsonObject("held_out");
        return new CurvePoint(p.getInt("labels"), real(p, "accuracy"), real(p, "low"), real(p, "high"), h == null ? null
                : new HeldOut(h.getInt("labels"), real(h, "accuracy"), real(h, "low"), real(h, "high")));
    }

    private static double real(JsonObject json, String name) {
        return json.getJsonNumber(name).doubleValue();
    }
}
