package org.fastlabel.hub.head;

import java.time.Instant;
import java.util.List;
import org.fastlabel.api.Interval;
import org.fastlabel.labeling.head.Head;

/**
 * A head of a data set, as it is kept.
 *
 * @param version  changes with model, labels and what was learnt from; the same for the same
 * @param embedder id of what made the embeddings that it judges
 * @param labels   by class
 * @param learnt   how many labels it was taught
 * @param accuracy on labels that were unknown to whoever judged them, or null where there were too few
 */
public record TrainedHead(long datasetId, String version, String embedder, List<String> labels, Head head, int learnt, Accuracy accuracy,
                          Instant trainedAt) {

    /** So many right of so many. */
    public record Accuracy(int right, int of) {

        public Interval interval() {
            return Interval.of(right, of);
        }
    }

    public TrainedHead {
        labels = List.copyOf(labels);
    }
}
