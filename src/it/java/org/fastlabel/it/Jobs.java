package org.fastlabel.it;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Data sets of the hub and their jobs, as an administrator has them. */
public final class Jobs {

    private static final Duration PATIENCE = Duration.ofSeconds(240);
    private static final Pattern WORKER = Pattern.compile(".*-(\\d+)-[0-9a-z]+");

    private final Api api;

    public Jobs(Server server) {
        api = HubTeam.demo(server, "admin");
    }

    public Api api() {
        return api;
    }

    /** The demonstration texts. @return its id */
    public long texts(String name, int count) {
        return api.post("hub/datasets", Json.createObjectBuilder().add("name", name).add("source", Json.createObjectBuilder()
                .add("type", "demo").add("count", count)).build()).ok().getJsonNumber("id").longValue();
    }

    /** @param work e.g. {@code prelabel} @return the number of its job */
    public long begin(long dataset, String work) {
        return begin(dataset, work, "{}");
    }

    public long begin(long dataset, String work, String body) {
        JsonObject queued = api.post("hub/datasets/" + dataset + "/" + work, body).ok();
        return queued.getJsonNumber("job_id").longValue();
    }

    public JsonObject job(long id) {
        return api.get("jobs/" + id).ok();
    }

    /** As it is once it runs and has done something; it must not be done. */
    public JsonObject underWay(long id, int least) {
        Waiting.until("job " + id + " is under way", PATIENCE, () -> {
            JsonObject job = job(id);
            if (List.of("success", "failed", "cancelled").contains(job.getString("status"))) {
                throw new Waiting.InVain("it has ended: " + job);
            }
            return job.getString("status").equals("running") && job.getInt("done") >= least;
        });
        return job(id);
    }

    public JsonObject ended(long id, String status) {
        Waiting.until("job " + id + " has ended", PATIENCE, () -> {
            JsonObject job = job(id);
            if (!job.getString("status").equals(status) && List.of("success", "failed", "cancelled").contains(job.getString("status"))) {
                throw new Waiting.InVain("it has ended otherwise: " + job);
            }
            return job.getString("status").equals(status);
        });
        return job(id);
    }

    /** The process that runs a job. */
    public static long pid(JsonObject job) {
        Matcher worker = WORKER.matcher(job.getString("worker"));
        if (!worker.matches()) {
            throw new AssertionError("no process in the name of the worker: " + job);
        }
        return Long.parseLong(worker.group(1));
    }

    /** All tasks of a data set. */
    public List<JsonObject> tasks(long dataset) {
        return api.get("hub/datasets/" + dataset + "/tasks?limit=500").ok().getJsonArray("tasks").getValuesAs(JsonObject.class);
    }
}
