package org.fastlabel.jobs;

/**
 * One kind of background work; every CDI bean of this type is found by itself. Work may be run again at any moment, from the beginning
 * or from what it last {@linkplain JobRun#save saved}, by this process or another: each step must be safe to repeat.
 */
public interface JobKind {

    /** Ends the name of a kind that is the same work as the one without it, for who must be where the pages are. */
    String IN_WEB = "_web";

    /** Stable and short, e.g. {@code import_to_ls}. */
    String name();

    /** Whether it needs what only a process with pages has (role web or all), such as the labelling session. */
    default boolean needsWeb() {
        return false;
    }

    /**
     * Does the work on a managed thread, without a transaction.
     *
     * @return one line that says what was done, e.g. {@code imported 100 tasks}
     * @throws RetryLater when it may succeed later; any other {@link org.fastlabel.api.FastLabelException} ends the job with its message
     */
    String run(JobRun job) throws Exception;
}
