package org.fastlabel.hub.assign;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.fastlabel.dataset.MediaKind;
import org.fastlabel.hub.Dataset;
import org.fastlabel.hub.Task;
import org.fastlabel.hub.data.TaskView;
import org.fastlabel.hub.store.MineRepository.Mine;

/** A task as the person sees it who has it: nothing of others, nothing of known answers, no proposal where it is hidden. */
public record MyTaskView(long id, long taskId, long datasetId, String key, String text, String media, JsonObject data, String status,
                         String assignedTo, List<String> assignees, String label, String prelabelLabel, Double prelabelScore,
                         Double uncertaintyScore, Integer priority, Instant updatedAt) {

    static MyTaskView of(Dataset dataset, Mine mine, String username) {
        Task t = mine.task();
        boolean hidden = dataset.rules().hidePrelabel();
        Task.Proposal p = hidden ? null : t.proposal();
        JsonObject data = dataset.kind() == MediaKind.TEXT ? Json.createObjectBuilder().add("text", t.text()).build() : t.data();
        return new MyTaskView(t.id(), t.id(), t.datasetId(), t.key(), TaskView.text(dataset, t), TaskView.media(dataset, t), data, mine.status(),
                username, List.of(username), mine.label(), p == null ? null : p.label(), p == null ? null : p.score(),
                hidden ? null : t.uncertainty(), t.priority(), t.updatedAt());
    }
}
