package org.fastlabel.labeling;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.fastlabel.api.Conflict;
import org.fastlabel.labeling.LabelingEvent.Kind;

/** Holds the state of a session, and changes it: an event is stored first, then the state that it leads to is shown. */
final class Ledger {

    private final String datasetId;
    private final EventLog log;
    private final AtomicReference<LabelingState> state;
    private final Object committing = new Object();
    private volatile boolean closed;

    Ledger(String datasetId, EventLog log, LabelingState state) {
        this.datasetId = datasetId;
        this.log = log;
        this.state = new AtomicReference<>(state);
    }

    String datasetId() {
        return datasetId;
    }

    LabelingState state() {
        return state.get();
    }

    boolean closed() {
        return closed;
    }

    void close() {
        synchronized (committing) {
            closed = true;
        }
    }

    /** What an earlier request with this id was answered. @param submitId may be null */
    Optional<JsonObject> answered(String submitId) {
        return submitId == null ? Optional.empty() : log.submitted(datasetId, submitId)
                .map(e -> Json.createReader(new StringReader(e.answer())).readObject());
    }

    /**
     * Takes a step from whatever the state is, as often as it takes until nothing came between.
     *
     * @param payload of the state that the step leads to
     */
    LabelingState step(Kind kind, UnaryOperator<LabelingState> step, Function<LabelingState, String> payload) {
        while (true) {
            LabelingState from = state.get();
            LabelingState to = step.apply(from);
            if (commit(from, to, kind, payload.apply(to), null, null)) {
                return state.get();
            }
        }
    }

    /**
     * Stores the event, then shows the new state.
     *
     * @param submitId and {@code answer}: of the request, for when it is repeated; or null
     * @return false when the state is no longer the one that {@code to} follows
     */
    boolean commit(LabelingState from, LabelingState to, Kind kind, String payload, String submitId, String answer) {
        synchronized (committing) {
            if (closed) {
                throw new Conflict("dataset-changed", "Another data set has been opened meanwhile; nothing was changed.");
            }
            LabelingState now = state.get();
            if (now.version() != from.version()) {
                return false;
            }
            LabelingState next = kind == Kind.POINT ? to : to.following(now);
            boolean newHead = (kind == Kind.TRAIN || kind == Kind.LOAD) && next.head() != null;
            log.append(datasetId, new LabelingEvent(kind, next.version(), next.history().size(), next.labels().count(), payload,
                    submitId, answer), newHead ? next.head().toBytes() : null, next.reachableHeads());
            state.set(next);
            return true;
        }
    }
}
