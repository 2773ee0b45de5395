package org.fastlabel.jobs;

import jakarta.ejb.EJBException;
import java.time.Duration;
import java.util.UUID;
import org.fastlabel.api.FastLabelException;
import org.fastlabel.jobs.JobState.Move;

/**
 * What one run of a job comes to.
 *
 * @param message for people
 * @param after   before it is tried again, as it was asked for, or null
 */
record Ending(Move move, String message, Duration after) {

    private static final System.Logger LOG = System.getLogger(Ending.class.getName());

    static Ending done(String message) {
        return new Ending(Move.SUCCEED, message == null ? "" : message, null);
    }

    static Ending stopped(Stop why) {
        return switch (why) {
            case CANCELLED -> new Ending(Move.ABANDON, "cancelled", null);
            case STOPPING -> new Ending(Move.GIVE_BACK, "waits for a worker", null);
            case TAKEN_OVER -> new Ending(null, "", null);
        };
    }

    /** Why a run is told to end. */
    enum Stop { CANCELLED, STOPPING, TAKEN_OVER }

    /** What was thrown; nobody outside learns more of a surprise than where to look. */
    static Ending of(long job, Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof RetryLater later) {
                return new Ending(Move.TRY_AGAIN, later.getMessage(), later.after());
            } else if (t instanceof FastLabelException refused) {
                return new Ending(Move.FAIL, refused.getMessage(), null);
            } else if (!(t instanceof EJBException)) {
                break;
            }
        }
        String incident = UUID.randomUUID().toString();
        LOG.log(System.Logger.Level.ERROR, "incident " + incident + " in job " + job, thrown);
        return new Ending(Move.TRY_AGAIN, "Something went wrong inside the server; its log has the details under incident " + incident + ".",
                null);
    }
}
