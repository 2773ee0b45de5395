package org.fastlabel.hub;

import jakarta.json.JsonObject;
import java.time.Instant;

/**
 * One item to be labelled.
 *
 * @param key       names the item within its data set, for good
 * @param data      {@code {"text": …}}, or what else Label Studio is to show
 * @param status    new, imported, labeled, skipped or review
 * @param lsTask    its number in Label Studio, within project {@code lsProject}; null when it is not there
 * @param gold      the known answer, of a task that checks annotators
 * @param proposal  what a model said, or null
 * @param modelProb confidence of the model, 0 to 1; {@code uncertainty = 1 − modelProb}, {@code priority = (int) (uncertainty × 1000)}
 */
public record Task(long id, long datasetId, String key, JsonObject data, String status, Long lsProject, Long lsTask, String assignedTo,
                   String label, String gold, Proposal proposal, Double modelProb, Double uncertainty, Integer priority, Instant updatedAt) {

    /**
     * What a model says of a task.
     *
     * @param label   one of the labels of the data set
     * @param score   how sure it is of it, 0 to 1
     * @param model   the version of what said it: changes with model, prompt, labels
     * @param details everything about it: probabilities per label, how the confidence was found
     */
    public record Proposal(String label, double score, String model, JsonObject details) {
    }

    /** The text of a task of a text data set. */
    public String text() {
        return data.getString("text", "");
    }
}
