package org.fastlabel.fakes.ls;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Everything the stand-in holds, and what its users do in its pages. */
public final class Store {

    /** A project for texts, OK or NG. */
    public static final String TEXTS = "<View><Text name=\"text\" value=\"$text\"/><Choices name=\"label\" toName=\"text\" choice=\"single\">"
            + "<Choice value=\"OK\"/><Choice value=\"NG\"/></Choices></View>";

    /** A task as a test looks at it. @param answers results of uncancelled annotations @param versions of the predictions */
    public record Seen(long id, JsonObject data, List<String> answers, List<String> versions, List<Double> scores) {
    }

    private final Clock clock;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(1)).build();
    private final Queue<HttpRequest> deliveries = new ConcurrentLinkedQueue<>();
    final Map<Long, Rows.Project> projects = new TreeMap<>();
    final Map<Long, Rows.Webhook> webhooks = new TreeMap<>();
    private Instant last = Instant.EPOCH;
    private long lastProject;
    private long lastAnnotation;
    private long lastPrediction;
    private long lastWebhook;

    Store(Clock clock) {
        this.clock = clock;
    }

    static String email(long person) {
        return person == 1 ? "admin@example.org" : "person" + person + "@example.org";
    }

    /** Grows with each call: two changes never have the same moment. */
    private Instant now() {
        Instant now = clock.instant();
        last = now.isAfter(last) ? now : last.plusNanos(1_000);
        return last;
    }

    public synchronized long create(String title, String config) {
        if (title.length() < 3 || title.length() > 50) {
            throw Refusal.of("title", "Ensure this field has at least 3 and no more than 50 characters.");
        }
        LabelConfig.of(config);
        Rows.Project project = new Rows.Project(++lastProject);
        project.title = title;
        project.config = config;
        project.created = now();
        projects.put(project.id, project);
        return project.id;
    }

    synchronized Rows.Project project(long id) {
        Rows.Project project = projects.get(id);
        if (project == null) {
            throw new Refusal(404, "No Project matches the given query.");
        }
        return project;
    }

    synchronized Rows.Task task(long id) {
        return projects.values().stream().map(p -> p.tasks.get(id)).filter(t -> t != null).findFirst()
                .orElseThrow(() -> new Refusal(404, "No Task matches the given query."));
    }

    /** As SQLite does it: the numbers of tasks deleted at the end are given out again. */
    public synchronized long add(long projectId, JsonObject data, JsonValue meta) {
        long next = 1 + projects.values().stream().flatMap(p -> p.tasks.keySet().stream()).mapToLong(id -> id).max().orElse(0);
        Rows.Task task = new Rows.Task(next, project(projectId));
        task.data = data;
        task.meta = meta;
        task.created = now();
        task.updated = task.created;
        task.project.tasks.put(next, task);
        return next;
    }

    public synchronized boolean delete(long taskId) {
        for (Rows.Project project : projects.values()) {
            if (project.tasks.remove(taskId) != null) {
                event(project, "TASKS_DELETED", Json.createObjectBuilder().add("tasks", Json.createArrayBuilder()
                        .add(Json.createObjectBuilder().add("id", taskId))));
                return true;
            }
        }
        return false;
    }

    public synchronized void edit(long taskId, JsonObject data) {
        Rows.Task task = task(taskId);
        task.data = data;
        task.updated = now();
    }

    /** Somebody presses Submit. @param label null to skip @param person 1 is the owner of the token */
    public long annotate(long taskId, String label, long person) {
        JsonArray result = label == null ? JsonValue.EMPTY_JSON_ARRAY : choice("label", "text", label);
        long id = annotate(taskId, result, person, label == null, null);
        deliver();
        return id;
    }

    public static JsonArray choice(String fromName, String toName, String label) {
        return Json.createArrayBuilder().add(Json.createObjectBuilder().add("from_name", fromName).add("to_name", toName).add("type", "choices")
                .add("value", Json.createObjectBuilder().add("choices", Json.createArrayBuilder().add(label)))).build();
    }

    public synchronized long annotate(long taskId, JsonValue result, long person, boolean cancelled, Long parentPrediction) {
        Rows.Annotation annotation = annotated(taskId, result, person, cancelled, parentPrediction);
        changed(annotation, "ANNOTATION_CREATED");
        return annotation.id;
    }

    /** Without telling anybody. */
    Rows.Annotation annotated(long taskId, JsonValue result, long person, boolean cancelled, Long parentPrediction) {
        Rows.Annotation annotation = new Rows.Annotation(++lastAnnotation, task(taskId));
        annotation.by = person;
        annotation.result = result;
        annotation.cancelled = cancelled;
        annotation.leadTime = Json.createValue(3.5);
        annotation.parentPrediction = parentPrediction == null ? JsonValue.NULL : Json.createValue(parentPrediction);
        annotation.created = now();
        annotation.updated = annotation.created;
        annotation.task.annotations.add(annotation);
        return annotation;
    }

    synchronized Rows.Annotation annotation(long id) {
        return projects.values().stream().flatMap(p -> p.tasks.values().stream()).flatMap(t -> t.annotations.stream()).filter(a -> a.id == id)
                .findFirst().orElseThrow(() -> new Refusal(404, "No Annotation matches the given query."));
    }

    synchronized void changed(Rows.Annotation annotation, String action) {
        annotation.task.updated = now();
        annotation.updated = annotation.task.updated;
        event(annotation.task.project, action, Json.createObjectBuilder().add("annotation", annotation.json(false))
                .add("task", annotation.task.light()));
    }

    /** A server whose tasks do not show when their answers changed. */
    public synchronized void forgetMoments(long projectId) {
        project(projectId).tasks.values().forEach(t -> t.updated = Instant.EPOCH.plusSeconds(1));
    }

    /** Somebody deletes the project with all that is in it. */
    public synchronized void deleteProject(long id) {
        projects.remove(id);
    }

    public synchronized void deleteAnnotation(long id) {
        Rows.Annotation annotation = annotation(id);
        annotation.task.annotations.remove(annotation);
        annotation.task.updated = now();
        event(annotation.task.project, "ANNOTATIONS_DELETED", Json.createObjectBuilder().add("annotations", Json.createArrayBuilder()
                .add(Json.createObjectBuilder().add("id", id))));
    }

    public synchronized long predict(long taskId, JsonValue result, String version, JsonValue score) {
        Rows.Prediction prediction = new Rows.Prediction(++lastPrediction, task(taskId));
        prediction.result = result;
        prediction.version = version;
        prediction.score = score;
        prediction.created = now();
        prediction.task.predictions.add(prediction);
        return prediction.id;
    }

    public synchronized List<Seen> seen(long projectId) {
        List<Seen> all = new ArrayList<>();
        for (Rows.Task task : project(projectId).tasks.values()) {
            all.add(new Seen(task.id, task.data, task.annotations.stream().filter(a -> !a.cancelled).map(a -> a.result.toString()).toList(),
                    task.predictions.stream().map(p -> p.version).toList(), task.predictions.stream()
                    .map(p -> p.score instanceof jakarta.json.JsonNumber n ? n.doubleValue() : null).toList()));
        }
        return all;
    }

    /** A project as its API shows it. */
    public synchronized String projectJson(long id) {
        return project(id).json().toString();
    }

    /** All predictions of a project, as a JSON list. */
    public synchronized String predictions(long projectId) {
        return array(project(projectId).tasks.values().stream().flatMap(t -> t.predictions.stream()).map(Rows.Prediction::json).toList()).build().toString();
    }

    public synchronized String modelVersion(long projectId) {
        return project(projectId).modelVersion;
    }

    public synchronized List<JsonObject> webhooks() {
        return webhooks.values().stream().map(Rows.Webhook::json).toList();
    }

    synchronized Rows.Webhook webhook(long id, JsonObject settings) {
        Rows.Webhook hook = new Rows.Webhook(id == 0 ? ++lastWebhook : id, settings);
        webhooks.put(hook.id(), hook);
        return hook;
    }

    synchronized void event(Rows.Project project, String action, JsonObjectBuilder payload) {
        JsonObject full = payload.add("action", action).add("project", Json.createObjectBuilder().add("id", project.id).add("title", project.title)).build();
        for (Rows.Webhook hook : webhooks.values()) {
            JsonValue of = hook.settings().getOrDefault("project", JsonValue.NULL);
            if ((of == JsonValue.NULL || of.toString().equals(String.valueOf(project.id))) && hook.wants(action)) {
                JsonObject body = hook.settings().getBoolean("send_payload", true) ? full : Json.createObjectBuilder().add("action", action).build();
                HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(hook.settings().getString("url"))).timeout(Duration.ofSeconds(1))
                        .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body.toString()));
                JsonObject headers = hook.settings().containsKey("headers") ? hook.settings().getJsonObject("headers") : JsonValue.EMPTY_JSON_OBJECT;
                headers.forEach((name, value) -> request.header(name, ((JsonString) value).getString()));
                deliveries.add(request.build());
            }
        }
    }

    /** Once each, without a second try, whatever the answer; as the real one does it within the user's own request. */
    public void deliver() {
        for (HttpRequest next = deliveries.poll(); next != null; next = deliveries.poll()) {
            try {
                http.send(next, HttpResponse.BodyHandlers.discarding());
            } catch (IOException e) {
                continue;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    static JsonArrayBuilder array(List<JsonObject> all) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        all.forEach(array::add);
        return array;
    }
}
