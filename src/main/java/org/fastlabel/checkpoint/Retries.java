package org.fastlabel.checkpoint;

import java.io.IOException;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** How often something that failed is tried again, and after how long: 1, 2, 4 … seconds, or what the other side asks for. */
final class Retries {

    /** Waits; a test need not. */
    interface Pause {
        void take(Duration time, Stop stop) throws InterruptedException;
    }

    private static final int MOST = 6;
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(60);
    /** Who asks for more than this is not waited for. */
    private static final Duration LONGEST_ASKED = Duration.ofMinutes(10);

    private final Pause pause;
    private final Stop stop;
    private final RandomGenerator random;
    private int failures;

    /** @param random spreads the moments, so that many clients do not come back at once */
    Retries(Pause pause, Stop stop, RandomGenerator random) {
        this.pause = pause;
        this.stop = stop;
        this.random = random;
    }

    /** What went before is forgiven: the last attempt has brought something. */
    void succeeded() {
        failures = 0;
    }

    /**
     * Waits until another attempt is due.
     *
     * @throws HubException when none is worth it, with what to tell the person
     */
    void after(IOException failure) throws HubException, InterruptedException {
        HubException told = failure instanceof HubException e ? e : Reasons.of(failure);
        if (told.kind() != HubException.Kind.TRY_AGAIN) {
            throw told;
        }
        if (++failures > MOST || told.retryAfter().compareTo(LONGEST_ASKED) > 0) {
            String when = told.retryAfter().isZero() ? "" : " It asks to be left alone for " + told.retryAfter().toSeconds() + " s.";
            throw new HubException(HubException.Kind.REFUSED, told.code(), told.getMessage() + when + (failures > 1 ? " Tried " + failures + " times." : "")
                    + " What has come is kept; choose Download later to go on.", Duration.ZERO, failure);
        }
        long usual = Math.min(LONGEST.toMillis(), FIRST.toMillis() << (failures - 1));
        long jittered = usual / 2 + random.nextLong(usual / 2 + 1);
        pause.take(Duration.ofMillis(Math.max(told.retryAfter().toMillis(), jittered)), stop);
    }
}
