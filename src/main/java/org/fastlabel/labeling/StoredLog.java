package org.fastlabel.labeling;

import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The event log on disk: events in the database, heads in files. A head is written before the event that it belongs to is committed,
 * and one that is no longer needed goes after; so at whatever moment the process ends, the committed events find their heads.
 */
final class StoredLog implements EventLog {

    private static final System.Logger LOG = System.getLogger(StoredLog.class.getName());

    private final LabelingRepository events;
    private final HeadFiles heads;

    StoredLog(LabelingRepository events, HeadFiles heads) {
        this.events = events;
        this.heads = heads;
    }

    @Override
    public void append(String datasetId, LabelingEvent event, byte[] head, long[] reachable) {
        if (head != null) {
            heads.write(datasetId, event.version(), head);
        }
        events.append(datasetId, event);
        try {
            heads.keepOnly(datasetId, Arrays.stream(reachable).boxed().collect(Collectors.toSet()));
        } catch (UncheckedIOException e) {
            // The event is committed; a head too many does no harm and goes with the next one.
            LOG.log(System.Logger.Level.WARNING, "heads could not be cleared away", e);
        }
    }

    @Override
    public List<LabelingEvent> session(String datasetId) {
        return events.session(datasetId);
    }

    @Override
    public List<LabelingEvent> allLabelEvents(String datasetId) {
        return events.allLabelEvents(datasetId);
    }

    @Override
    public Map<Long, byte[]> heads(String datasetId) {
        return heads.read(datasetId);
    }

    @Override
    public Optional<LabelingEvent> submitted(String datasetId, String submitId) {
        return events.submitted(datasetId, submitId);
    }

    @Override
    public Map<String, Integer> labelCounts(List<String> datasetIds) {
        return events.labelCounts(datasetIds);
    }

    @Override
    public long lastVersion(String datasetId) {
        return events.lastVersion(datasetId);
    }
}
