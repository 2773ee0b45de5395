package org.fastlabel.jobs;

import jakarta.json.JsonObject;

/** One run of a job, as its work sees it. */
public interface JobRun {

    long id();

    /** What {@link JobQueue#submit} was given. */
    JsonObject parameters();

    /** Who asked for it. */
    String by();

    /** From 1; more than 1 after a failure that is tried again or after the death of a worker: look first what is done already. */
    int attempt();

    /** Shown to people; written at most a few times a second. @param total 0 while unknown */
    void progress(long done, long total, String step);

    /** A line for the job's log. Never a token, never a whole body of somebody else's. */
    void log(String line);

    /** What {@link #save} was given last, by this run or an earlier one; an empty object at first. */
    JsonObject saved();

    /** Durable when it returns. Keep it small. */
    void save(JsonObject state);

    /**
     * To be called before each step that others can see. @throws JobEnded when the job was cancelled, the process is stopping, or another
     * worker has taken it over; let it pass
     */
    void goOn();
}
