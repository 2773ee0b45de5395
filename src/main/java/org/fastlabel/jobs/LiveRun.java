package org.fastlabel.jobs;

import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.fastlabel.jobs.Ending.Stop;
import org.fastlabel.jobs.RunStore.Started;

/** A run of this process. Several threads of the work may use it. */
final class LiveRun implements JobRun {

    /** How often others are told of progress, and how old the knowledge may be that the job is still this worker's. */
    private static final long PERIOD_MILLIS = 250;

    private final RunStore store;
    private final Started started;
    private final Clock clock;
    private final BooleanSupplier stopping;

    private JsonObject saved;
    private long done;
    private long total;
    private String step;
    private boolean untold;
    private Instant told = Instant.MIN;
    private Instant checked = Instant.MIN;
    private Stop stop;

    LiveRun(RunStore store, Started started, Clock clock, BooleanSupplier stopping) {
        this.store = store;
        this.started = started;
        this.clock = clock;
        this.stopping = stopping;
        saved = started.saved();
        done = started.done();
        total = started.total();
        step = started.step();
    }

    @Override
    public long id() {
        return started.id();
    }

    @Override
    public JsonObject parameters() {
        return started.parameters();
    }

    @Override
    public String by() {
        return started.by();
    }

    @Override
    public int attempt() {
        return started.attempt();
    }

    @Override
    public synchronized void progress(long nowDone, long nowTotal, String nowStep) {
        done = nowDone;
        total = nowTotal;
        step = nowStep == null ? "" : nowStep;
        untold = true;
        if (passed(told)) {
            tell();
        }
    }

    /** What was not told yet, because it came too soon after the last. */
    synchronized void tell() {
        if (untold) {
            untold = false;
            told = clock.instant();
            store.progress(started.id(), started.lease(), done, total, step);
        }
    }

    private boolean passed(Instant last) {
        return !last.plusMillis(PERIOD_MILLIS).isAfter(clock.instant());
    }

    @Override
    public void log(String line) {
        store.log(started.id(), started.lease(), line, clock.instant());
    }

    @Override
    public synchronized JsonObject saved() {
        return saved;
    }

    @Override
    public synchronized void save(JsonObject state) {
        if (!store.save(started.id(), started.lease(), state)) {
            throw end(Stop.TAKEN_OVER);
        }
        saved = state;
    }

    @Override
    public synchronized void goOn() {
        if (stop != null) {
            throw end(stop);
        }
        if (stopping.getAsBoolean()) {
            throw end(Stop.STOPPING);
        }
        if (passed(checked)) {
            switch (store.hold(started.id(), started.lease())) {
                case CANCEL:
                    throw end(Stop.CANCELLED);
                case LOST:
                    throw end(Stop.TAKEN_OVER);
                default:
                    checked = clock.instant();
            }
        }
    }

    private JobEnded end(Stop why) {
        stop = why;
        return new JobEnded("job " + started.id() + ": " + why);
    }

    /** Why it was told to end, or null when it was not. */
    synchronized Stop stop() {
        return stop;
    }
}
