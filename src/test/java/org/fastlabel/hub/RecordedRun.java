package org.fastlabel.hub;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntPredicate;
import org.fastlabel.jobs.JobEnded;
import org.fastlabel.jobs.JobRun;

/** A run of a job for tests: remembers what the work says, and ends it when told. What was saved can be given to another run. */
public final class RecordedRun implements JobRun {

    private final JsonObject parameters;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private volatile JsonObject saved;
    private volatile IntPredicate ends = step -> false;
    private volatile int steps;
    private volatile long done;
    private volatile long total;

    public RecordedRun(JsonObject parameters) {
        this(parameters, JsonValue.EMPTY_JSON_OBJECT);
    }

    public RecordedRun(JsonObject parameters, JsonObject saved) {
        this.parameters = parameters;
        this.saved = saved;
    }

    /** @param when told how often {@link #goOn} has been called: ends the run */
    public RecordedRun endsWhen(IntPredicate when) {
        ends = when;
        return this;
    }

    public List<String> lines() {
        return lines;
    }

    public long done() {
        return done;
    }

    public long total() {
        return total;
    }

    @Override
    public long id() {
        return 1;
    }

    @Override
    public JsonObject parameters() {
        return parameters;
    }

    @Override
    public String by() {
        return "admin";
    }

    @Override
    public int attempt() {
        return saved.isEmpty() ? 1 : 2;
    }

    @Override
    public void progress(long now, long of, String step) {
        done = now;
        total = of;
    }

    @Override
    public void log(String line) {
        lines.add(line);
    }

    @Override
    public JsonObject saved() {
        return saved;
    }

    @Override
    public void save(JsonObject state) {
        saved = state;
    }

    @Override
    public synchronized void goOn() {
        if (ends.test(++steps)) {
            throw new JobEnded("cancelled");
        }
    }
}
