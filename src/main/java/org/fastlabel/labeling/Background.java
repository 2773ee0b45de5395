package org.fastlabel.labeling;

import java.time.Duration;

/** Where work is done that nobody has to wait for. A failure there is logged, not thrown. */
public interface Background {

    void run(Runnable task);

    /** As {@link #run}, for work that somebody may look out for: it begins as soon as it can. */
    default void start(Runnable task) {
        run(task);
    }

    void later(Duration delay, Runnable task);
}
