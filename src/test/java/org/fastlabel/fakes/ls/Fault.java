package org.fastlabel.fakes.ls;

import java.time.Duration;

/**
 * Something that goes wrong with a call, once.
 *
 * @param act run before ({@code RUN_BEFORE}) or after the call is processed ({@code RUN_AFTER}, nothing is answered yet), for instance to
 *            kill whoever called
 */
public record Fault(Kind kind, int status, String retryAfter, Duration delay, Runnable act) {

    public enum Kind { DROP_BEFORE, DROP_AFTER, STATUS, TRUNCATE, HTML, SLOW, RUN_BEFORE, RUN_AFTER }

    private static Fault of(Kind kind) {
        return new Fault(kind, 0, null, Duration.ZERO, null);
    }

    /** The connection breaks before anything is done. */
    public static Fault dropBefore() {
        return of(Kind.DROP_BEFORE);
    }

    /** All is done, but the connection breaks before the answer. */
    public static Fault dropAfter() {
        return of(Kind.DROP_AFTER);
    }

    /** Done, and the answer ends in the middle. */
    public static Fault truncated() {
        return of(Kind.TRUNCATE);
    }

    /** A page of some proxy, with status 200, instead of the answer; nothing is done. */
    public static Fault html() {
        return of(Kind.HTML);
    }

    /** @param retryAfter null for none */
    public static Fault status(int status, String retryAfter) {
        return new Fault(Kind.STATUS, status, retryAfter, Duration.ZERO, null);
    }

    /** Done, and answered late. */
    public static Fault slow(Duration delay) {
        return new Fault(Kind.SLOW, 0, null, delay, null);
    }

    public static Fault before(Runnable act) {
        return new Fault(Kind.RUN_BEFORE, 0, null, Duration.ZERO, act);
    }

    public static Fault after(Runnable act) {
        return new Fault(Kind.RUN_AFTER, 0, null, Duration.ZERO, act);
    }
}
