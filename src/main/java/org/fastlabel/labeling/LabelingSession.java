package org.fastlabel.labeling;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.fastlabel.api.CapacityExceeded;
import org.fastlabel.api.Conflict;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.dataset.ItemIndex;
import org.fastlabel.dataset.OpenDataset;
import org.fastlabel.embedding.Embeddings;
import org.fastlabel.labeling.LabelingEvent.Kind;
import org.fastlabel.labeling.head.Head;
import org.fastlabel.labeling.head.HeadTrainer;

/**
 * The labelling of one data set: takes changes, one after another, and holds the state that they lead to. Reading never waits.
 * A change takes the state, computes the next one outside every lock, and commits it (to the event log first) if nothing else
 * has happened since; else it starts over.
 */
public final class LabelingSession {

    private static final System.Logger LOG = System.getLogger(LabelingSession.class.getName());
    private static final int ATTEMPTS = 4;
    private static final Duration RETRY_TRAINING = Duration.ofSeconds(3);
    /** Measuring accuracy costs as much as several trainings: it lets the next batch go first. */
    private static final Duration BEFORE_VALIDATION = Duration.ofMillis(1200);

    /** What a session is made of. @param trainer fails with CapacityExceeded while the engine is not there
     *  @param patience how long a submit waits for its items to be embedded */
    public record Parts(OpenDataset dataset, Embeddings embeddings, Supplier<HeadTrainer> trainer, EventLog log,
            Background background, Clock clock, int undoSteps, int classes, Duration patience) {
    }

    private final Parts parts;
    private final Teacher teacher;
    private final Scoreboard scoreboard;
    private final AtomicReference<LabelingState> state;
    private final Object committing = new Object();
    /** Label changes queue here, in order: training two at once would only slow both, and one would be in vain. */
    private final ReentrantLock learning = new ReentrantLock(true);
    private final AtomicBoolean validating = new AtomicBoolean();
    private volatile boolean closed;

    private LabelingSession(Parts parts, LabelingState state) {
        this.parts = parts;
        this.teacher = new Teacher(parts.embeddings, parts.trainer, parts.classes);
        this.scoreboard = new Scoreboard(parts.embeddings, parts.trainer, parts.clock);
        this.state = new AtomicReference<>(state);
    }

    /** Begins anew: no labels, no head, no history. What earlier sessions confirmed stays stored; see {@link #restore}. */
    public static LabelingSession begin(Parts parts, long afterVersion) {
        long version = Math.max(afterVersion, parts.log.lastVersion(parts.dataset.id())) + 1;
        parts.log.append(parts.dataset.id(), new LabelingEvent(Kind.CONFIG, version, 0, 0, "{}", null, null), null, new long[0]);
        return new LabelingSession(parts, LabelingState.fresh(version));
    }

    /** Goes on where the last session stopped, exactly; begins one where there was none. */
    public static LabelingSession resume(Parts parts) {
        List<LabelingEvent> events = parts.log.session(parts.dataset.id());
        if (events.isEmpty()) {
            return begin(parts, 0);
        }
        LabelingState state = new Replay(parts.dataset.items()).state(events, parts.log.heads(parts.dataset.id()))
                .withUndoDepth(parts.undoSteps);
        LabelingSession session = new LabelingSession(parts, state);
        if (!state.learnt()) {
            parts.background.run(session::learnLater);
        }
        return session;
    }

    /** Refuses changes from now on: another data set has been opened. */
    public void close() {
        synchronized (committing) {
            closed = true;
        }
    }

    public LabelingState state() {
        return state.get();
    }

    public OpenDataset dataset() {
        return parts.dataset;
    }

    /** What the present judge thinks of the items; computed first if need be. */
    Scores scores() {
        return scoreboard.of(state.get());
    }

    public boolean training() {
        return learning.isLocked() || !state.get().learnt();
    }

    /** Items that are there, can be read and have no label. */
    public int unlabeledCount() {
        return unlabeled(state.get());
    }

