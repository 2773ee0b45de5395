package org.fastlabel.jobs;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The time of the database. The machines of several workers may differ by more than a worker may be silent; by this clock they agree on
 * what is due and on who is alive.
 */
@ApplicationScoped
public class SharedClock extends Clock {

    private final Clock own = Clock.systemUTC();
    private volatile Duration ahead = Duration.ZERO;

    /** @param there what the database said in answer to a question asked at {@code asked} of this machine's clock */
    void adjust(Instant asked, Instant there) {
        Instant answered = own.instant();
        ahead = Duration.between(asked.plus(Duration.between(asked, answered).dividedBy(2)), there);
    }

    Instant own() {
        return own.instant();
    }

    @Override
    public Instant instant() {
        return own.instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("It is only asked for instants.");
    }
}
