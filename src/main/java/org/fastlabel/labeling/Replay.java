package org.fastlabel.labeling;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.fastlabel.dataset.OpenDataset;
import org.fastlabel.labeling.head.Head;

/** Rebuilds states from events: the same functions that made them, fed again. */
final class Replay {

    private final OpenDataset dataset;

    Replay(OpenDataset dataset) {
        this.dataset = dataset;
    }

    /**
     * The state after these events. Items that have gone since lose their labels.
     *
     * @param events of one session, its CONFIG first
     * @param heads  stored heads by version; those that nothing reaches any more may be missing
     */
    LabelingState state(List<LabelingEvent> events, Map<Long, byte[]> heads) {
        Map<Long, Head> weights = heads.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> Head.fromBytes(e.getValue())));
        LabelingState state = null;
        for (LabelingEvent event : events) {
            state = after(state, event, weights).withUndoDepth(event.undoDepth());
        }
        return state;
    }

    private LabelingState after(LabelingState state, LabelingEvent event, Map<Long, Head> heads) {
        return switch (event.kind()) {
            case CONFIG -> EventCodec.config(event.payload(), event.version());
            case SUBMIT, RELABEL, RESTORE, IMPORT -> EventCodec.labelled(state, event, dataset, heads);
            case CLASSES -> EventCodec.classes(state, event.payload());
            case OPTIONS -> state.withOptions(EventCodec.options(event.payload()));
            case TRAIN -> EventCodec.trained(state, event, dataset.id(), heads.get(event.version()));
            case LOAD -> EventCodec.loaded(state, event, heads.get(event.version()));
            case UNDO -> state.undo();
            case QUERY -> QueryCodec.applied(state, event.payload());
            case POINT -> state.withPoint(EventCodec.point(event.payload()));
        };
    }

    /**
     * What earlier sessions gave.
     *
     * @param labels  names of classes, as each session last called them, by item id
     * @param classes of the last session that had labels; null when there was none
     */
    record Confirmed(Map<Integer, String> labels, Classes classes) {
    }

    /** The labels that all sessions together gave, the later one winning; what undo took back is not among them. */
    Confirmed everConfirmed(List<LabelingEvent> events) {
        Map<Integer, String> byId = new LinkedHashMap<>();
        Classes classes = null;
        List<LabelingEvent> session = new ArrayList<>();
        for (LabelingEvent event : events) {
            if (event.kind() == LabelingEvent.Kind.CONFIG) {
                classes = collect(session, byId, classes);
                session.clear();
            }
            session.add(event);
        }
        classes = collect(session, byId, classes);
        return new Confirmed(byId, classes);
    }

    /** @return the session's classes where it had labels, else {@code before} */
    private Classes collect(List<LabelingEvent> session, Map<Integer, String> byId, Classes before) {
        if (session.isEmpty()) {
            return before;
        }
        LabelingState state = state(session, Map.of());
        Labels labels = state.labels();
        session.stream().filter(e -> e.kind() == LabelingEvent.Kind.RELABEL).forEach(e -> takenAway(e, labels, byId));
        for (int id : labels.ids()) {
            byId.put(id, state.classes().all().get(labels.get(id)).name());
        }
        return labels.count() > 0 ? state.classes() : before;
    }

    /** A label that was taken away on purpose is not offered again, though an earlier session gave it too. */
    private void takenAway(LabelingEvent relabel, Labels labels, Map<Integer, String> byId) {
        LabelEdits edits = EventCodec.labels(relabel.payload(), dataset.items());
        for (int i = 0; i < edits.size(); i++) {
            if (edits.label(i) == Labels.NONE && !labels.has(edits.id(i))) {
                byId.remove(edits.id(i));
            }
        }
    }
}
