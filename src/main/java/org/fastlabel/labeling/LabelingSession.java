package org.fastlabel.labeling;

import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.fastlabel.api.Conflict;
import org.fastlabel.api.Interval;
import org.fastlabel.dataset.OpenDataset;
import org.fastlabel.embedding.EmbeddingMatrix;
import org.fastlabel.embedding.Embeddings;
import org.fastlabel.labeling.LabelingEvent.Kind;
import org.fastlabel.labeling.LabelingState.HeldOut;
import org.fastlabel.labeling.LabelingState.Learning;
import org.fastlabel.labeling.head.Head;
import org.fastlabel.labeling.head.HeadTrainer;

/**
 * The labelling of one data set: takes changes, one after another, and holds the state that they lead to. A change is stored
 * before it is answered; training on it follows in the background. Reading never waits.
 */
public final class LabelingSession {

    /** How long a submit waits for its training, so that the next batch usually comes from the new head. */
    private static final Duration TRAINING_WAIT = Duration.ofMillis(400);

    /**
     * What a session is made of.
     *
     * @param trainer  fails with CapacityExceeded while the engine is not there
     * @param options  of a session that begins
     * @param patience how long a training waits for its items to be embedded before it is put off
     * @param trained  told the state that each training leads to and what was learnt, in the background
     */
    public record Parts(OpenDataset dataset, Embeddings embeddings, Supplier<HeadTrainer> trainer, EventLog log,
            Background background, Clock clock, int undoSteps, Options options, Duration patience, BiConsumer<LabelingState, Labels> trained) {
    }

    /** When a submit is learnt: at once, when enough labels have come together, or when somebody asks for it. */
    public enum Train {
        YES, AUTO, NO;

        boolean now(LabelingState from, int more) {
            return this == YES || this == AUTO && from.now().sinceTraining() + more >= from.options().trainEvery();
        }
    }

    private final Parts parts;
    private final Ledger ledger;
    private final Scoreboard scoreboard;
    private final Duration trainingWait;
    private final Trainings trainings;
    private final LabelChanges changes;
    private final AccuracyWatch accuracy;
    private final Translation translation;
    private volatile Holdout holdout;
    private volatile Twins twins = Twins.NONE;

    private LabelingSession(Parts parts, LabelingState state) {
        this.parts = parts;
        Teacher teacher = new Teacher(parts.embeddings, parts.trainer, this::holdout);
        this.ledger = new Ledger(parts.dataset.id(), parts.log, state);
        this.scoreboard = new Scoreboard(parts.embeddings, parts.trainer, parts.clock);
        this.accuracy = new AccuracyWatch(ledger, teacher, parts.background, this::heldOut);
        this.trainingWait = parts.patience.compareTo(TRAINING_WAIT) < 0 ? parts.patience : TRAINING_WAIT;
        this.trainings = new Trainings(ledger, teacher, parts.background, parts.patience, scoreboard::of, this::afterTraining);
        this.translation = new Translation(parts, ledger);
        this.changes = new LabelChanges(parts, ledger, scoreboard, this::learn);
    }

    /**
     * Begins anew: no labels, no head, no history. What earlier sessions confirmed stays stored; see {@link #restore}.
     *
     * @param afterVersion the new session's versions are larger
     */
    public static LabelingSession begin(Parts parts, long afterVersion, Classes classes) {
        long version = Math.max(afterVersion, parts.log.lastVersion(parts.dataset.id())) + 1;
        parts.log.append(parts.dataset.id(), new LabelingEvent(Kind.CONFIG, version, 0, 0,
                EventCodec.config(classes, parts.options), null, null), null, new long[0]);
        return new LabelingSession(parts, LabelingState.fresh(version, classes, parts.options));
    }

    /** Goes on where the last session stopped, exactly; begins one where there was none. */
    public static LabelingSession resume(Parts parts) {
        List<LabelingEvent> events = parts.log.session(parts.dataset.id());
        if (events.isEmpty()) {
            return begin(parts, 0, Classes.BINARY);
        }
        LabelingState state = new Replay(parts.dataset).state(events, parts.log.heads(parts.dataset.id()))
                .withUndoDepth(parts.undoSteps);
        LabelingSession session = new LabelingSession(parts, state);
        session.trainIfDue();
        return session;
    }

    /** Refuses changes from now on: another data set has been opened. */
    public void close() {
        ledger.close();
    }

    public LabelingState state() {
        return ledger.state();
    }

    public OpenDataset dataset() {
        return parts.dataset;
    }

    /** What the present judge thinks of the items; computed first if need be. */
    public Scores scores() {
        return scoreboard.of(state());
    }

    /** The items whose labels are never learnt. */
    public Holdout holdout() {
        return holdout(state());
    }

    private Holdout holdout(LabelingState s) {
        Holdout known = holdout;
        if (known == null || known.share() != s.options().holdoutShare()) {
            known = Holdout.of(parts.dataset.items(), s.options().holdoutShare());
            holdout = known;
        }
        return known;
    }

    /** The last measurement of labels by heads that had not seen them; empty before the first. */
    public Optional<Validation> validation() {
        return Optional.ofNullable(accuracy.latest());
    }

    /** From now on, who knows which items are as good as the same. */
    void know(Twins known) {
        twins = known;
    }

    /** The items as good as this one and itself, as far as they have no label; empty where there are none. */
    int[] unlabelledTwins(LabelingState s, int id) {
        return Arrays.stream(twins.groupOf(parts.dataset, id)).filter(twin -> !s.labels().has(twin)).toArray();
    }

