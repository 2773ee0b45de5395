package org.fastlabel.jobs;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/** The rows of jobs, as those who run them see them. What a worker writes counts only as long as nobody else has started the job since. */
public interface RunStore {

    /** What a worker has got hold of. @param lease proves to the methods below that it is still its own */
    record Started(long id, long lease, String kind, JsonObject parameters, String by, int attempt, JsonObject saved, long done, long total,
                   String step) {
    }

    /** What is to be done with a job that is due. @param run it now, or null; @param later look again then, or null */
    record Beginning(Started run, Instant later) {
    }

    /** What has become of a job since it was started. */
    enum Hold { MINE, CANCEL, LOST }

    /** @param round that was due */
    Beginning begin(long id, int round, String worker, Instant now);

    Hold hold(long id, long lease);

    /** @return whether it is still this worker's job */
    boolean save(long id, long lease, JsonObject state);

    void progress(long id, long lease, long done, long total, String step);

    void log(long id, long lease, String line, Instant now);

    /**
     * @param retryAt when it is to be tried again, if it may be
     * @return when it is due again; empty when that is all, or when it is another's job by now
     */
    Optional<Instant> end(long id, long lease, JobState.Move move, String message, Instant retryAt, Instant now);
}
