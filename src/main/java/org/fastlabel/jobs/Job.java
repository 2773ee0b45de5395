package org.fastlabel.jobs;

import jakarta.json.JsonObject;
import java.time.Instant;

/**
 * A job as people see it.
 *
 * @param message what was done, or why it failed or waits; null before there is anything to say
 * @param worker  who runs it, or ran it last
 * @param change  grows with each change, over all jobs
 */
public record Job(long id, String kind, String status, String message, Long datasetId, long done, long total, String step, int attempt,
                  int maxAttempts, Instant retryAt, Instant createdAt, Instant startedAt, Instant finishedAt, String createdBy, String worker,
                  boolean cancelRequested, JsonObject parameters, long change) {

    /** @param n from 1, for each job */
    public record Line(int n, Instant at, String text) {
    }

    /** A process that runs jobs. */
    public record Worker(String name, String role, Instant lastSeen, int running) {
    }
}
