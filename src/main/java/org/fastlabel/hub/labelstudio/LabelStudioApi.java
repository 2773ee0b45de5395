package org.fastlabel.hub.labelstudio;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.fastlabel.hub.Results;
import org.fastlabel.hub.connections.Connections.LabelStudio;
import org.fastlabel.hub.connections.Outbound;
import org.fastlabel.hub.connections.Refused;
import org.fastlabel.hub.connections.Request;
import org.fastlabel.hub.connections.Response;

/** The calls of Label Studio that the hub makes, as they are spelt there. */
final class LabelStudioApi {

    private static final Duration QUICK = Duration.ofSeconds(20);
    private static final Duration READING = Duration.ofMinutes(2);
    /** Imports are one synchronous request, with one writer on SQLite. */
    private static final Duration WRITING = Duration.ofMinutes(5);
    private static final long MOST_BYTES = 256L << 20;
    private static final int PROJECT_PAGE = 100;
    private static final int MOST_PROJECTS = 5_000;

    private final Outbound out;
    private final AccessTokens tokens;
    private final LabelStudio connection;

    LabelStudioApi(Outbound out, AccessTokens tokens, LabelStudio connection) {
        this.out = out;
        this.tokens = tokens;
        this.connection = connection;
    }

    LabelStudio connection() {
        return connection;
    }

    /** One 401 may only mean that the short-lived token ran out; a second one is final. Nothing is done before it is answered so. */
    private Response send(Request request) {
        AccessTokens.Access access = tokens.of(connection, null);
        try {
            return out.send(request.authorized(access.scheme(), access.token()));
        } catch (Refused e) {
            if (!e.code().equals(Refused.TOKEN) || !access.exchanged()) {
                throw e;
            }
            AccessTokens.Access fresh = tokens.of(connection, access);
            return out.send(request.authorized(fresh.scheme(), fresh.token()));
        }
    }

    private Request get(String path) {
        return Request.get(connection.address(), path).within(READING).atMost(MOST_BYTES);
    }

    /** Needs no token. */
    String version() {
        return out.send(Request.get(connection.address(), "/api/version").within(QUICK).repeat(false)).object().getString("release", "unknown");
    }

    String whoami() {
        JsonObject me = send(get("/api/current-user/whoami").within(QUICK).repeat(false)).object();
        return me.getString("email", "somebody");
    }

    /** Newest first. Pages are counted: the address of the next one is wrong behind some proxies. */
    List<JsonObject> projects() {
        Map<String, JsonObject> all = new LinkedHashMap<>();
        for (int page = 1; page <= MOST_PROJECTS / PROJECT_PAGE; page++) {
            Request request = get("/api/projects/").with("page", page).with("page_size", PROJECT_PAGE);
            JsonObject answer = page(page, () -> send(request).object(), JsonValue.EMPTY_JSON_OBJECT);
            List<JsonObject> results = Results.objects(answer.get("results"));
            results.forEach(p -> all.putIfAbsent(String.valueOf(p.get("id")), p));
            if (results.isEmpty() || results.size() < PROJECT_PAGE && all.size() >= answer.getInt("count", 0)) {
                break;
            }
        }
        return List.copyOf(all.values());
    }

    /** One page of a list: the end where it does not exist. Lists are asked for page by page, and may have become shorter. */
    private <T> T page(int number, Supplier<T> page, T end) {
        try {
            return page.get();
        } catch (Refused e) {
            if (e.code().equals(Refused.NOT_FOUND) && number > 1) {
                return end;
            }
            throw e;
        } catch (NullPointerException | ClassCastException e) {
            throw new Refused(Refused.BAD_ANSWER, 200, connection.address().place() + " answered with a list of another form.",
                    "Its version may be too old or too new.");
        }
    }

    JsonObject project(long id) {
        return send(get("/api/projects/" + id + "/")).object();
    }

    JsonObject create(String title, String labelConfig) {
        return send(Request.post(connection.address(), "/api/projects/", Json.createObjectBuilder().add("title", title).add("label_config", labelConfig)
                .build())).object();
    }

    void showVersion(long project, String version) {
        send(Request.patch(connection.address(), "/api/projects/" + project + "/", Json.createObjectBuilder().add("model_version", version).build()));
    }

