package org.fastlabel.hub;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What the parts of the hub may read of tasks and note about them. Each method is one transaction, or part of the caller's. */
public interface TaskLedger {

    /** Which tasks are asked for. */
    enum Wanted { ALL, NOT_IMPORTED, IMPORTED, UNLABELED, LABELED, WITHOUT_PROPOSAL }

    /** @throws org.fastlabel.api.NotFound with code {@code unknown-dataset} */
    Dataset dataset(long id);

    /** Whether an annotator may see this task's content: has it, or has answered it. */
    default boolean mayOpen(String username, Task task) {
        return username.equals(task.assignedTo());
    }

    /** Data sets whose tasks live in this project of Label Studio. */
    List<Dataset> ofProject(long lsProject);

    void chooseProject(long datasetId, Long lsProject);

    /** The words to the language model; null for the usual ones. */
    void changePrompt(long datasetId, String prompt);

    long count(long datasetId, Wanted wanted);

    /** @param after id of the last task seen, 0 for none @return at most {@code limit}, in the order of their ids */
    List<Task> after(long datasetId, long after, int limit, Wanted wanted);

    /** Those that exist. */
    List<Task> tasks(Collection<Long> ids);

    /** Tasks that are in Label Studio under these numbers of that project. */
    List<Task> outside(long lsProject, Collection<Long> lsTasks);

    /** The numbers that Label Studio gave; a task that was new is then imported. */
    void imported(long lsProject, Map<Long, Long> lsTaskByTask);

    /** Not in Label Studio any more: an unlabelled one is new again. */
    void gone(Collection<Long> tasks);

    /** A proposal for each of these tasks, in the place of an earlier one; null takes it away (the model gave no usable answer). */
    void propose(Map<Long, Task.Proposal> proposals, Map<Long, JsonObject> unusable);

    /** Confidence by task; uncertainty and priority follow from it. */
    void score(Map<Long, Double> modelProbs);

    /**
     * What somebody said in Label Studio.
     *
     * @param label     null for a skip, and for several
     * @param choices   several labels, where one was asked for; else empty
     * @param proposed  what was proposed there when it was answered, or null
     */
    record OutsideAnswer(long lsAnnotation, String username, String label, List<String> choices, Double seconds, Instant at, String proposed) {

        public OutsideAnswer {
            choices = List.copyOf(choices);
        }

        public OutsideAnswer(long lsAnnotation, String username, String label, Double seconds, Instant at, String proposed) {
            this(lsAnnotation, username, label, List.of(), seconds, at, proposed);
        }

        /** Whether the person had nothing to say of it. */
        public boolean skip() {
            return label == null && choices.isEmpty();
        }
    }

    /**
     * All that Label Studio now holds for each of these tasks, in the place of what it held before; answers given here stay.
     *
     * @return of how many of these tasks the label is settled now
     */
    int answered(Map<Long, List<OutsideAnswer>> answersByTask);
}
