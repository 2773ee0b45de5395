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
    /** A text that no task may have; null for none. */
    volatile String refused;
    /** Whether it does not say which numbers the tasks got. */
    volatile boolean silent;
    /** Imports that go on after their answer. */
    private final Map<Long, Later> later = new HashMap<>();

    private static final class Later {
        private final long project;
        private final JsonArray items;
        private int looks;
        private String status = "created";

        private Later(long project, JsonArray items) {
            this.project = project;
            this.items = items;
        }
    }


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
            if (hosted) {
                long number = later.size() + 1L;
                later.put(number, new Later(projectId, items));
                return Reply.json(201, Json.createObjectBuilder().add("import", number).build());
            }
            check(items, LabelConfig.of(project.config));
            boolean commit = !"false".equals(call.query().get("commit_to_project"));
            int predictions = 0;
            int annotations = 0;
            JsonArrayBuilder ids = Json.createArrayBuilder();
            for (JsonValue item : commit ? items : JsonValue.EMPTY_JSON_ARRAY) {
                JsonObject task = item.asJsonObject();
                long id = store.add(projectId, data(task), task.get("meta"));
                ids.add(id);
                for (JsonValue one : task.get("annotations") instanceof JsonArray a ? a : JsonValue.EMPTY_JSON_ARRAY) {
                    JsonObject annotation = one.asJsonObject();
                    store.annotated(id, annotation.getOrDefault("result", JsonValue.EMPTY_JSON_ARRAY), member(annotation.get("completed_by")),
                            annotation.getBoolean("was_cancelled", false), null).truth = annotation.getBoolean("ground_truth", false);
                    annotations++;
                }
                JsonArray foreseen = task.get("predictions") instanceof JsonArray a ? a : JsonValue.EMPTY_JSON_ARRAY;
                for (JsonValue one : foreseen) {
                    JsonObject p = one.asJsonObject();
                    String version = p.getString("model_version", "undefined");
                    store.predict(id, p.getOrDefault("result", JsonValue.EMPTY_JSON_ARRAY), version, p.getOrDefault("score", JsonValue.NULL));
                    project.modelVersion = project.modelVersion == null ? version : project.modelVersion;
                    predictions++;
                }
            }
            JsonObjectBuilder answer = Json.createObjectBuilder().add("task_count", items.size())
                    .add("annotation_count", commit ? Json.createValue(annotations) : JsonValue.NULL)
                    .add("prediction_count", commit ? Json.createValue(predictions) : JsonValue.NULL).add("duration", 0.1)
                    .add("file_upload_ids", JsonValue.EMPTY_JSON_ARRAY).add("could_be_tasks_list", false);
            JsonArray given = ids.build();
            if (call.flag("return_task_ids") && !silent) {
                answer.add("task_ids", given);
            }
            store.event(project, "TASKS_CREATED", Json.createObjectBuilder().add("tasks", Store.array(given.getValuesAs(JsonNumber.class).stream()
                    .map(id -> store.task(id.longValue()).light().build()).toList())));
            return Reply.json(201, answer.build());
        }
    }

    /** @throws Refusal for somebody without an account there */
    private static long member(JsonValue by) {
        if (by == null || by instanceof JsonNumber n && n.longValue() > 0) {
            return by == null ? 1 : ((JsonNumber) by).longValue();
        } else if (by instanceof JsonObject person && person.getString("email", "").matches("person\\d+@example\\.org")) {
            return Long.parseLong(person.getString("email").replaceAll("\\D", ""));
        }
        throw Refusal.of("completed_by", "It does not belong to a member of the organization: " + by);
    }

    private static JsonObject data(JsonObject item) {
        return item.get("data") instanceof JsonObject data ? data : item;
    }

    private void check(JsonArray items, LabelConfig config) {
        JsonArrayBuilder errors = Json.createArrayBuilder();
        boolean bad = false;
        for (int i = 0; i < items.size(); i++) {
            String wrong = null;
            if (!(items.get(i) instanceof JsonObject item)) {
                wrong = "Task is not a dict";
            } else {
                JsonObject data = data(item);
                wrong = refused != null && data.toString().contains(refused) ? "Task is not wanted" : null;
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
        Later known = later.get(number);
        if (known == null) {
            throw Refusal.htmlPage();
        }
        known.looks++;
        if (known.looks == 2) {
            known.status = "in_progress";
        } else if (known.looks == 3) {
            finish(known);
        }
        return Reply.json(200, Json.createObjectBuilder().add("id", number).add("status", known.status).build());
    }

    /** Nothing promises that one which fails leaves nothing behind: what came before the bad task is there. */
    private void finish(Later known) {
        synchronized (store) {
            LabelConfig config = LabelConfig.of(store.project(known.project).config);
            for (JsonValue item : known.items) {
                try {
                    check(Json.createArrayBuilder().add(item).build(), config);
                } catch (Refusal e) {
                    known.status = "failed";
                    return;
                }
                store.add(known.project, data(item.asJsonObject()), item.asJsonObject().get("meta"));
            }
            known.status = "completed";
        }
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
        } else if (result instanceof JsonObject object && object.get("choices") instanceof JsonArray choices && choices.size() == 1) {
            return Store.choice("label", "text", choices.getString(0));
        }
        return JsonValue.NULL;
    }
}
