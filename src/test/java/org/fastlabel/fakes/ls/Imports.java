package org.fastlabel.fakes.ls;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Many tasks or predictions at once: all or nothing, and nothing is compared with what is there already. */
final class Imports {

    private final Store store;
    private final Map<Long, JsonObject> finished = new HashMap<>();

    Imports(Store store) {
        this.store = store;
    }

    synchronized Reply tasks(long projectId, Call call, boolean hosted) {
        synchronized (store) {
            if (!store.projects.containsKey(projectId)) {
                throw Refusal.htmlPage();
            }
            Rows.Project project = store.project(projectId);
            JsonValue body = call.json();
            JsonArray items = body instanceof JsonArray array ? array
                    : body.asJsonObject().isEmpty() ? JsonValue.EMPTY_JSON_ARRAY : Json.createArrayBuilder().add(body).build();
            if (items.isEmpty()) {
                throw Refusal.of("non_field_errors", "load_tasks: No tasks added");
            }
            check(items, LabelConfig.of(project.config));
            boolean commit = !"false".equals(call.query().get("commit_to_project"));
            int predictions = 0;
            JsonArrayBuilder ids = Json.createArrayBuilder();
            for (JsonValue item : commit ? items : JsonValue.EMPTY_JSON_ARRAY) {
                JsonObject task = item.asJsonObject();
                long id = store.add(projectId, data(task), task.get("meta"));
                ids.add(id);
                JsonArray foreseen = task.get("predictions") instanceof JsonArray a ? a : JsonValue.EMPTY_JSON_ARRAY;
                for (JsonValue one : foreseen) {
                    JsonObject p = one.asJsonObject();
                    String version = p.getString("model_version", "undefined");
                    store.predict(id, p.getOrDefault("result", JsonValue.EMPTY_JSON_ARRAY), version, p.getOrDefault("score", JsonValue.NULL));
                    project.modelVersion = project.modelVersion == null ? version : project.modelVersion;
                    predictions++;
                }
            }
            if (hosted) {
                long number = finished.size() + 1;
                finished.put(number, Json.createObjectBuilder().add("id", number).add("status", "completed").add("task_count", items.size()).build());
                return Reply.json(201, Json.createObjectBuilder().add("import", number).build());
            }
            JsonObjectBuilder answer = Json.createObjectBuilder().add("task_count", items.size())
                    .add("annotation_count", commit ? Json.createValue(0) : JsonValue.NULL)
                    .add("prediction_count", commit ? Json.createValue(predictions) : JsonValue.NULL).add("duration", 0.1)
                    .add("file_upload_ids", JsonValue.EMPTY_JSON_ARRAY).add("could_be_tasks_list", false);
            if (call.flag("return_task_ids")) {
                answer.add("task_ids", ids);
            }
            store.event(project, "TASKS_CREATED", Json.createObjectBuilder().add("tasks", JsonValue.EMPTY_JSON_ARRAY));
            return Reply.json(201, answer.build());
        }
    }

    private static JsonObject data(JsonObject item) {
        return item.get("data") instanceof JsonObject data ? data : item;
    }

    private static void check(JsonArray items, LabelConfig config) {
        JsonArrayBuilder errors = Json.createArrayBuilder();
        boolean bad = false;
        for (int i = 0; i < items.size(); i++) {
            String wrong = null;
            if (!(items.get(i) instanceof JsonObject item)) {
                wrong = "Task is not a dict";
            } else {
                JsonObject data = data(item);
                for (String key : config.dataKeys()) {
                    if (!data.containsKey(key)) {
                        wrong = "\"" + key + "\" key is expected in task data";
                    } else if (data.isNull(key)) {
                        wrong = "\"" + key + "\" must not be null";
                    }
                }
            }
            bad |= wrong != null;
            errors.add(wrong == null ? JsonValue.EMPTY_JSON_OBJECT : Json.createValue("Error at item " + i + ": " + wrong));
        }
        if (bad) {
            throw Refusal.of(Json.createObjectBuilder().add("non_field_errors", errors).build());
        }
    }

    synchronized Reply progress(long number) {
        JsonObject known = finished.get(number);
        if (known == null) {
            throw Refusal.htmlPage();
        }
        return Reply.json(200, known);
    }

    Reply predictions(long projectId, Call call) {
        synchronized (store) {
            store.project(projectId);
            if (!(call.json() instanceof JsonArray items)) {
                throw new Refusal(500, "'str' object has no attribute 'get'");
            }
            List<JsonObject> all = new ArrayList<>();
            for (JsonValue item : items) {
                JsonObject p = item.asJsonObject();
                if (!(p.get("task") instanceof JsonNumber task) || !store.project(projectId).tasks.containsKey(task.longValue())) {
                    throw Refusal.of("non_field_errors", "Task not found or of the wrong type: " + p.get("task"));
                } else if (!p.containsKey("result")) {
                    throw Refusal.of("result", "This field is required.");
                }
                all.add(p);
            }
            all.forEach(p -> store.predict(p.getJsonNumber("task").longValue(), stored(p.get("result")), p.getString("model_version", "undefined"),
                    p.getOrDefault("score", JsonValue.NULL)));
            return Reply.json(201, Json.createObjectBuilder().add("created", all.size()).build());
        }
    }

    /** A list as it is, anything else as the real one makes of it. */
    static JsonValue stored(JsonValue result) {
        if (result instanceof JsonArray) {
            return result;
        } else if (result instanceof JsonString label) {
            return Store.choice("label", "text", label.getString());
        }
        return JsonValue.NULL;
    }
}
