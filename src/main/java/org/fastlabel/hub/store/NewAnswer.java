package org.fastlabel.hub.store;

import java.time.Instant;
import java.util.List;
import org.fastlabel.hub.Task;

/**
 * An answer that is to be kept.
 *
 * @param label    null for a skip, and for several
 * @param choices  several labels, where one was asked for; else empty
 * @param reason   of a skip
 * @param origin   {@code hub}, {@code label-studio}, {@code upload}, or {@code review} for the word of the person in charge
 * @param outside  its number in Label Studio, or null
 * @param proposed what was proposed at that time
 * @param submitId the same one of a person is taken once; null for none
 * @param replaces the answer that it takes the place of, or null
 */
record NewAnswer(long task, long dataset, String username, String label, List<String> choices, String reason, Double seconds, String origin,
                 Long outside, Proposed proposed, boolean shown, String submitId, Instant at, Long replaces) {

    static final String COLUMNS = "id, task_id, dataset_id, username, label, choices, skip_reason, seconds, origin, ls_annotation_id, "
            + "prelabel_label, prelabel_score, prelabel_model, prelabel_shown, submit_id, answered_at, replaces";
    private static final int LONGEST_NAME = 64;

    /** A proposal as it stood; of one in Label Studio only the label is known. */
    record Proposed(String label, Double score, String model) {

        static final Proposed NOTHING = new Proposed(null, null, null);

        static Proposed of(Task.Proposal proposal) {
            return proposal == null ? NOTHING : new Proposed(proposal.label(), proposal.score(), proposal.model());
        }
    }

    /** What the person in charge says. */
    static NewAnswer decision(long task, long dataset, String username, String label, Instant at) {
        return new NewAnswer(task, dataset, username, label, List.of(), null, null, Settlements.DECISION, null, Proposed.NOTHING, false, null, at, null);
    }

    /** As much of it as a name may have. */
    static String name(String username) {
        return username.length() <= LONGEST_NAME ? username : username.substring(0, LONGEST_NAME);
    }

    /** In the order of {@link #COLUMNS}. */
    Object[] row(long id) {
        return new Object[] {id, task, dataset, name(username), label, HubCodec.choices(choices), reason, seconds, origin, outside,
            proposed.label(), proposed.score(), proposed.model(), shown, submitId, at, replaces};
    }
}
