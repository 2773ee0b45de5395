package org.fastlabel.labeling;

import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.fastlabel.api.FastLabelException;
import org.fastlabel.labeling.LabelingEvent.Kind;

/**
 * Trains heads in the background: one at a time, each on the newest labels; labels that come meanwhile are learnt right after.
 * Nobody waits for it unless they want to. Safe from any thread.
 */
final class Trainings {

    private static final System.Logger LOG = System.getLogger(Trainings.class.getName());
    private static final Duration RETRY = Duration.ofSeconds(3);

    private final Ledger ledger;
    private final Teacher teacher;
    private final Background background;
    private final Duration patience;
    private final Consumer<LabelingState> coming;
    private final BiConsumer<LabelingState, Labels> trained;

    /** Requests so far, those whose training has ended, and the last one whose training gave a head. */
    private long asked;
    private long ended;
    private long learnt;
    private boolean active;
    private String problem;

    /**
     * @param patience how long a training waits for labelled items to be embedded before it is put off
     * @param coming   told the next state while it is being stored
     * @param trained  told the state that a training led to, and what was learnt
     */
    Trainings(Ledger ledger, Teacher teacher, Background background, Duration patience, Consumer<LabelingState> coming,
            BiConsumer<LabelingState, Labels> trained) {
        this.ledger = ledger;
        this.teacher = teacher;
        this.background = background;
        this.patience = patience;
        this.coming = coming;
        this.trained = trained;
    }

    /** Asks for a training on the labels of now. @return its number, for {@link #await} */
    long request() {
        long number;
        synchronized (this) {
            number = ++asked;
            if (active) {
                return number;
            }
            active = true;
        }
        background.start(this::work);
        return number;
    }

    /** Whether a training with this number gave a head within the given time. */
    synchronized boolean await(long number, Duration most) {
        long deadline = System.nanoTime() + most.toNanos();
        try {
            for (long left = most.toMillis(); ended < number && left > 0; left = (deadline - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return learnt >= number;
    }

    synchronized boolean active() {
        return active;
    }

    /** Why the last training failed, for the person; null when it did not. */
    synchronized String problem() {
        return problem;
    }

    private void work() {
        for (long next = begin(); next > 0; next = begin()) {
            boolean done = false;
            String failure = null;
            try {
                done = train();
            } catch (FastLabelException e) {
                failure = e.getMessage();
                LOG.log(System.Logger.Level.WARNING, "A training failed; the labels are kept: {0}", failure);
            } catch (RuntimeException | Error e) {
                // Also where the engine is damaged: the next request must find a way in.
                failure = "training failed unexpectedly; the server's log has the details.";
                LOG.log(System.Logger.Level.ERROR, "a training failed; the labels are kept", e);
            } finally {
                end(next, done, failure);
            }
        }
    }

    /** The number of the last request, which the training to come will answer; 0 when there is none to answer. */
    private synchronized long begin() {
        if (ended < asked && !ledger.closed()) {
            return asked;
        }
        active = false;
        notifyAll();
        return 0;
    }

    private synchronized void end(long number, boolean done, String failure) {
        ended = number;
        learnt = done ? number : learnt;
        problem = failure;
        notifyAll();
    }

    /** @return whether a head came of it */
    private boolean train() {
        boolean ready = teacher.ready(ledger.state(), patience);
        LabelingState began = ledger.state();
        if (began.labels().count() == 0) {
            return false;
        }
        Teacher.Outcome outcome = ready ? teacher.teach(began) : Teacher.Outcome.NOT_YET;
        if (!outcome.ready()) {
            if (!teacher.hopeless()) {
                background.later(RETRY, this::request);
            }
            return false;
        }
        while (true) {
            LabelingState now = ledger.state();
            if (ledger.closed() || !now.continues(began)) {
                return false;
            }
            LabelingState to = now.trainedFrom(began, outcome.head(), outcome.space(), ledger.datasetId());
            // The next batch will ask for the new judge's scores: they are computed while the database writes.
            background.run(() -> coming.accept(to));
            if (ledger.commit(now, to, Kind.TRAIN, EventCodec.trained(to), null, null)) {
                background.run(() -> trained.accept(to, outcome.learnt()));
                return outcome.head() != null;
            }
        }
    }
}
