package org.fastlabel.hub.store;

import java.time.Instant;
import java.util.List;
import org.fastlabel.hub.Task;

/** A task with who labelled it and who has it. @param assignees those who have it or have answered it, the first one first */
public record TaskRow(Task task, String labeledBy, Instant labeledAt, List<String> assignees) {

    TaskRow with(List<String> people) {
        return new TaskRow(task, labeledBy, labeledAt, people);
    }
}
