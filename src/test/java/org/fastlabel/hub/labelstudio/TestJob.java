package org.fastlabel.hub.labelstudio;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.fastlabel.jobs.JobRun;

/** A run of a job that may be killed: then nothing more is noted anywhere. */
final class TestJob implements JobRun {

    /** As kill -9: nobody catches it. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    final AtomicBoolean dead = new AtomicBoolean();
    final List<String> lines = new ArrayList<>();
    private final long dataset;
    private final int attempt;
    private JsonObject saved;

    TestJob(long dataset) {
        this(dataset, 1, JsonValue.EMPTY_JSON_OBJECT);
    }

    private TestJob(long dataset, int attempt, JsonObject saved) {
        this.dataset = dataset;
        this.attempt = attempt;
        this.saved = saved;
    }

    /** The same job, taken over by another worker. */
    TestJob takenOver() {
        return new TestJob(dataset, attempt + 1, saved);
    }

    void kill() {
        dead.set(true);
    }

    void alive() {
        if (dead.get()) {
            throw new Killed();
        }
    }

    @Override
    public long id() {
        return 7;
    }

    @Override
    public JsonObject parameters() {
        return Json.createObjectBuilder().add("dataset_id", dataset).build();
    }

    @Override
    public String by() {
        return "admin";
    }

    @Override
    public int attempt() {
        return attempt;
    }

    @Override
    public void progress(long done, long total, String step) {
        alive();
    }

    @Override
    public void log(String line) {
        alive();
        lines.add(line);
    }

    @Override
    public JsonObject saved() {
        return saved;
    }

    @Override
    public void save(JsonObject state) {
        alive();
        saved = state;
    }

    @Override
    public void goOn() {
        alive();
    }
}
