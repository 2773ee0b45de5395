package org.fastlabel.labeling;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the events of labelling sessions are kept. {@link StoredLog} keeps them on disk. */
public interface EventLog {

    /**
     * Appends one event, wholly or not at all; when this returns it survives the end of the process.
     *
     * @param head      the head that the event brought about, to be found under the event's version; or null
     * @param reachable versions of the heads that are still needed; others of the data set are dropped
     */
    void append(String datasetId, LabelingEvent event, byte[] head, long[] reachable);

    /** The events of the latest session, from its CONFIG on, in order; empty when there never was one. */
    List<LabelingEvent> session(String datasetId);

    /** All events that changed labels or classes or that undo takes back, of all sessions, in order, CONFIG between them. */
    List<LabelingEvent> allLabelEvents(String datasetId);

    /** The stored heads by version. */
    Map<Long, byte[]> heads(String datasetId);

    /** The event of an earlier request with this id. */
    Optional<LabelingEvent> submitted(String datasetId, String submitId);

    /** How many labels the latest session of each of these data sets has; those never labelled are left out. */
    Map<String, Integer> labelCounts(List<String> datasetIds);

    /** The largest version ever, 0 when there is none. */
    long lastVersion(String datasetId);
}
