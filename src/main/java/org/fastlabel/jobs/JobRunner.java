package org.fastlabel.jobs;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.fastlabel.jobs.Ending.Stop;
import org.fastlabel.jobs.JobState.Move;
import org.fastlabel.jobs.RunStore.Beginning;
import org.fastlabel.jobs.RunStore.Started;

/** Runs what is due, on the thread of the caller. */
@ApplicationScoped
public class JobRunner {

    private static final System.Logger LOG = System.getLogger(JobRunner.class.getName());

    @EJB
    private RunStore store;
    @Inject
    private JobKinds kinds;
    @Inject
    private SharedClock clock;

    private final Map<Long, LiveRun> running = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    public JobRunner() {
    }

    JobRunner(RunStore store, JobKinds kinds, SharedClock clock) {
        this.store = store;
        this.kinds = kinds;
        this.clock = clock;
    }

    /** @return when it is due again; empty when that was all */
    public Optional<Instant> run(long job, int round, String worker) {
        Beginning beginning = store.begin(job, round, worker, clock.instant());
        if (beginning.run() == null) {
            return Optional.ofNullable(beginning.later());
        }
        Started started = beginning.run();
        LiveRun run = new LiveRun(store, started, clock, () -> stopping);
        running.put(job, run);
        try {
            return end(started, run, outcome(started, run));
        } finally {
            running.remove(job, run);
        }
    }

    private Ending outcome(Started started, LiveRun run) {
        try {
            JobKind kind = kinds.find(started.kind()).orElse(null);
            if (kind == null) {
                return new Ending(Move.FAIL, "This version of FastLabel does not know work of the kind " + started.kind() + ".", null);
            }
            return Ending.done(kind.run(run));
        } catch (Throwable e) {
            // What comes of an interruption, or of an end that was asked for, is no failure; whatever it was wrapped in.
            Stop stop = run.stop() != null ? run.stop() : stopping ? Stop.STOPPING : null;
            return stop != null ? Ending.stopped(stop) : Ending.of(started.id(), e);
        }
    }

    private Optional<Instant> end(Started started, LiveRun run, Ending ending) {
        if (ending.move() == null) {
            LOG.log(System.Logger.Level.INFO, "Job {0} was taken over by another worker.", Long.toString(started.id()));
            return Optional.empty();
        }
        run.tell();
        Instant now = clock.instant();
        Instant again = ending.move() != Move.TRY_AGAIN ? null
                : now.plus(BackOff.after(started.attempt(), ending.after(), ThreadLocalRandom.current().nextDouble()));
        return store.end(started.id(), started.lease(), ending.move(), ending.message(), again, now);
    }

    int running() {
        return running.size();
    }

    /** Tells what was held back; called now and then. */
    void tell() {
        running.values().forEach(LiveRun::tell);
    }

    /** From now on every run ends before its next step. */
    void stop() {
        stopping = true;
    }
}
