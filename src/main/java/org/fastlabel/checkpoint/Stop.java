package org.fastlabel.checkpoint;

import java.time.Duration;
import java.util.concurrent.CancellationException;

/** Tells a download, once, that it shall end, and wakes it from whatever it waits for. Safe from any thread. */
final class Stop {

    private static final Runnable NOTHING = () -> { };

    private boolean told;
    private Runnable waker = NOTHING;

    synchronized void tell() {
        told = true;
        waker.run();
        notifyAll();
    }

    /** @throws CancellationException when it has been told */
    synchronized void check() {
        if (told) {
            throw new CancellationException("stopped");
        }
    }

    /** @param interruption ends what is waited for from now on; runs at once when it has been told already */
    synchronized void wakeBy(Runnable interruption) {
        waker = interruption;
        if (told) {
            interruption.run();
        }
    }

    /** Waits that long. @throws CancellationException as soon as it is told */
    synchronized void pause(Duration time) throws InterruptedException {
        waker = NOTHING;
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toMillis(); left > 0 && !told; left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
        check();
    }
}
