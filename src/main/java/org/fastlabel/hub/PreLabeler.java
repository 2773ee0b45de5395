package org.fastlabel.hub;

import java.util.List;
import org.fastlabel.jobs.JobRun;

/** Something that proposes labels: a language model, the project's own head, a text query. Every CDI bean of this type can be asked for. */
public interface PreLabeler {

    /** What requests call it: {@code ollama}, {@code head}, {@code zero-shot}. */
    String by();

    /**
     * Whether it could judge this data set now. Quick, and never throws: what is wrong is the detail.
     *
     * @param model  for people: which model it would ask
     * @param detail one sentence; what to do when it is not ready
     */
    record Readiness(boolean ready, String model, String detail) {
    }

    Readiness readiness(Dataset dataset);

    /** Whether it needs what only a process with pages has loaded (role web or all). */
    default boolean needsWeb() {
        return false;
    }

    /**
     * Gets ready to judge tasks of this data set.
     *
     * @param model by name, where there are several; null for the chosen one
     * @throws org.fastlabel.api.FastLabelException what hinders it, {@link org.fastlabel.jobs.RetryLater} when only for now
     */
    Judge open(Dataset dataset, String model);

    /** One model with one set of words and labels, for as long as one job runs. */
    interface Judge {

        /** Names everything that a change of would give other answers: model, words, labels. At most 200 characters. */
        String version();

        /** How many tasks to hand it at once: what they cost is lost when the process dies. */
        default int chunk() {
            return 16;
        }

        /**
         * Judges tasks; calls {@link JobRun#goOn} between them.
         *
         * @return one for each task, in their order
         * @throws org.fastlabel.jobs.RetryLater when nothing can be judged at present
         */
        List<Opinion> judge(List<Task> tasks, JobRun job);
    }
}
