package org.fastlabel.labeling;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.fastlabel.labeling.LabelingEvent.Kind;
import org.fastlabel.labeling.LabelingState.Learning;

/**
 * Measures the accuracy of the labels as they come in. It costs as much as several trainings, so it lets the next batch go first,
 * one measurement runs at a time, and labels that are no longer the latest are not measured.
 */
final class AccuracyWatch {

    private static final Duration QUIET = Duration.ofMillis(1200);

    private final Ledger ledger;
    private final Teacher teacher;
    private final Background background;
    private final AtomicBoolean measuring = new AtomicBoolean();

    AccuracyWatch(Ledger ledger, Teacher teacher, Background background) {
        this.ledger = ledger;
        this.teacher = teacher;
        this.background = background;
    }

    /** Measures the labels of now, if they are still the same in a while. */
    void schedule() {
        Labels labels = ledger.state().labels();
        background.later(QUIET, () -> measure(labels));
    }

    private void measure(Labels labels) {
        LabelingState measured = ledger.state();
        boolean known = measured.accuracy() != null && measured.accuracy().labels() == labels.count();
        if (ledger.closed() || known || measured.labels() != labels || measured.learning() != Learning.DONE
                || !measuring.compareAndSet(false, true)) {
            return;
        }
        try {
            teacher.validate(measured).ifPresent(point -> {
                LabelingState now = ledger.state();
                if (now.labels() == labels) {
                    ledger.commit(now, now.withPoint(point), Kind.POINT, EventCodec.point(point), null, null);
                }
            });
        } finally {
            measuring.set(false);
        }
        if (ledger.state().labels() != labels) {
            schedule();
        }
    }
}