    private int unlabeled(LabelingState s) {
        return Math.max(0, parts.dataset.items().presentCount() - parts.embeddings.progress().unreadable() - s.labels().count());
    }

    /**
     * Confirms labels and learns from them. All or nothing.
     *
     * @param submitId the client's id of this request, or null; a repeated one is answered as the first time
     * @return the answer of the HTTP contract
     */
    public JsonObject submit(LabelEdits edits, String submitId) {
        return change(Kind.SUBMIT, edits, submitId);
    }

    /** Corrects confirmed labels, or takes them away, and learns from that. */
    public JsonObject relabel(LabelEdits edits, String submitId) {
        return change(Kind.RELABEL, edits, submitId);
    }

    /** Brings back what earlier sessions confirmed and this one has no label for. @throws Conflict when there is nothing */
    public JsonObject restore() {
        LabelEdits edits = restorable();
        if (edits.size() == 0) {
            throw new Conflict("nothing-to-restore", "There are no earlier labels of this data set to bring back.");
        }
        return change(Kind.RESTORE, edits, null);
    }

    /** What {@link #restore} would bring back. */
    public LabelEdits restorable() {
        Labels now = state.get().labels();
        return new Replay(parts.dataset.items()).everConfirmed(parts.log.allLabelEvents(parts.dataset.id()))
                .only(id -> !now.has(id) && parts.embeddings.unreadable(id).isEmpty());
    }

    private JsonObject change(Kind kind, LabelEdits edits, String submitId) {
        Optional<JsonObject> before = answered(submitId);
        if (before.isPresent()) {
            return before.get();
        }
        // Refused at once what can be; the waiting comes after.
        next(state.get(), kind, edits);
        teacher.ready(edits.ids(), parts.patience);
        enterLearning();
        try {
            return changed(kind, edits, submitId);
        } finally {
            learning.unlock();
            afterChange();
        }
    }

