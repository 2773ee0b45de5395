package org.fastlabel.jobs;

import java.time.Duration;
import org.fastlabel.api.CapacityExceeded;

/** The work may succeed later: the job is queued again, a bounded number of times. The message is for people. */
public class RetryLater extends CapacityExceeded {

    private static final long serialVersionUID = 1L;

    private final transient Duration after;

    /** @param after not before this long from now; null to leave it to the queue, which waits longer each time */
    public RetryLater(String code, String message, Duration after) {
        super(code, message);
        this.after = after;
    }

    public Duration after() {
        return after;
    }
}
