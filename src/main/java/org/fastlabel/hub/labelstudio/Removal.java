package org.fastlabel.hub.labelstudio;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.fastlabel.hub.HubKey;
import org.fastlabel.hub.connections.Refused;
import org.fastlabel.jobs.JobRun;

/** Deletes tasks of the hub in Label Studio, recognised by their key: a number may stand for another task by now. */
final class Removal {

    private final LabelStudioApi api;
    private final HubKey key;
    private final JobRun job;

    Removal(LabelStudioApi api, HubKey key, JobRun job) {
        this.api = api;
        this.key = key;
        this.job = job;
    }

    /** @param parameters {@code project_id}, {@code hub_tasks} */
    String run(JsonObject parameters) {
        long project = parameters.getJsonNumber("project_id").longValue();
        Set<Long> wanted = new HashSet<>(parameters.getJsonArray("hub_tasks").getValuesAs((JsonNumber n) -> n.longValue()));
        Set<Long> numbers = new TreeSet<>();
        try {
            new Sweep(api, job).all(project, false, page -> page.forEach(outside -> key.task(outside).ifPresent(task -> {
                if (wanted.contains(task)) {
                    numbers.add(outside.getJsonNumber("id").longValue());
                }
            })));
        } catch (Refused e) {
            if (e.code().equals(Refused.NOT_FOUND)) {
                return "deleted 0 tasks: the project is gone";
            }
            throw e;
        }
        List<Long> all = List.copyOf(numbers);
        for (int i = 0; i < all.size(); i += Sweep.PAGE) {
            job.goOn();
            api.deleteTasks(project, all.subList(i, Math.min(all.size(), i + Sweep.PAGE)));
            job.progress(i, all.size(), "delete");
        }
        return "deleted " + all.size() + " tasks";
    }
}
