package org.fastlabel.fakes.ls;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which call does what. */
final class Routes {

    private final Tokens tokens;
    private final Store store;
    private final Imports imports;
    private final Lists lists;
    volatile boolean hosted;

    Routes(Tokens tokens, Store store) {
        this.tokens = tokens;
        this.store = store;
        this.imports = new Imports(store);
        this.lists = new Lists(store);
    }

    void keepNumbers(boolean on) {
        imports.silent = on;
    }

    void refuse(String text) {
        imports.refused = text;
    }

    Store store() {
        return store;
    }

    Reply answer(Call call) {
        try {
            return route(call);
        } catch (Refusal e) {
            return e.reply();
        } catch (ClassCastException | NullPointerException | IllegalArgumentException e) {
            return new Refusal(500, String.valueOf(e.getMessage())).reply();
        }
    }

    private Reply route(Call call) {
        String path = call.path();
        String what = call.method() + " " + path.replaceAll("/$", "").replaceAll("/\\d+", "/#");
        if (what.equals("GET /health")) {
            return Reply.json(200, Json.createObjectBuilder().add("status", "UP").build());
        } else if (what.equals("GET /api/version")) {
            return Reply.json(200, Json.createObjectBuilder().add("release", FakeLabelStudio.VERSION).build());
        } else if (what.equals("POST /api/token/refresh")) {
            return Reply.json(200, tokens.exchange(call.object()));
        } else if (!path.startsWith("/api/")) {
            throw Refusal.htmlPage();
        }
        tokens.check(call.headers().get("authorization"));
        if (path.matches("/api/projects/\\d+/import/")) {
            throw Refusal.htmlPage();
        }
        Matcher numbers = Pattern.compile("/(\\d+)").matcher(path);
        long id = numbers.find() ? Long.parseLong(numbers.group(1)) : 0;
        synchronized (store) {
            return answered(what, id, numbers.find() ? Long.parseLong(numbers.group(1)) : 0, call);
        }
    }

    private Reply answered(String what, long id, long second, Call call) {
        switch (what) {
            case "GET /api/current-user/whoami":
                return Reply.json(200, Json.createObjectBuilder().add("id", 1).add("email", Store.email(1)).add("active_organization", 1).build());
            case "GET /api/projects":
                return lists.projects(call);
            case "POST /api/projects":
                long made = store.create(call.object().getString("title", ""), call.object().getString("label_config", "<View></View>"));
                return Reply.json(201, store.project(made).json());
            case "POST /api/projects/validate":
                LabelConfig.of(call.object().getString("label_config", ""));
                return Reply.none();
            case "GET /api/projects/#":
                return Reply.json(200, store.project(id).json());
            case "PATCH /api/projects/#":
                return change(store.project(id), call.object());
            case "DELETE /api/projects/#":
                store.project(id);
                store.deleteProject(id);
                return Reply.none();
            case "POST /api/projects/#/import":
                return imports.tasks(id, call, hosted);
            case "GET /api/projects/#/imports/#":
                return imports.progress(second);
            case "POST /api/projects/#/import/predictions":
                return imports.predictions(id, call);
            case "GET /api/projects/#/tasks":
                return lists.newestFirst(id, call);
            case "DELETE /api/projects/#/tasks":
                store.project(id).tasks.clear();
                return Reply.none();
            case "GET /api/projects/#/model-versions":
                return Reply.json(200, versions(store.project(id)));
            case "DELETE /api/projects/#/model-versions":
                String version = call.object().getString("model_version");
                store.project(id).tasks.values().forEach(t -> t.predictions.removeIf(p -> p.version.equals(version)));
                return Reply.none();
            case "GET /api/projects/#/export":
                return export(id, call);
            case "GET /api/tasks":
                return lists.tasks(call);
            default:
                return more(what, id, call);
        }
    }

