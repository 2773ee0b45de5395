package org.fastlabel.it;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for conditions, never for a length of time. */
public final class Waiting {

    private static final long LOOK_MILLIS = 50;

    /** Thrown by a condition that will never come about. */
    public static final class InVain extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public InVain(String why) {
            super(why);
        }
    }

    private Waiting() {
    }

    /**
     * A condition that fails is looked at again.
     *
     * @throws AssertionError naming what did not come about in time, with the last failure as its cause
     * @throws InVain         from the condition, at once
     */
    public static void until(String what, Duration patience, Callable<Boolean> condition) {
        long deadline = System.nanoTime() + patience.toNanos();
        Throwable last = null;
        while (true) {
            try {
                if (condition.call()) {
                    return;
                }
                last = null;
            } catch (InVain e) {
                throw e;
            } catch (Exception | AssertionError e) {
                last = e;
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + patience.toSeconds() + " s: " + what, last);
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
