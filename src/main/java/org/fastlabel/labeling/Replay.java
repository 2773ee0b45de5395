package org.fastlabel.labeling;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.fastlabel.dataset.ItemIndex;
import org.fastlabel.labeling.head.Head;

/** Rebuilds states from events: the same functions that made them, fed again. */
final class Replay {

    private final ItemIndex items;

    Replay(ItemIndex items) {
        this.items = items;
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
        LabelingState state = LabelingState.fresh(events.get(0).version());
        for (LabelingEvent event : events) {
            state = after(state, event, weights).withUndoDepth(event.undoDepth());
        }
        return state;
    }

    private LabelingState after(LabelingState state, LabelingEvent event, Map<Long, Head> heads) {
        return switch (event.kind()) {
            case CONFIG -> LabelingState.fresh(event.version());
            case SUBMIT, RELABEL, RESTORE -> edited(state, event, heads);
            case TRAIN -> state.learntLater(heads.get(event.version()));
            case UNDO -> state.undo();
            case QUERY -> state.withQuery(EventCodec.query(event.payload()));
            case POINT -> state.withPoint(EventCodec.point(event.payload()));
        };
    }

    private LabelingState edited(LabelingState state, LabelingEvent event, Map<Long, Head> heads) {
        LabelingState next = state.replayed(EventCodec.labels(event.payload(), items));
        if (!EventCodec.trained(event.payload()) || next.labels().count() == 0) {
            return next;
        }
        // A head that was dropped is one that no later state can reach; what stands here instead is never seen.
        return next.learnt(heads.get(event.version()));
    }

    /** The labels that all sessions together gave, the later one winning; what undo took back is not among them. */
    LabelEdits everConfirmed(List<LabelingEvent> events) {
        Map<Integer, Integer> byId = new LinkedHashMap<>();
        List<LabelingEvent> session = new ArrayList<>();
        for (LabelingEvent event : events) {
            if (event.kind() == LabelingEvent.Kind.CONFIG) {
                collect(session, byId);
                session.clear();
            }
            session.add(event);
        }
        collect(session, byId);
        return new LabelEdits(byId.keySet().stream().mapToInt(Integer::intValue).toArray(),
                byId.values().stream().mapToInt(Integer::intValue).toArray());
    }

    private void collect(List<LabelingEvent> session, Map<Integer, Integer> byId) {
        if (!session.isEmpty()) {
            Labels labels = state(session, Map.of()).labels();
            session.stream().filter(e -> e.kind() == LabelingEvent.Kind.RELABEL).forEach(e -> takenAway(e, labels, byId));
            for (int id : labels.ids()) {
                byId.put(id, labels.get(id));
            }
        }
    }

    /** A label that was taken away on purpose is not offered again, though an earlier session gave it too. */
    private void takenAway(LabelingEvent relabel, Labels labels, Map<Integer, Integer> byId) {
        LabelEdits edits = EventCodec.labels(relabel.payload(), items);
        for (int i = 0; i < edits.size(); i++) {
            if (edits.label(i) == Labels.NONE && !labels.has(edits.id(i))) {
                byId.remove(edits.id(i));
            }
        }
    }
}
