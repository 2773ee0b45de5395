package org.fastlabel.labeling;

import java.time.Duration;

/** Where work is done that nobody waits for. A failure there is logged, not thrown. */
public interface Background {

    void run(Runnable task);

    void later(Duration delay, Runnable task);
}
