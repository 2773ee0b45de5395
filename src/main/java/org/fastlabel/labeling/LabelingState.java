package org.fastlabel.labeling;

import jakarta.json.bind.annotation.JsonbProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.fastlabel.api.Conflict;
import org.fastlabel.labeling.head.Head;

/**
 * Everything a labelling session knows, as one immutable value; each change makes the next one, and undo goes back to a
 * previous one. No clocks, locks or I/O.
 *
 * @param version grows with every change, also with undo
 * @param now     what undo can take back
 * @param query   the text query, or null
 * @param options how it learns; no part of what is undone
 * @param history what undo goes back to, oldest first
 * @param curve   cross-validated accuracy by number of labels, ascending
 */
public record LabelingState(long version, Snapshot now, Query query, Options options, List<Snapshot> history,
        List<CurvePoint> curve) {

    /** Who judges the items without label. */
    public enum Scorer {
        NONE, QUERY, HEAD;

        /** As in the HTTP contract. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether the head knows the labels: it does; it is to be taught them as soon as possible; it waits to be told to. */
    public enum Learning {
        DONE, DUE, LATER
    }

    /**
     * What a change of labels or classes replaces and undo brings back. The query is not part of it: undo takes back labels.
     *
     * @param trained       the last head, or null
     * @param sinceTraining labels confirmed or corrected since the last training was asked for
     * @param queryOnTop    whether the query was set after the last training and so judges for now
     */
    public record Snapshot(Labels labels, Classes classes, Trained trained, Learning learning, int sinceTraining,
            boolean queryOnTop) {
    }

    /**
     * Accuracy of the confirmed labels, each judged by a head that has not seen it; 95 % Wilson interval.
     *
     * @param labels  how many there were
     * @param heldOut null where nothing of them is held out
     */
    public record CurvePoint(int labels, double accuracy, double low, double high, @JsonbProperty("held_out") HeldOut heldOut) {

        /** Fewer held-out labels leave too wide an interval to be told from luck. */
        private static final int ENOUGH = 20;

        /**
         * What to say in one number: the held-out labels' where there are enough of them. The others were chosen because they
         * are hard, so theirs says less of the whole data set.
         */
        public CurvePoint headline() {
            return heldOut == null || heldOut.labels < ENOUGH ? this
                    : new CurvePoint(labels, heldOut.accuracy, heldOut.low, heldOut.high, heldOut);
        }
    }

    /** The same of the items that are never learnt, as far as they have a label. */
    public record HeldOut(int labels, double accuracy, double low, double high) {
    }

    public LabelingState {
        history = List.copyOf(history);
        curve = List.copyOf(curve);
    }

    /** A new session: nothing labelled, nothing learnt. */
    public static LabelingState fresh(long version, Classes classes, Options options) {
        return new LabelingState(version, new Snapshot(Labels.EMPTY, classes, null, Learning.DONE, 0, false), null, options,
                List.of(), List.of());
    }

    public Labels labels() {
        return now.labels;
    }

    public Classes classes() {
        return now.classes;
    }

    /** The last head, or null. */
    public Head head() {
        return now.trained == null ? null : now.trained.head();
    }

    public Learning learning() {
        return now.learning;
    }

    public Scorer scorer() {
        if (query != null && (now.queryOnTop || head() == null)) {
            return Scorer.QUERY;
        }
        return head() != null ? Scorer.HEAD : Scorer.NONE;
    }

    /**
     * Labels items that have none; the head is as before.
     *
     * @param labelable called with each id; throws where there is no such item, or none that can be read
     * @param train     whether to learn them now, or later when told to
     * @throws org.fastlabel.api.InvalidInput on an empty list, a duplicate, an unknown id or label; Conflict with code
     *         {@code already-labeled} when one has a label, {@code class-retired} when a label is of a class that has gone
     */
    public LabelingState submit(LabelEdits edits, IntConsumer labelable, int undoSteps, boolean train) {
        check(edits, labelable, false);
        for (int i = 0; i < edits.size(); i++) {
            if (labels().has(edits.id(i))) {
                throw new Conflict("already-labeled", "Item " + edits.id(i) + " already has a label, maybe from another "
                        + "window; nothing was changed. Load the next batch, or correct it under Review.");
            }
        }
        return edited(edits, classes(), undoSteps, train);
    }

    /** Changes, gives or takes away labels; otherwise as {@link #submit}. */
    public LabelingState relabel(LabelEdits edits, IntConsumer labelable, int undoSteps, boolean train) {
        check(edits, labelable, true);
        return edited(edits, classes(), undoSteps, train);
    }

    private void check(LabelEdits edits, IntConsumer labelable, boolean mayRemove) {
        edits.check(classes(), mayRemove);
        for (int i = 0; i < edits.size(); i++) {
            labelable.accept(edits.id(i));
        }
    }

    /** Labels that are known to be in order, together with the classes that they need. */
    LabelingState edited(LabelEdits edits, Classes classes, int undoSteps, boolean train) {
        return relabelled(labels().with(edits), classes, undoSteps, train, edits.size());
    }

    /**
     * Other classes, as one step.
     *
     * @param from of a merge: the class whose labels become those of {@code into}; else -1
     */
    LabelingState withClasses(Classes classes, int from, int into, int undoSteps) {
        int moved = from < 0 ? 0 : labels().count(from);
        return moved > 0 ? relabelled(labels().moved(from, into), classes, undoSteps, true, moved)
                : changed(new Snapshot(labels(), classes, now.trained, now.learning, now.sinceTraining, now.queryOnTop), undoSteps);
    }

    private LabelingState relabelled(Labels labels, Classes classes, int undoSteps, boolean train, int edits) {
        if (labels.count() == 0) {
            // Without any label there is nothing a head could have been taught.
            return changed(new Snapshot(labels, classes, null, Learning.DONE, 0, now.queryOnTop && !train), undoSteps);
        }
        Learning next = train || now.learning == Learning.DUE ? Learning.DUE : Learning.LATER;
        return changed(new Snapshot(labels, classes, now.trained, next, train ? 0 : now.sinceTraining + edits,
                now.queryOnTop && !train), undoSteps);
    }

    /** Another head judges; the labels stay, and it does not know them. */
    LabelingState loaded(Head head, String model, int labelsOfModel, String space, int undoSteps) {
        return changed(new Snapshot(labels(), classes(), new Trained(head, version + 1, model, labelsOfModel, space), Learning.LATER,
                now.sinceTraining, false), undoSteps);
    }

    private LabelingState changed(Snapshot next, int undoSteps) {
        List<Snapshot> past = new ArrayList<>(history);
        past.add(now);
        return new LabelingState(version + 1, next, query, options, past, curve).following(this).withUndoDepth(undoSteps);
    }

    /** With at most so many steps of undo, the latest. */
    LabelingState withUndoDepth(int most) {
        return history.size() <= most ? this : new LabelingState(version, now, query, options,
                history.subList(history.size() - most, history.size()), curve);
    }

    /** With the points of the state before, as far as they fit this number of labels; none where its head was another model's. */
    LabelingState following(LabelingState before) {
        boolean elsewhere = now.trained != null && now.trained.elsewhere(before.now.trained);
        return new LabelingState(version, now, query, options, history, elsewhere ? List.of() : upTo(labels().count(), before.curve));
    }

    /** What a training brought about, as a change of its own. @param trained null when no label may be learnt from */
    LabelingState trained(Trained trained, Learning learning, int since, boolean queryOnTop) {
        return new LabelingState(version + 1, new Snapshot(labels(), classes(), trained, learning, since, queryOnTop), query, options,
                history, curve).following(this);
    }

    /**
     * As {@link #trained(Trained, Learning, int, boolean)}, by a training that began at an earlier state; what came since stays
     * to be learnt.
     *
     * @param head  null when none of its labels may be learnt from
     * @param space id of the embedder whose rows it judges
     */
    LabelingState trainedFrom(LabelingState began, Head head, String space, String datasetId) {
        Trained trained = head == null ? null
                : new Trained(head, version + 1, modelName(datasetId, version + 1), began.labels().count(), space);
        boolean all = labels().equals(began.labels()) && options.teachesAs(began.options);
        // A query that was there when labels were sent to be learnt gives way; one that was set since judges on.
        boolean stays = now.queryOnTop && (began.learning() == Learning.DUE || query != began.query);
        return trained(trained, all ? Learning.DONE : now.learning, Math.max(0, now.sinceTraining - began.now.sinceTraining), stays);
    }

    /** The name of the model that a training gave: unique among all data sets. */
    static String modelName(String datasetId, long version) {
        return datasetId + "-" + version;
    }

    /** Whether a head that was taught an earlier state's labels still belongs here: all of them are there, and no other head came. */
    boolean continues(LabelingState earlier) {
        return now.trained == earlier.now.trained && labels().includes(earlier.labels());
    }

    /** As {@link #trained}, as part of the change before it: so it was in earlier versions of the program. */
    LabelingState learntAtOnce(Head head, String datasetId) {
        Trained trained = new Trained(head, version, modelName(datasetId, version), labels().count(), null);
        return new LabelingState(version, new Snapshot(labels(), classes(), trained, Learning.DONE, 0, false), query, options, history, curve);
    }

    /** Back to before the last change of labels or classes. @throws Conflict with code {@code nothing-to-undo} */
    public LabelingState undo() {
        if (history.isEmpty()) {
            throw new Conflict("nothing-to-undo", "There is nothing left to undo.");
        }
        Snapshot last = history.get(history.size() - 1);
        Snapshot back = new Snapshot(last.labels, last.classes.after(classes()), last.trained, last.learning, last.sinceTraining,
                last.queryOnTop || now.queryOnTop);
        return new LabelingState(version + 1, back, query, options, history.subList(0, history.size() - 1), curve).following(this);
    }

    /** Sets the query, which judges until the next training; null clears it, and the head judges again. */
    public LabelingState withQuery(Query asked) {
        Snapshot next = new Snapshot(labels(), classes(), now.trained, now.learning, now.sinceTraining, asked != null);
        return new LabelingState(version + 1, next, asked, options, history, curve);
    }

    /** The same query in another model's words: whoever judges, judges on. */
    LabelingState withQueryAgain(Query same) {
        return new LabelingState(version + 1, now, same, options, history, curve);
    }

    /** Sets the options; where another head follows from them, it is due. */
    LabelingState withOptions(Options chosen) {
        boolean due = labels().count() > 0 && !chosen.teachesAs(options);
        Snapshot next = new Snapshot(labels(), classes(), now.trained, due ? Learning.DUE : now.learning, now.sinceTraining,
                now.queryOnTop);
        return new LabelingState(version + 1, next, query, chosen, history, curve);
    }

    /** Adds a measured point; it is no change of the session, so the version stays. */
    public LabelingState withPoint(CurvePoint point) {
        List<CurvePoint> points = new ArrayList<>(upTo(point.labels() - 1, curve));
        points.add(point);
        return new LabelingState(version, now, query, options, history, points);
    }

    private static List<CurvePoint> upTo(int labels, List<CurvePoint> points) {
        return points.stream().filter(p -> p.labels() <= labels).toList();
    }

    /** The last point of the curve, or null. */
    public CurvePoint accuracy() {
        return curve.isEmpty() ? null : curve.get(curve.size() - 1);
    }

    /** Versions of all heads that this state or its history holds. */
    public long[] reachableHeads() {
        return Stream.concat(Stream.of(now), history.stream()).map(Snapshot::trained).filter(Objects::nonNull)
                .mapToLong(Trained::version).distinct().toArray();
    }
}
