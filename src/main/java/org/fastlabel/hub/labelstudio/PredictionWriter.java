package org.fastlabel.hub.labelstudio;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.fastlabel.hub.Dataset;
import org.fastlabel.hub.PredictionSink;
import org.fastlabel.hub.TaskLedger;
import org.fastlabel.hub.connections.Connections;
import org.fastlabel.hub.connections.Connections.LabelStudio;
import org.fastlabel.jobs.JobRun;

/** Shows proposals to annotators of Label Studio. */
@ApplicationScoped
public class PredictionWriter implements PredictionSink {

    /** How long a request whose answer was lost may still be at work there. */
    static final Duration SETTLE = Duration.ofSeconds(2);

    @Inject
    private Connections connections;
    @Inject
    private Desk desk;
    @Inject
    private TaskLedger ledger;
    @Inject
    private SyncStore store;

    public PredictionWriter() {
        // For the container.
    }

    PredictionWriter(Connections connections, Desk desk, TaskLedger ledger, SyncStore store) {
        this.connections = connections;
        this.desk = desk;
        this.ledger = ledger;
        this.store = store;
    }

    @Override
    public int write(JobRun job, long datasetId) {
        Dataset dataset = ledger.dataset(datasetId);
        Optional<LabelStudio> connection = connections.labelStudio();
        if (connection.filter(c -> c.token() != null).isEmpty()) {
            job.log("No Label Studio is connected: no predictions are written there.");
            return 0;
        } else if (dataset.lsProject() == null && connection.get().project() == null
                || ledger.count(datasetId, TaskLedger.Wanted.IMPORTED) == 0) {
            job.log("The tasks are not in Label Studio: no predictions are written there.");
            return 0;
        }
        return new Predictions(desk.place(datasetId), ledger, store, desk.key(), job, SETTLE).write();
    }
}
