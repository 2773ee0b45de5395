package org.fastlabel.hub.connections;

import java.time.Duration;

/**
 * How patient to be with another server.
 *
 * @param attempts     of one call, at most
 * @param first        wait before the second attempt; doubled for each further one, up to {@code longest}
 * @param total        after which no further attempt is begun
 * @param askedFor     the longest wait that the other server may ask for; who asks for more is asked again later, by the job
 * @param troubles     after so many failures in a row nobody asks that server any more
 * @param rest         for this long
 */
public record Pace(int attempts, Duration first, Duration longest, Duration total, Duration askedFor, int troubles, Duration rest, Duration connect) {

    public static final Pace USUAL = new Pace(4, Duration.ofMillis(500), Duration.ofSeconds(10), Duration.ofMinutes(2), Duration.ofSeconds(20), 6,
            Duration.ofSeconds(20), Duration.ofSeconds(10));
}