    /** Labelled items of which neither they nor a twin is ever learnt, and that the present judge judges; ascending. */
    public int[] heldOutIds(LabelingState s, Scores scores) {
        Holdout out = holdout(s);
        return out.ids().filter(id -> s.labels().has(id) && scores.label(id) != Labels.NONE
                && Arrays.stream(twins.groupOf(parts.dataset, id)).noneMatch(twin -> s.labels().has(twin) && !out.has(twin))).toArray();
    }

    private HeldOut heldOut(LabelingState s) {
        Scores scores = scoreboard.of(s);
        int[] ids = heldOutIds(s, scores);
        int right = (int) Arrays.stream(ids).filter(id -> scores.label(id) == s.labels().get(id)).count();
        Interval accuracy = Interval.of(right, ids.length);
        return ids.length == 0 ? null : new HeldOut(ids.length, accuracy.share(), accuracy.low(), accuracy.high());
    }

    /** Whether a training is under way, or has to be made up for. */
    public boolean training() {
        return trainings.active() || state().learning() == Learning.DUE && trainings.problem() == null;
    }

    /** Items that are there, can be read and have no label. */
    public int unlabeledCount() {
        return changes.unlabeled(state());
    }

    /**
     * Confirms labels. All or nothing.
     *
     * @param submitId the client's id of this request, or null; a repeated one is answered as the first time
     * @return the answer of the HTTP contract
     */
    public JsonObject submit(LabelEdits edits, String submitId, Train train) {
        return changes.edited(Kind.SUBMIT, edits, submitId, train);
    }

    /** Corrects confirmed labels, or takes them away, and learns from that. */
    public JsonObject relabel(LabelEdits edits, String submitId) {
        return changes.edited(Kind.RELABEL, edits, submitId, Train.YES);
    }

    /** Begins the training that a change asks for, and completes its answer with what came of that in a short while. */
    private JsonObject learn(JsonObject answer, LabelingState to) {
        boolean triggered = to.learning() == Learning.DUE;
        boolean trained = triggered && trainings.await(trainings.request(), trainingWait);
        if (!triggered) {
            settled();
        }
        return SubmitAnswer.learnt(answer, triggered, trained, state().version(), triggered ? trainings.problem() : null);
    }

    /**
     * Brings back what earlier sessions confirmed and this one has no label for; where this one has done nothing of its own yet,
     * also their classes as they were.
     *
     * @throws org.fastlabel.api.Conflict when there is nothing
     */
    public JsonObject restore() {
        return changes.restore();
    }

    /** How many labels {@link #restore} would bring back. */
    public int restorable() {
        return changes.earlier().labels().size();
    }

    /**
     * Gives or changes labels that are known by their classes' names, as one step; classes that are missing are made.
     *
     * @param labels names of classes by item id, at least one
     */
    public JsonObject importLabels(Map<Integer, String> labels) {
        return changes.named(Kind.IMPORT, labels, LabelingState::classes);
    }

    /** Changes the classes, as one step that undo takes back. */
    public LabelingState edit(ClassEdit edit) {
        return after(ledger.step(Kind.CLASSES, s -> edit.next(s, parts.undoSteps), edit::payload));
    }

    /** Sets the options. What was learnt by other ones is learnt anew. */
    public LabelingState configure(Options options) {
        return after(ledger.step(Kind.OPTIONS, s -> s.withOptions(options), s -> EventCodec.options(options)));
    }

    /**
     * Lets another head judge; the labels stay.
     *
     * @param model  its name
     * @param labels how many it was made of
     * @param space  id of the embedder whose rows it judges
     */
    public LabelingState load(Head head, String model, int labels, String space) {
        return after(ledger.step(Kind.LOAD, s -> s.loaded(head, model, labels, space, parts.undoSteps),
                s -> EventCodec.loaded(s.now().trained())));
    }

    /** Takes back the last change of labels or classes, with its head and optimiser. */
    public LabelingState undo() {
        return after(ledger.step(Kind.UNDO, LabelingState::undo, s -> "{}"));
    }

    /** Judges the pool by a query until the next training; null takes the query away. */
    public LabelingState ask(Query query) {
        return after(ledger.step(Kind.QUERY, s -> s.withQuery(query), s -> QueryCodec.write(query)));
    }

    /** Trains on the labels of now, though nothing asks for it. @throws Conflict when there are none */
    public void train() {
        if (state().labels().count() == 0) {
            throw new Conflict("no-labels", "There is nothing to learn from yet; confirm some labels first.");
        }
        trainings.request();
    }

    private LabelingState after(LabelingState to) {
        translation.check();
        if (!trainIfDue()) {
            settled();
        }
        return to;
    }

    /**
     * The embeddings may be another model's from now on: what was asked is put in its words, and a head that does not fit them is
     * taught anew. Until then the last scores serve.
     */
    public void embeddingsChanged() {
        translation.check();
        if (strange(state())) {
            trainings.request();
        }
    }

    /** Whether the head judges another model's embeddings, and there is what to teach a new one. */
    private boolean strange(LabelingState s) {
        EmbeddingMatrix matrix = parts.embeddings.matrix();
        return s.head() != null && s.labels().count() > 0 && matrix.rows() > 0 && !s.now().trained().fits(matrix);
    }

    private boolean trainIfDue() {
        boolean due = state().learning() == Learning.DUE || strange(state());
        if (due) {
            trainings.request();
        }
        return due;
    }

    private void afterTraining(LabelingState to, Labels learnt) {
        settled();
        if (to.head() != null) {
            parts.trained.accept(to, learnt);
        }
    }

    /** Starts what the next reader will want. */
    private void settled() {
        parts.background.run(this::scores);
        accuracy.schedule();
    }
}