    /** One page; empty past the end. @param query filters and ordering, as JSON */
    TaskPage tasks(long project, int page, int size, boolean full, JsonObject query) {
        Request request = get("/api/tasks").with("project", project).with("page", page).with("page_size", size).with("query", query);
        return page(page, () -> {
            JsonObject answer = send(full ? request.with("fields", "all") : request).object();
            return new TaskPage(answer.getInt("total"), answer.getJsonArray("tasks").getValuesAs(JsonValue::asJsonObject));
        }, new TaskPage(-1, List.of()));
    }

    /** @param total of the whole list; -1 past the end */
    record TaskPage(int total, List<JsonObject> tasks) {
    }

    /** The whole of what it shows. One that is not there any more does no harm. */
    void changeTask(long id, JsonObject data) {
        ignoringGone(Request.patch(connection.address(), "/api/tasks/" + id + "/", Json.createObjectBuilder().add("data", data).build()));
    }

    JsonObject task(long id) {
        return send(get("/api/tasks/" + id)).object();
    }

    /**
     * All or nothing, where it is answered at once.
     *
     * @param pause called between two looks at an import that goes on
     * @return the numbers given, in the order of the items; empty when the server only says that it has begun
     * @throws Refused with status 400 when nothing was taken; with another one when that is not certain
     */
    List<Long> importTasks(long project, JsonArray items, Runnable pause) {
        JsonObject answer = send(Request.post(connection.address(), "/api/projects/" + project + "/import", items).with("return_task_ids", true)
                .within(WRITING).atMost(MOST_BYTES)).object();
        if (!answer.containsKey("task_count") && answer.get("import") instanceof JsonNumber number) {
            new HostedImport(this, project, number.longValue(), pause).await();
            return List.of();
        }
        JsonArray ids = answer.get("task_ids") instanceof JsonArray array ? array : JsonValue.EMPTY_JSON_ARRAY;
        boolean numbers = ids.size() == items.size() && ids.stream().allMatch(n -> n instanceof JsonNumber);
        return numbers ? ids.getValuesAs((JsonNumber n) -> n.longValue()) : List.of();
    }

    JsonObject importState(long project, long number) {
        return send(get("/api/projects/" + project + "/imports/" + number)).object();
    }

    /** At most 500 at once. @return how many were made */
    int predict(long project, JsonArray predictions) {
        return send(Request.post(connection.address(), "/api/projects/" + project + "/import/predictions", predictions).within(WRITING)).object()
                .getInt("created", 0);
    }

    void changePrediction(long id, JsonObject changed) {
        send(Request.patch(connection.address(), "/api/predictions/" + id + "/", changed));
    }

    void deletePrediction(long id) {
        ignoringGone(Request.delete(connection.address(), "/api/predictions/" + id + "/", null));
    }

    Map<String, Integer> versions(long project) {
        Map<String, Integer> counted = new TreeMap<>();
        send(get("/api/projects/" + project + "/model-versions/")).object()
                .forEach((version, count) -> counted.put(version, count instanceof JsonNumber n ? n.intValue() : 0));
        return counted;
    }

    void deleteVersion(long project, String version) {
        send(Request.delete(connection.address(), "/api/projects/" + project + "/model-versions/", Json.createObjectBuilder()
                .add("model_version", version).build()));
    }

    /** Those that are not there any more do no harm. */
    void deleteTasks(long project, Collection<Long> tasks) {
        JsonArrayBuilder included = Json.createArrayBuilder();
        tasks.forEach(included::add);
        send(Request.post(connection.address(), "/api/dm/actions/", Json.createObjectBuilder().add("selectedItems", Json.createObjectBuilder()
                .add("all", false).add("included", included)).build()).with("id", "delete_tasks").with("project", project).within(WRITING).repeat(true));
    }

    List<JsonObject> webhooks(long project) {
        return send(get("/api/webhooks/").with("project", project)).array().getValuesAs(JsonObject.class);
    }

    void addWebhook(JsonObject settings, String secret) {
        send(Request.post(connection.address(), "/api/webhooks/", settings).hiding(secret));
    }

    void changeWebhook(long id, JsonObject settings, String secret) {
        send(Request.patch(connection.address(), "/api/webhooks/" + id + "/", settings).hiding(secret));
    }

    private void ignoringGone(Request request) {
        try {
            send(request);
        } catch (Refused e) {
            if (!e.code().equals(Refused.NOT_FOUND)) {
                throw e;
            }
        }
    }
}