    private Reply more(String what, long id, Call call) {
        switch (what) {
            case "POST /api/tasks":
                long added = store.add(call.object().getInt("project"), call.object().getJsonObject("data"), null);
                return Reply.json(201, store.task(added).full(true).build());
            case "GET /api/tasks/#":
                return Reply.json(200, store.task(id).full(true).build());
            case "PATCH /api/tasks/#":
                store.edit(id, call.object().getJsonObject("data"));
                return Reply.json(200, store.task(id).full(true).build());
            case "DELETE /api/tasks/#":
                store.task(id);
                store.delete(id);
                return Reply.none();
            case "GET /api/tasks/#/annotations":
                return Reply.json(200, Store.array(store.task(id).annotations.stream().filter(a -> !a.cancelled).map(a -> a.json(false)).toList()).build());
            case "POST /api/tasks/#/annotations":
                return annotate(id, call.object());
            case "GET /api/annotations/#":
                return Reply.json(200, store.annotation(id).json(false));
            case "PATCH /api/annotations/#":
                return changeAnnotation(store.annotation(id), call.object());
            case "DELETE /api/annotations/#":
                store.deleteAnnotation(id);
                return Reply.none();
            case "POST /api/dm/actions":
                return deleteTasks(call);
            case "GET /api/predictions":
                return Reply.json(200, Store.array(predictions(call)).build());
            case "POST /api/predictions":
                return predict(call.object());
            case "PATCH /api/predictions/#":
                Rows.Prediction changed = prediction(id);
                JsonObject patch = call.object();
                changed.result = patch.containsKey("result") ? Imports.stored(patch.get("result")) : changed.result;
                changed.score = patch.getOrDefault("score", changed.score);
                changed.version = patch.getString("model_version", changed.version);
                return Reply.json(200, changed.json());
            case "DELETE /api/predictions/#":
                prediction(id).task.predictions.removeIf(p -> p.id == id);
                return Reply.none();
            default:
                return hooks(what, id, call);
        }
    }

    private Reply hooks(String what, long id, Call call) {
        switch (what) {
            case "GET /api/webhooks":
                int of = call.number("project", 0);
                return Reply.json(200, Store.array(store.webhooks().stream().filter(w -> of == 0 || w.getInt("project", 0) == of).toList()).build());
            case "POST /api/webhooks":
                if (!call.object().containsKey("url")) {
                    throw Refusal.of("url", "This field is required.");
                }
                return Reply.json(201, store.webhook(0, call.object()).json());
            case "PATCH /api/webhooks/#":
                Rows.Webhook known = store.webhooks.get(id);
                if (known == null) {
                    throw new Refusal(404, "No Webhook matches the given query.");
                }
                JsonObjectBuilder merged = Json.createObjectBuilder(known.settings());
                call.object().forEach(merged::add);
                return Reply.json(200, store.webhook(id, merged.build()).json());
            case "DELETE /api/webhooks/#":
                store.webhooks.remove(id);
                return Reply.none();
            default:
                throw Refusal.htmlPage();
        }
    }

    private Reply change(Rows.Project project, JsonObject patch) {
        if (patch.containsKey("model_version")) {
            String version = patch.getString("model_version");
            if (!version.isEmpty() && !versions(project).containsKey(version)) {
                throw Refusal.of("model_version", "Model version " + version + " does not exist in this project");
            }
            project.modelVersion = version;
        }
        if (patch.containsKey("label_config")) {
            orphans(project, LabelConfig.of(patch.getString("label_config")));
            project.config = patch.getString("label_config");
        }
        project.title = patch.getString("title", project.title);
        store.event(project, "PROJECT_UPDATED", Json.createObjectBuilder());
        return Reply.json(200, project.json());
    }

    /** Answers that a new configuration could not show. */
    private static void orphans(Rows.Project project, LabelConfig config) {
        boolean orphans = project.tasks.values().stream().flatMap(t -> t.annotations.stream()).filter(a -> a.result instanceof JsonArray)
                .flatMap(a -> a.result.asJsonArray().stream()).map(JsonValue::asJsonObject).anyMatch(r -> !config.allows(r));
        if (orphans) {
            throw Refusal.of("label_config", "Created annotations are incompatible with provided labeling schema");
        }
    }

