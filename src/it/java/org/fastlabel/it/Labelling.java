package org.fastlabel.it;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.fastlabel.dataset.sample.SamplePortraits;

/** What an annotator does, by HTTP. Every call expects success; refusals are asked of {@link #api()}. */
public final class Labelling {

    private static final Duration PATIENCE = Duration.ofSeconds(400);
    /** Reads the whole data set page by page. */
    private static final int PAGE = 1000;

    private final Api api;

    public Labelling(Server server) {
        this.api = server.api();
    }

    public Api api() {
        return api;
    }

    /** One item as {@code data_view} shows it. @param user null without a confirmed label  @param model null without a judge */
    public record Item(int id, String filename, Integer user, Integer model, double probPositive, String unreadable) {

        static Item of(JsonObject o) {
            return new Item(o.getInt("id"), o.getString("filename"), integer(o, "user_label"), integer(o, "model_label"),
                    o.containsKey("prob_pos") && !o.isNull("prob_pos") ? o.getJsonNumber("prob_pos").doubleValue() : 0.5,
                    o.containsKey("unreadable") && !o.isNull("unreadable") ? o.getString("unreadable") : null);
        }

        private static Integer integer(JsonObject o, String name) {
            return !o.containsKey(name) || o.isNull(name) ? null : (Integer) o.getInt(name);
        }
    }

    public JsonObject sample() {
        return config(Json.createObjectBuilder().add("type", "sample"));
    }

    public JsonObject folder(Path path) {
        return config(Json.createObjectBuilder().add("type", "image").add("path", path.toString()));
    }

    public JsonObject sprite(Path path, int tile) {
        return config(Json.createObjectBuilder().add("type", "sprite").add("path", path.toString()).add("tile", tile));
    }

    /** Opens whatever data set the contract knows. */
    public JsonObject config(JsonObjectBuilder spec) {
        return api.post("config", spec.build()).ok();
    }

    public JsonObject status() {
        return api.get("status").ok();
    }

    /** Waits until every item is embedded or found unreadable. */
    public JsonObject embedded() {
        Waiting.until("everything is embedded", PATIENCE, () -> {
            JsonObject embedding = status().getJsonObject("embedding");
            if (embedding.getString("state").equals("failed")) {
                throw new Waiting.InVain("embedding failed: " + embedding);
            }
            return embedding.getString("state").equals("done");
        });
        return status();
    }

    /** Waits until training and the measurement of accuracy after it have come to rest. */
    public void learnt() {
        Waiting.until("training is over", PATIENCE, () -> !status().getBoolean("training"));
    }

    public JsonObject batch(String strategy, int size) {
        return api.get("next_batch?images=false&strategy=" + strategy + "&batch_size=" + size).ok();
    }

    public static List<Integer> ids(JsonObject batch) {
        return batch.getJsonArray("items").stream().map(v -> v.asJsonObject().getInt("id")).toList();
    }

    public static JsonArray edits(Map<Integer, Integer> labels) {
        JsonArrayBuilder edits = Json.createArrayBuilder();
        labels.forEach((id, label) -> {
            JsonObjectBuilder edit = Json.createObjectBuilder().add("id", id);
            edits.add(label == null ? edit.addNull("label") : edit.add("label", label));
        });
        return edits.build();
    }

    /** Confirms labels, and waits until they are learnt. */
    public JsonObject submit(Map<Integer, Integer> labels) {
        return learnt(api.post("submit_labels", edits(labels)).ok());
    }

    public JsonObject submit(Map<Integer, Integer> labels, String submitId) {
        return learnt(api.post("submit_labels?submit_id=" + submitId, edits(labels)).ok());
    }

    public JsonObject relabel(Map<Integer, Integer> labels) {
        return learnt(api.post("relabel", edits(labels)).ok());
    }

    private JsonObject learnt(JsonObject answer) {
        learnt();
        return answer;
    }

    /** One change of the classes, such as {@code {"action":"add","name":"cat"}}. */
    public JsonObject classes(JsonObjectBuilder action) {
        return api.post("classes", action.build()).ok();
    }

    public JsonObject options(JsonObjectBuilder options) {
        return api.post("options", options.build()).ok();
    }

    /** A folder with classes of its own. */
    public JsonObject folder(Path path, List<String> classes) {
        return config(Json.createObjectBuilder().add("type", "image").add("path", path.toString())
                .add("classes", Json.createArrayBuilder(classes)));
    }

    public JsonObject undo() {
        return api.post("undo", "{}").ok();
    }

    public JsonObject query(String words) {
        return api.post("set_query", Json.createObjectBuilder().add("query", words).build()).ok();
    }

    public JsonObject labels() {
        return api.get("labeled_data").ok();
    }

    /** Every item with its label and prediction, by id. */
    public Map<Integer, Item> items() {
        Map<Integer, Item> items = new LinkedHashMap<>();
        for (int offset = 0, total = 1; offset < total;) {
            JsonObject page = api.get("data_view?mode=model&limit=" + PAGE + "&offset=" + offset).ok();
            page.getJsonArray("items").forEach(v -> items.put(v.asJsonObject().getInt("id"), Item.of(v.asJsonObject())));
            total = page.getInt("total");
            offset += Math.max(1, page.getJsonArray("items").size());
        }
        return items;
    }

    public Item item(String filename) {
        return items().values().stream().filter(i -> i.filename().equals(filename)).findFirst()
                .orElseThrow(() -> new AssertionError("there is no " + filename));
    }

    /** A batch, answered truthfully by whoever sees the file names. @return what to submit */
    public Map<Integer, Integer> answered(String strategy, int size, Predicate<String> positive) {
        return answers(batch(strategy, size), positive);
    }

    public static Map<Integer, Integer> answers(JsonObject batch, Predicate<String> positive) {
        Map<Integer, Integer> labels = new LinkedHashMap<>();
        batch.getJsonArray("items").forEach(v -> labels.put(v.asJsonObject().getInt("id"),
                positive.test(v.asJsonObject().getString("filename")) ? 1 : 0));
        return labels;
    }

    /** Labels so many batches of the sample by an attribute. */
    public void teach(String attribute, String strategy, int batches, int size) {
        for (int i = 0; i < batches; i++) {
            submit(answered(strategy, size, truth(attribute)));
        }
        learnt();
    }

    /** What an annotator of the sample would say. */
    public static Predicate<String> truth(String attribute) {
        return name -> SamplePortraits.attributes(SamplePortraits.index(name)).has(attribute);
    }

    /** Probability that a positive item stands before a negative one; ties count half. */
    public static double auc(Iterable<Item> items, Predicate<String> positive) {
        List<Double> yes = new ArrayList<>();
        List<Double> no = new ArrayList<>();
        items.forEach(i -> (positive.test(i.filename()) ? yes : no).add(i.probPositive()));
        double won = 0;
        for (double a : yes) {
            for (double b : no) {
                won += a > b ? 1 : a == b ? 0.5 : 0;
            }
        }
        return won / ((double) yes.size() * no.size());
    }
}
