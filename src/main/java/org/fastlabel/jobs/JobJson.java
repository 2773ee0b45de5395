package org.fastlabel.jobs;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** Jobs on the wire. */
final class JobJson {

    private JobJson() {
    }

    static JsonObject of(Job job) {
        JsonObjectBuilder json = Json.createObjectBuilder().add("id", job.id()).add("job_id", job.id()).add("kind", job.kind())
                .add("status", job.status());
        put(json, "message", job.message());
        put(json, "dataset_id", job.datasetId());
        json.add("done", job.done()).add("total", job.total()).add("step", job.step()).add("attempt", job.attempt())
                .add("max_attempts", job.maxAttempts());
        put(json, "retry_at", job.retryAt());
        put(json, "created_at", job.createdAt());
        put(json, "started_at", job.startedAt());
        put(json, "finished_at", job.finishedAt());
        put(json, "created_by", job.createdBy());
        put(json, "worker", job.worker());
        return json.add("cancel_requested", job.cancelRequested()).add("parameters", job.parameters()).build();
    }

    static JsonObject of(Job.Worker worker) {
        return Json.createObjectBuilder().add("name", worker.name()).add("role", worker.role())
                .add("last_seen", worker.lastSeen().toString()).add("running", worker.running()).build();
    }

    static JsonObject of(Job.Line line) {
        return Json.createObjectBuilder().add("n", line.n()).add("at", line.at().toString()).add("text", line.text()).build();
    }

    /** @param limit how many were asked for: with fewer there is no next page */
    static <T> JsonObject page(String name, List<T> rows, int limit, Function<T, JsonObject> json, Function<T, Long> cursor) {
        JsonObjectBuilder page = Json.createObjectBuilder().add(name, array(rows, json));
        put(page, "next", rows.size() < limit ? null : cursor.apply(rows.get(rows.size() - 1)));
        return page.build();
    }

    static <T> JsonArrayBuilder array(Collection<T> rows, Function<T, JsonObject> json) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        rows.stream().map(json).forEach(array::add);
        return array;
    }

    private static void put(JsonObjectBuilder json, String name, Object value) {
        if (value == null) {
            json.add(name, JsonValue.NULL);
        } else if (value instanceof Long number) {
            json.add(name, number);
        } else {
            json.add(name, value.toString());
        }
    }
}
