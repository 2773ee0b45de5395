package org.fastlabel.labeling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An event log of one data set that lives as long as the test. */
class MemoryLog implements EventLog {

    final List<LabelingEvent> events = new ArrayList<>();
    final Map<Long, byte[]> heads = new HashMap<>();
    /** Thrown by the next append, as if the database had failed. */
    RuntimeException failure;
    /** Done once, right after the next look for a repeated request. */
    Runnable afterLook;

    @Override
    public synchronized void append(String datasetId, LabelingEvent event, byte[] head, long[] reachable) {
        if (failure != null) {
            throw failure;
        }
        events.add(event);
        if (head != null) {
            heads.put(event.version(), head);
        }
        heads.keySet().removeIf(v -> Arrays.stream(reachable).noneMatch(r -> r == v));
    }

    @Override
    public synchronized List<LabelingEvent> session(String datasetId) {
        int last = -1;
        for (int i = 0; i < events.size(); i++) {
            last = events.get(i).kind() == LabelingEvent.Kind.CONFIG ? i : last;
        }
        return last < 0 ? List.of() : List.copyOf(events.subList(last, events.size()));
    }

    @Override
    public synchronized List<LabelingEvent> allLabelEvents(String datasetId) {
        return events.stream().filter(e -> switch (e.kind()) {
            case CONFIG, SUBMIT, RELABEL, RESTORE, IMPORT, CLASSES, LOAD, UNDO -> true;
            case TRAIN, OPTIONS, QUERY, POINT -> false;
        }).toList();
    }

    @Override
    public synchronized Map<Long, byte[]> heads(String datasetId) {
        return Map.copyOf(heads);
    }

    @Override
    public synchronized Optional<LabelingEvent> submitted(String datasetId, String submitId) {
        Optional<LabelingEvent> found = events.stream().filter(e -> submitId.equals(e.submitId())).findFirst();
        Runnable now = afterLook;
        afterLook = null;
        if (now != null) {
            now.run();
        }
        return found;
    }

    @Override
    public Map<String, Integer> labelCounts(List<String> datasetIds) {
        return Map.of();
    }

    @Override
    public synchronized long lastVersion(String datasetId) {
        return events.stream().mapToLong(LabelingEvent::version).max().orElse(0);
    }
}
