package org.fastlabel.fakes.ls;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the tables of the real one hold, as far as its API shows it. */
final class Rows {

    static final class Project {
        final long id;
        String title;
        String config;
        String modelVersion;
        Instant created;
        final Map<Long, Task> tasks = new TreeMap<>();

        Project(long id) {
            this.id = id;
        }

        JsonObject json() {
            LabelConfig parsed = LabelConfig.of(config);
            long done = tasks.values().stream().filter(t -> t.count(false) > 0).count();
            boolean fresh = tasks.isEmpty();
            return Json.createObjectBuilder().add("id", id).add("title", title).add("label_config", config)
                    .add("parsed_label_config", parsed.json()).add("created_at", created.toString())
                    .add("model_version", modelVersion == null ? "" : modelVersion).add("maximum_annotations", 1)
                    .add("sampling", "Sequential sampling").add("task_number", fresh ? JsonValue.NULL : Json.createValue(tasks.size()))
                    .add("total_annotations_number", fresh ? JsonValue.NULL
                            : Json.createValue(tasks.values().stream().mapToLong(t -> t.count(false)).sum()))
                    .add("num_tasks_with_annotations", fresh ? JsonValue.NULL : Json.createValue(done)).build();
        }
    }

    static final class Task {
        final long id;
        final Project project;
        JsonObject data;
        JsonValue meta;
        Instant created;
        Instant updated;
        final List<Annotation> annotations = new ArrayList<>();
        final List<Prediction> predictions = new ArrayList<>();

        Task(long id, Project project) {
            this.id = id;
            this.project = project;
        }

        long count(boolean cancelled) {
            return annotations.stream().filter(a -> a.cancelled == cancelled).count();
        }

        JsonObjectBuilder light() {
            JsonArrayBuilder people = Json.createArrayBuilder();
            annotations.forEach(a -> people.add(a.by));
            return Json.createObjectBuilder().add("id", id).add("data", data).add("meta", meta == null ? JsonValue.EMPTY_JSON_OBJECT : meta)
                    .add("project", project.id).add("inner_id", id).add("created_at", created.toString()).add("updated_at", updated.toString())
                    .add("is_labeled", count(false) >= 1).add("overlap", 1).add("total_annotations", count(false))
                    .add("cancelled_annotations", count(true)).add("total_predictions", predictions.size()).add("annotators", people);
        }

        JsonObjectBuilder full(boolean people) {
            JsonArrayBuilder said = Json.createArrayBuilder();
            annotations.forEach(a -> said.add(a.json(people)));
            JsonArrayBuilder foreseen = Json.createArrayBuilder();
            predictions.forEach(p -> foreseen.add(p.json()));
            return light().add("annotations", said).add("predictions", foreseen);
        }

        JsonObject exported() {
            JsonArrayBuilder said = Json.createArrayBuilder();
            annotations.forEach(a -> said.add(a.json(false)));
            JsonArrayBuilder ids = Json.createArrayBuilder();
            predictions.forEach(p -> ids.add(p.id));
            return light().add("annotations", said).add("predictions", ids).add("drafts", Json.createArrayBuilder()).build();
        }
    }

    static final class Annotation {
        final long id;
        final Task task;
        long by;
        JsonValue result;
        boolean cancelled;
        boolean truth;
        JsonValue leadTime = JsonValue.NULL;
        JsonValue parentPrediction = JsonValue.NULL;
        Instant created;
        Instant updated;

        Annotation(long id, Task task) {
            this.id = id;
            this.task = task;
        }

        JsonObject json(boolean people) {
            return Json.createObjectBuilder().add("id", id).add("task", task.id).add("project", task.project.id)
                    .add("completed_by", people ? Json.createObjectBuilder().add("id", by).add("email", Store.email(by)).build() : Json.createValue(by))
                    .add("result", result).add("was_cancelled", cancelled).add("ground_truth", truth).add("lead_time", leadTime)
                    .add("created_at", created.toString()).add("updated_at", updated.toString()).add("parent_prediction", parentPrediction)
                    .add("parent_annotation", JsonValue.NULL).build();
        }
    }

    static final class Prediction {
        final long id;
        final Task task;
        JsonValue result;
        String version;
        JsonValue score = JsonValue.NULL;
        Instant created;

        Prediction(long id, Task task) {
            this.id = id;
            this.task = task;
        }

        JsonObject json() {
            return Json.createObjectBuilder().add("id", id).add("task", task.id).add("project", task.project.id).add("result", result)
                    .add("model_version", version).add("score", score).add("created_ago", "0 minutes").add("created_at", created.toString())
                    .add("updated_at", created.toString()).build();
        }
    }

    record Webhook(long id, JsonObject settings) {

        JsonObject json() {
            return Json.createObjectBuilder(settings).add("id", id).build();
        }

        boolean wants(String action) {
            return settings.getBoolean("is_active", true) && (settings.getBoolean("send_for_all_actions", true)
                    || strings(settings.getJsonArray("actions")).contains(action));
        }
    }

    static List<String> strings(JsonArray array) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; array != null && i < array.size(); i++) {
            texts.add(array.getString(i));
        }
        return texts;
    }

    private Rows() {
    }
}
