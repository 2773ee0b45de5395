package org.fastlabel.hub;

import org.fastlabel.jobs.JobRun;

/** Where proposals are shown to annotators besides here. */
public interface PredictionSink {

    /**
     * Brings the proposals of a data set there, each in the place of the one before.
     *
     * @return how many are there now; 0, with a line in the job's log, where there is no connection
     */
    int write(JobRun job, long datasetId);
}
