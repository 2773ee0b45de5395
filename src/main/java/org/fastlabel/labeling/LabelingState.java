package org.fastlabel.labeling;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import java.util.stream.LongStream;
import org.fastlabel.api.Conflict;
import org.fastlabel.labeling.head.Head;

/**
 * Everything a labelling session knows, as one immutable value; each change makes the next one, and undo goes back to a
 * previous one. No clocks, locks or I/O.
 *
 * @param version      grows with every change, also with undo
 * @param head         the last trained head, or null
 * @param headVersion  the version at which {@code head} came about, 0 for none; names its stored copy
 * @param learnt       whether {@code head} was trained on {@code labels}
 * @param query        the text query, or null
 * @param queryOnTop   whether the query was set after the last training and so judges for now
 * @param history      what undo goes back to, oldest first
 * @param curve        cross-validated accuracy by number of labels, ascending
 */
public record LabelingState(long version, Labels labels, Head head, long headVersion, boolean learnt, Query query,
        boolean queryOnTop, List<Snapshot> history, List<CurvePoint> curve) {

    /** Who judges the items without label. */
    public enum Scorer {
        NONE, QUERY, HEAD;

        /** As in the HTTP contract. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What a submit replaces and undo brings back. The query is not part of it: undo takes back labels. */
    public record Snapshot(Labels labels, Head head, long headVersion, boolean learnt, boolean queryOnTop) {
    }

    /** Accuracy of the confirmed labels, each judged by a head that has not seen it; 95 % Wilson interval. */
    public record CurvePoint(int labels, double accuracy, double low, double high) {
    }

    public LabelingState {
        history = List.copyOf(history);
        curve = List.copyOf(curve);
    }

    /** A new session: nothing labelled, nothing learnt. */
    public static LabelingState fresh(long version) {
        return new LabelingState(version, Labels.EMPTY, null, 0, true, null, false, List.of(), List.of());
    }

    public Scorer scorer() {
        if (query != null && (queryOnTop || head == null)) {
            return Scorer.QUERY;
        }
        return head != null ? Scorer.HEAD : Scorer.NONE;
    }

    /**
     * Labels items that have none; the head is as before and no longer {@link #learnt}.
     *
     * @param labelable called with each id; throws where there is no such item, or none that can be read
     * @throws org.fastlabel.api.InvalidInput on an empty list, a duplicate, an unknown id or label; Conflict with code
     *         {@code already-labeled} when one has a label
     */
    public LabelingState submit(LabelEdits edits, int classes, IntConsumer labelable, int undoSteps) {
        check(edits, classes, labelable, false);
        for (int i = 0; i < edits.size(); i++) {
            if (labels.has(edits.id(i))) {
                throw new Conflict("already-labeled", "Item " + edits.id(i) + " already has a label, maybe from another "
                        + "window; nothing was changed. Load the next batch, or correct it under Review.");
            }
        }
        return edited(edits, undoSteps);
    }

    /** Changes, gives or takes away labels; otherwise as {@link #submit}. */
    public LabelingState relabel(LabelEdits edits, int classes, IntConsumer labelable, int undoSteps) {
        check(edits, classes, labelable, true);
        return edited(edits, undoSteps);
    }

    private static void check(LabelEdits edits, int classes, IntConsumer labelable, boolean mayRemove) {
        edits.check(classes, mayRemove);
        for (int i = 0; i < edits.size(); i++) {
            labelable.accept(edits.id(i));
        }
    }

    private LabelingState edited(LabelEdits edits, int undoSteps) {
        List<Snapshot> past = new ArrayList<>(history);
        past.add(new Snapshot(labels, head, headVersion, learnt, queryOnTop));
        while (past.size() > undoSteps) {
            past.remove(0);
        }
        Labels next = labels.with(edits);
        // Without any label there is nothing a head could have been taught.
        boolean empty = next.count() == 0;
        return new LabelingState(version + 1, next, empty ? null : head, empty ? 0 : headVersion, empty, query, false,
                past, upTo(next.count(), curve));
    }

    /** As {@link #relabel} with what was checked before, when an earlier run of the program took it. */
    LabelingState replayed(LabelEdits edits) {
        return edited(edits, Integer.MAX_VALUE);
    }

    /** With at most so many steps of undo, the latest. */
    LabelingState withUndoDepth(int most) {
        return history.size() <= most ? this : new LabelingState(version, labels, head, headVersion, learnt, query, queryOnTop,
                history.subList(history.size() - most, history.size()), curve);
    }

    /** With the points of another state, as far as they fit this number of labels. */
    LabelingState withCurve(List<CurvePoint> points) {
        return new LabelingState(version, labels, head, headVersion, learnt, query, queryOnTop, history,
                upTo(labels.count(), points));
    }

    /** The same labels, learnt by {@code trained}, which judges from now on. Counts as part of the change before it. */
    public LabelingState learnt(Head trained) {
        return new LabelingState(version, labels, trained, version, true, query, false, history, curve);
    }

    /** As {@link #learnt(Head)}, as a change of its own: the training was late. */
    public LabelingState learntLater(Head trained) {
        return new LabelingState(version + 1, labels, trained, version + 1, true, query, queryOnTop, history, curve);
    }

    /** Back to before the last submit or correction. @throws Conflict with code {@code nothing-to-undo} */
    public LabelingState undo() {
        if (history.isEmpty()) {
            throw new Conflict("nothing-to-undo", "There is nothing left to undo.");
        }
        Snapshot last = history.get(history.size() - 1);
        return new LabelingState(version + 1, last.labels, last.head, last.headVersion, last.learnt, query,
                last.queryOnTop || queryOnTop, history.subList(0, history.size() - 1), upTo(last.labels.count(), curve));
    }

    /** Sets the query, which judges until the next training; null clears it, and the head judges again. */
    public LabelingState withQuery(Query asked) {
        return new LabelingState(version + 1, labels, head, headVersion, learnt, asked, asked != null, history, curve);
    }

    /** Adds a measured point; it is no change of the session, so the version stays. */
    public LabelingState withPoint(CurvePoint point) {
        List<CurvePoint> points = new ArrayList<>(upTo(point.labels() - 1, curve));
        points.add(point);
        return new LabelingState(version, labels, head, headVersion, learnt, query, queryOnTop, history, points);
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
        return LongStream.concat(LongStream.of(headVersion),
                history.stream().mapToLong(Snapshot::headVersion)).filter(v -> v > 0).distinct().toArray();
    }
}
