package org.fastlabel.hub.prelabel;

import org.fastlabel.hub.PredictionSink;
import org.fastlabel.hub.TaskLedger;
import org.fastlabel.jobs.JobRun;

/** What pre-labelling and scoring both work with. */
record Proposing(TaskLedger ledger, PrelabelRepository repository, PreLabelers preLabelers, Iterable<PredictionSink> sinks) {

    /** Proposals to wherever people see them outside. @return how many were written */
    int write(JobRun job, long dataset) {
        int written = 0;
        for (PredictionSink sink : sinks) {
            written += sink.write(job, dataset);
        }
        return written;
    }
}
