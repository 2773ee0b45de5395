package org.fastlabel.jobs;

import jakarta.json.JsonObject;

/** Takes work in. */
public interface JobQueue {

    /** What the requests that begin a job answer. @param status {@code queued} */
    record Queued(long jobId, String status) {
    }

    /**
     * Queues a job in the transaction of the caller, if there is one.
     *
     * @param datasetId the data set it concerns, or null. While the same work with the same parameters is queued or running for that data
     *                  set, that job is answered instead of a second one: a button was pressed twice
     * @param by        who asks
     * @throws org.fastlabel.api.Conflict with code {@code other-job-active}, naming the job, while that work is queued or running with other
     *                  parameters. It is not put behind that one: both would write the same proposals, and who asked for the first would find
     *                  those of the second
     */
    Queued submit(String kind, Long datasetId, JsonObject parameters, String by);
}
