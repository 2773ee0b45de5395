package org.fastlabel.hub.data;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.fastlabel.dataset.MediaKind;
import org.fastlabel.hub.Dataset;
import org.fastlabel.hub.Task;
import org.fastlabel.hub.store.TaskRow;

/** A task as the person in charge sees it. */
public record TaskView(long id, long taskId, long datasetId, String key, String text, String media, JsonObject data, String status,
                       String assignedTo, List<String> assignees, String label, String labeledBy, Instant labeledAt, String goldLabel,
                       String prelabelLabel, Double prelabelScore, String prelabelModel, Double modelProb, Double uncertaintyScore,
                       Integer priority, Long lsTaskId, Long lsProjectId, Instant updatedAt) {

    public static TaskView of(Dataset dataset, TaskRow row) {
        Task t = row.task();
        Task.Proposal p = t.proposal();
        return new TaskView(t.id(), t.id(), t.datasetId(), t.key(), text(dataset, t), media(dataset, t), t.data(), t.status(), t.assignedTo(),
                row.assignees(), t.label(), row.labeledBy(), row.labeledAt(), t.gold(), p == null ? null : p.label(), p == null ? null : p.score(),
                p == null ? null : p.model(), t.modelProb(), t.uncertainty(), t.priority(), t.lsTask(), t.lsProject(), t.updatedAt());
    }

    /** Null for a picture or sound. */
    public static String text(Dataset dataset, Task task) {
        return dataset.kind() == MediaKind.TEXT ? task.text() : null;
    }

    /** Where a browser that is logged in finds the picture or sound; null for a text. */
    public static String media(Dataset dataset, Task task) {
        return dataset.kind() == MediaKind.TEXT ? null : "/api/hub/media/" + task.id();
    }
}