    private static JsonObject versions(Rows.Project project) {
        Map<String, Integer> counted = new TreeMap<>();
        project.tasks.values().forEach(t -> t.predictions.forEach(p -> counted.merge(p.version, 1, Integer::sum)));
        JsonObjectBuilder all = Json.createObjectBuilder();
        counted.forEach(all::add);
        return all.build();
    }

    private Reply export(long id, Call call) {
        if (!store.projects.containsKey(id)) {
            throw Refusal.htmlPage();
        } else if (!"JSON".equals(call.query().getOrDefault("exportType", "JSON"))) {
            throw new Refusal(500, "format not known");
        }
        List<JsonObject> all = store.project(id).tasks.values().stream().filter(t -> call.flag("download_all_tasks") || !t.annotations.isEmpty())
                .map(Rows.Task::exported).toList();
        return new Reply(200, "application/.json", Store.array(all).build().toString());
    }

    private Reply annotate(long task, JsonObject body) {
        JsonValue parent = body.getOrDefault("parent_prediction", JsonValue.NULL);
        long id = store.annotate(task, body.getOrDefault("result", JsonValue.EMPTY_JSON_ARRAY), body.getInt("completed_by", 1),
                body.getBoolean("was_cancelled", false), parent instanceof JsonNumber n ? n.longValue() : null);
        return Reply.json(201, store.annotation(id).json(false));
    }

    private Reply changeAnnotation(Rows.Annotation annotation, JsonObject patch) {
        annotation.result = patch.getOrDefault("result", annotation.result);
        annotation.cancelled = patch.getBoolean("was_cancelled", annotation.cancelled);
        store.changed(annotation, "ANNOTATION_UPDATED");
        return Reply.json(200, annotation.json(false));
    }

    private Reply deleteTasks(Call call) {
        if (!"delete_tasks".equals(call.query().get("id"))) {
            throw new Refusal(400, "No action with id " + call.query().get("id"));
        }
        Rows.Project project = store.project(call.number("project", -1));
        JsonObject selected = call.object().getJsonObject("selectedItems");
        JsonArray included = selected.getBoolean("all") ? ids(project) : selected.getJsonArray("included");
        int n = 0;
        for (JsonNumber number : included.getValuesAs(JsonNumber.class)) {
            n += project.tasks.containsKey(number.longValue()) && store.delete(number.longValue()) ? 1 : 0;
        }
        return Reply.json(200, Json.createObjectBuilder().add("processed_items", n).add("detail", "Deleted " + n + " tasks").build());
    }

    private static JsonArray ids(Rows.Project project) {
        JsonArrayBuilder ids = Json.createArrayBuilder();
        project.tasks.keySet().forEach(ids::add);
        return ids.build();
    }

    private List<JsonObject> predictions(Call call) {
        return store.projects.values().stream().filter(p -> call.number("project", (int) p.id) == p.id).flatMap(p -> p.tasks.values().stream())
                .filter(t -> call.number("task", (int) t.id) == t.id).flatMap(t -> t.predictions.stream()).map(Rows.Prediction::json).toList();
    }

    private Reply predict(JsonObject body) {
        if (!body.containsKey("result")) {
            throw Refusal.of("result", "This field is required.");
        } else if (!body.containsKey("task") || body.get("score") instanceof JsonString) {
            throw Refusal.of(body.containsKey("task") ? "score" : "task", "A valid value is required.");
        }
        if (!(body.get("task") instanceof JsonNumber task) || store.projects.values().stream().noneMatch(p -> p.tasks.containsKey(task.longValue()))) {
            throw Refusal.of("task", "Invalid pk \"" + body.get("task") + "\" - object does not exist.");
        }
        long id = store.predict(body.getInt("task"), Imports.stored(body.get("result")), body.getString("model_version", ""),
                body.getOrDefault("score", JsonValue.NULL));
        return Reply.json(201, prediction(id).json());
    }

    private Rows.Prediction prediction(long id) {
        return store.projects.values().stream().flatMap(p -> p.tasks.values().stream()).flatMap(t -> t.predictions.stream()).filter(p -> p.id == id)
                .findFirst().orElseThrow(() -> new Refusal(404, "No Prediction matches the given query."));
    }
}
