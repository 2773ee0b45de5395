package org.fastlabel.hub.labelstudio;

import java.time.Duration;
import java.util.function.Supplier;
import org.fastlabel.hub.connections.TryLater;
import org.fastlabel.jobs.JobRun;

/** Asks a server again that was busy, as long as it has certainly not done what it was asked for. */
final class Patience {

    private static final int ATTEMPTS = 6;
    /** Who asks for more is asked again by the queue. */
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private Patience() {
    }

    /** @param first wait where the server does not say how long; grows with each attempt @throws TryLater also when it may have been done */
    static <T> T with(JobRun job, Duration first, Supplier<T> call) {
        for (int attempt = 1; ; attempt++) {
            job.goOn();
            try {
                return call.get();
            } catch (TryLater e) {
                Duration wait = e.after() == null ? first.multipliedBy(1L << attempt) : e.after();
                if (e.perhapsDone() || attempt == ATTEMPTS || wait.compareTo(LONGEST) > 0) {
                    throw e;
                }
                Pause.of(wait);
            }
        }
    }
}
