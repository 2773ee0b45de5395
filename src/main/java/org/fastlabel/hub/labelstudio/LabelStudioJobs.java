package org.fastlabel.hub.labelstudio;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import org.fastlabel.hub.TaskItems;
import org.fastlabel.hub.TaskLedger;
import org.fastlabel.jobs.JobKind;
import org.fastlabel.jobs.JobRun;
import org.fastlabel.jobs.RetryLater;

/** The kinds of jobs that deal with Label Studio. */
@ApplicationScoped
public class LabelStudioJobs {

    static final String IMPORT = "import_to_ls";
    static final String EXPORT = "export_from_ls";
    /** What changed there since the last time; asked for by events. */
    static final String SYNC = "sync_from_ls";
    static final String PREDICTIONS = "write_predictions";
    static final String DELETE = "delete_in_ls";

    private static final int MOST_ROUNDS = 5;
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final int LOOKS = 120;

    @Inject
    private Desk desk;
    @Inject
    private TaskLedger ledger;
    @Inject
    private TaskItems items;
    @Inject
    private SyncStore store;
    @Inject
    private PredictionWriter predictions;

    private final Clock clock = Clock.systemUTC();

    public LabelStudioJobs() {
        // For the container.
    }

    LabelStudioJobs(Desk desk, TaskLedger ledger, TaskItems items, SyncStore store, PredictionWriter predictions) {
        this.desk = desk;
        this.ledger = ledger;
        this.items = items;
        this.store = store;
        this.predictions = predictions;
    }

    /** What a kind of job does. */
    private interface Work {
        String of(JobRun job);
    }

    private record Kind(String name, Work work) implements JobKind {

        @Override
        public String run(JobRun job) {
            return work.of(job);
        }
    }

    @Produces
    public JobKind bringThere() {
        return new Kind(IMPORT, this::importTasks);
    }

    @Produces
    public JobKind bringBack() {
        return new Kind(EXPORT, this::export);
    }

    @Produces
    public JobKind follow() {
        return new Kind(SYNC, this::sync);
    }

    @Produces
    public JobKind show() {
        return new Kind(PREDICTIONS, job -> "wrote " + predictions.write(job, dataset(job)) + " predictions");
    }

    @Produces
    public JobKind remove() {
        return new Kind(DELETE, job -> new Removal(desk.api(), desk.key(), job).run(job.parameters()));
    }

    private static long dataset(JobRun job) {
        return job.parameters().getJsonNumber("dataset_id").longValue();
    }

    String importTasks(JobRun job) {
        Desk.Place place = desk.place(dataset(job));
        String done = new Importer(place, ledger, items, desk.key(), job, PredictionWriter.SETTLE).run();
        new Renewal(place, ledger, items, desk.key(), job).run();
        return done;
    }

    String export(JobRun job) {
        return alone(job, () -> "exported " + exporter(job).all() + " labeled tasks");
    }

    String sync(JobRun job) {
        return alone(job, () -> {
            long dataset = dataset(job);
            int labeled = exporter(job).changed();
            for (int round = 1; round < MOST_ROUNDS && store.behind().contains(dataset); round++) {
                labeled += exporter(job).changed();
            }
            return "exported " + labeled + " labeled tasks that had changed";
        });
    }

    private Exporter exporter(JobRun job) {
        return new Exporter(desk.place(dataset(job)), ledger, store, desk.key(), job, clock);
    }

    /** What is to be done while no other job reads the answers of this data set. */
    private interface Reading {
        String go();
    }

    private String alone(JobRun job, Reading reading) {
        long dataset = dataset(job);
        for (int look = 0; !store.hold(dataset, job.id()); look++) {
            if (look == LOOKS) {
                throw new RetryLater("busy", "Another job reads the answers of this data set.", Duration.ofSeconds(30));
            }
            job.goOn();
            Pause.of(LOOK_AGAIN);
        }
        try {
            return reading.go();
        } finally {
            store.release(dataset, job.id());
        }
    }
}
