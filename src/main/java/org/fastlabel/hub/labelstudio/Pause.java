package org.fastlabel.hub.labelstudio;

import java.time.Duration;
import org.fastlabel.jobs.RetryLater;

/** Waits, unless the thread is told to end. */
final class Pause {

    private Pause() {
    }

    static void of(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RetryLater("interrupted", "The work was interrupted and goes on later.", null);
        }
    }
}