    private JsonObject changed(Kind kind, LabelEdits edits, String submitId) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<JsonObject> before = answered(submitId);
            if (before.isPresent()) {
                return before.get();
            }
            LabelingState from = state.get();
            LabelingState next = next(from, kind, edits);
            Optional<Head> head = teacher.teach(next);
            LabelingState to = head.map(next::learnt).orElse(next);
            int corrections = scoreboard.peek(from).map(judge -> edits.corrections(judge::label)).orElse(0);
            JsonObject answer = SubmitAnswer.of(to, unlabeled(to), head.isPresent(), edits.size(), corrections);
            String payload = EventCodec.labels(edits, parts.dataset.items(), head.isPresent());
            // The next batch will ask for the new judge's scores: they are computed while the database writes.
            parts.background.run(() -> scoreboard.of(to));
            if (commit(from, to, kind, payload, head, submitId, answer.toString())) {
                return answer;
            }
        }
        throw new Conflict("busy", "Others changed the labels at the same moment, several times; nothing was changed. Try again.");
    }

    private LabelingState next(LabelingState from, Kind kind, LabelEdits edits) {
        return kind == Kind.SUBMIT ? from.submit(edits, parts.classes, this::requireLabelable, parts.undoSteps)
                : from.relabel(edits, parts.classes, this::requireLabelable, parts.undoSteps);
    }

    private void requireLabelable(int id) {
        ItemIndex items = parts.dataset.items();
        if (id >= items.size() || !items.present(id)) {
            throw LabelEdits.unknown(id);
        }
        parts.embeddings.unreadable(id).ifPresent(why -> {
            throw new InvalidInput("unreadable-item", "Item " + id + " cannot be labelled, because it cannot be read: " + why);
        });
    }

    private Optional<JsonObject> answered(String submitId) {
        return submitId == null ? Optional.empty() : parts.log.submitted(parts.dataset.id(), submitId)
                .map(e -> SubmitAnswer.repeated(Json.createReader(new StringReader(e.answer())).readObject()));
    }

    private void enterLearning() {
        try {
            if (!learning.tryLock(30, TimeUnit.SECONDS)) {
                throw new CapacityExceeded("busy", "Earlier labels are still being learnt; nothing was changed. Try again in a moment.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CapacityExceeded("busy", "The server is stopping.");
        }
    }

    /** Takes back the last submit, correction or restore, with its head and optimiser. */
    public LabelingState undo() {
        LabelingState to = simple(Kind.UNDO, "{}", LabelingState::undo);
        afterChange();
        return to;
    }

    /** Orders the pool by a text until the next training; null takes the query away. */
    public LabelingState ask(Query query) {
        LabelingState to = simple(Kind.QUERY, EventCodec.query(query), s -> s.withQuery(query));
        afterChange();
        return to;
    }

    private LabelingState simple(Kind kind, String payload, UnaryOperator<LabelingState> step) {
        while (true) {
            LabelingState from = state.get();
            LabelingState to = step.apply(from);
            if (commit(from, to, kind, payload, Optional.empty(), null, null)) {
                return state.get();
            }
        }
    }

    /** Stores the event, then shows the new state. @return false when the state is no longer the one that {@code to} follows */
    private boolean commit(LabelingState from, LabelingState to, Kind kind, String payload, Optional<Head> head,
            String submitId, String answer) {
        synchronized (committing) {
            if (closed) {
                throw new Conflict("dataset-changed", "Another data set has been opened meanwhile; nothing was changed.");
            }
            LabelingState now = state.get();
            if (now.version() != from.version()) {
                return false;
            }
            LabelingState next = kind == Kind.POINT ? to : to.withCurve(now.curve());
            LabelingEvent event = new LabelingEvent(kind, next.version(), next.history().size(), next.labels().count(), payload,
                    submitId, answer);
            parts.log.append(parts.dataset.id(), event, head.map(Head::toBytes).orElse(null), next.reachableHeads());
            state.set(next);
            return true;
        }
    }

    /** Starts what the next reader will want, and what has to be made up for. */
    private void afterChange() {
        parts.background.run(this::scores);
        if (!state.get().learnt()) {
            parts.background.run(this::learnLater);
        }
        parts.background.later(BEFORE_VALIDATION, this::validate);
    }

    /** Trains on labels that could not be learnt when they came. */
    private void learnLater() {
        LabelingState waiting = state.get();
        if (closed || waiting.learnt()) {
            return;
        }
        boolean ready = teacher.ready(waiting.labels().ids(), parts.patience);
        learning.lock();
        try {
            LabelingState from = state.get();
            Optional<Head> head = from.learnt() || !ready ? Optional.empty() : teacher.teach(from);
            if (head.isPresent()) {
                commit(from, from.learntLater(head.get()), Kind.TRAIN, "{}", head, null, null);
                LOG.log(System.Logger.Level.INFO, "Learnt {0} labels that had been waiting.", from.labels().count());
            }
        } finally {
            learning.unlock();
        }
        if (state.get().learnt()) {
            afterChange();
        } else if (!closed && !parts.embeddings.progress().state().equals("failed")) {
            parts.background.later(RETRY_TRAINING, this::learnLater);
        }
    }

    /** Measures the latest labels, one measurement at a time; labels that are replaced while one waits are not measured. */
    private void validate() {
        LabelingState measured = state.get();
        boolean known = measured.accuracy() != null && measured.accuracy().labels() == measured.labels().count();
        if (closed || known || !measured.learnt() || !validating.compareAndSet(false, true)) {
            return;
        }
        try {
            teacher.validate(measured).ifPresent(point -> {
                LabelingState now = state.get();
                if (now.labels() == measured.labels()) {
                    commit(now, now.withPoint(point), Kind.POINT, EventCodec.point(point), Optional.empty(), null, null);
                }
            });
        } finally {
            validating.set(false);
        }
        if (!closed && state.get().labels() != measured.labels()) {
            parts.background.later(BEFORE_VALIDATION, this::validate);
        }
    }
}
