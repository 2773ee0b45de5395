package org.fastlabel.jobs;

import java.time.Duration;

/** How long to wait before the next attempt: longer each time, and not the same for all that failed together. */
final class BackOff {

    /** The first start and four more: about a minute and a half in all. */
    static final int MAX_ATTEMPTS = 5;

    private static final Duration FIRST = Duration.ofSeconds(2);
    private static final int FACTOR = 3;
    private static final Duration LONGEST = Duration.ofMinutes(5);
    /** Who asks for more is taken at their word only so far. */
    private static final Duration LONGEST_ASKED = Duration.ofHours(24);
    private static final double SPREAD = 0.25;

    private BackOff() {
    }

    /**
     * @param attempt that has failed, from 1
     * @param asked   not before this, or null
     * @param random  0 to 1
     */
    static Duration after(int attempt, Duration asked, double random) {
        double own = Math.min(FIRST.toMillis() * Math.pow(FACTOR, Math.max(0, attempt - 1)), LONGEST.toMillis());
        double wait = own * (1 - SPREAD + 2 * SPREAD * random);
        if (asked != null) {
            wait = Math.max(wait, Math.min(asked.toMillis(), LONGEST_ASKED.toMillis()) + FIRST.toMillis() * random);
        }
        return Duration.ofMillis(Math.round(wait));
    }
}
