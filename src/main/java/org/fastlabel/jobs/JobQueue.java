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
     * @param datasetId the data set it concerns, or null. While a job of the same kind for the same data set is queued or running, that one
     *                  is answered instead of a second one
     * @param by        who asks
     */
    Queued submit(String kind, Long datasetId, JsonObject parameters, String by);
}
