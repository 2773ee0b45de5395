package org.fastlabel.hub.labelstudio;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import org.fastlabel.hub.Dataset;
import org.fastlabel.hub.OutsideEvents;
import org.fastlabel.hub.TaskLedger;
import org.fastlabel.jobs.JobQueue;

/** Queues a reading for each data set of whose project something was told. */
@ApplicationScoped
public class Followers implements OutsideEvents {

    private static final String BY = "label-studio";

    @Inject
    private TaskLedger ledger;
    @Inject
    private SyncStore store;
    @Inject
    private JobQueue queue;

    public Followers() {
        // For the container.
    }

    Followers(TaskLedger ledger, SyncStore store, JobQueue queue) {
        this.ledger = ledger;
        this.store = store;
        this.queue = queue;
    }

    @Override
    public void changed(long lsProject, boolean deleted) {
        for (Dataset dataset : ledger.ofProject(lsProject)) {
            if (deleted) {
                store.seen(dataset.id(), lsProject, null);
            }
            store.told(dataset.id());
            submit(dataset.id());
        }
    }

    private void submit(long dataset) {
        queue.submit(LabelStudioJobs.SYNC, dataset, Json.createObjectBuilder().add("dataset_id", dataset).build(), BY);
    }

    /** Queues what was told while a reading was at its end, and so was neither read nor queued. */
    public void catchUp() {
        store.behind().forEach(this::submit);
    }
}
