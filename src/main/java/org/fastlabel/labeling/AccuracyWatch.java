package org.fastlabel.labeling;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.fastlabel.labeling.LabelingEvent.Kind;
import org.fastlabel.labeling.LabelingState.CurvePoint;
import org.fastlabel.labeling.LabelingState.HeldOut;
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
    private final Function<LabelingState, HeldOut> heldOut;
    private final AtomicBoolean measuring = new AtomicBoolean();

    private volatile Validation latest;

    /** @param heldOut how well the judge of a state does on the items that are never learnt; null where there are none */
    AccuracyWatch(Ledger ledger, Teacher teacher, Background background, Function<LabelingState, HeldOut> heldOut) {
        this.ledger = ledger;
        this.heldOut = heldOut;
        this.teacher = teacher;
        this.background = background;
    }

    /** The last measurement; null before the first. Its labels may no longer be those of now. */
    Validation latest() {
        return latest;
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
            teacher.validate(measured).ifPresent(validation -> {
                latest = validation;
                CurvePoint point = new CurvePoint(labels.count(), validation.result().accuracy(), validation.result().low(),
                        validation.result().high(), heldOut.apply(measured));
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
