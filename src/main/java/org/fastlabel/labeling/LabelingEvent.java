package org.fastlabel.labeling;

/**
 * One change of a session, as it is stored: append-only, in order.
 *
 * @param version   of the state after it
 * @param undoDepth of the state after it
 * @param labels    how many there are after it
 * @param payload   JSON, see {@link EventCodec}; items stand in it by their stable key
 * @param submitId  the client's id of the request, or null; unique per data set
 * @param answer    what the client was told, as JSON, for a repeated request; or null
 */
public record LabelingEvent(Kind kind, long version, int undoDepth, int labels, String payload, String submitId, String answer) {

    /**
     * CONFIG begins a session. SUBMIT, RELABEL, RESTORE and IMPORT change labels, CLASSES the classes; TRAIN is a training, LOAD
     * puts another head in its place. OPTIONS and QUERY set those. POINT is a measured point of the accuracy curve.
     */
    public enum Kind {
        CONFIG, SUBMIT, RELABEL, RESTORE, IMPORT, CLASSES, OPTIONS, TRAIN, LOAD, UNDO, QUERY, POINT
    }
}
