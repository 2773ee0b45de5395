package org.fastlabel.hub.labelstudio;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fastlabel.dataset.MediaKind;
import org.fastlabel.hub.Task;
import org.fastlabel.hub.TaskItems;
import org.fastlabel.hub.TaskLedger;
import org.fastlabel.hub.labelstudio.Desk.Place;
import org.fastlabel.jobs.JobRun;

/**
 * Gives tasks in a project new addresses of their pictures and sounds, where the old ones have been revoked, will soon run out, or name
 * another host than this server has now. What else such a task shows there stays. It may be repeated at any moment.
 */
final class Renewal {

    private final Place place;
    private final TaskLedger ledger;
    private final TaskItems items;
    private final HubKey key;
    private final JobRun job;

    Renewal(Place place, TaskLedger ledger, TaskItems items, HubKey key, JobRun job) {
        this.place = place;
        this.ledger = ledger;
        this.items = items;
        this.key = key;
        this.job = job;
    }

    /** @return how many tasks have a new address */
    int run() {
        if (place.dataset().kind() == MediaKind.TEXT) {
            return 0;
        }
        Map<Long, JsonObject> changed = new LinkedHashMap<>();
        new Sweep(place.api(), job).all(place.id(), false, page -> look(page, changed));
        int done = 0;
        for (Map.Entry<Long, JsonObject> task : changed.entrySet()) {
            job.goOn();
            job.progress(done++, changed.size(), "new addresses");
            place.api().changeTask(task.getKey(), task.getValue());
        }
        if (done > 0) {
            job.progress(done, done, "new addresses");
            job.log(done + " tasks have new addresses of their pictures or sounds.");
        }
        return done;
    }

    /** @param changed by their numbers there: what they are to show */
    private void look(List<JsonObject> page, Map<Long, JsonObject> changed) {
        Map<Long, JsonObject> outside = new LinkedHashMap<>();
        page.forEach(task -> key.task(task).ifPresent(id -> outside.put(task.getJsonNumber("id").longValue(), task)));
        Map<Long, Task> ours = new LinkedHashMap<>();
        ledger.tasks(outside.values().stream().map(task -> key.task(task).getAsLong()).distinct().toList()).stream()
                .filter(task -> task.datasetId() == place.dataset().id()).forEach(task -> ours.put(task.id(), task));
        outside.forEach((number, task) -> renewed(task.getJsonObject("data"), ours.get(key.task(task).getAsLong()))
                .ifPresent(data -> changed.put(number, data)));
    }

    /** @param task null for one of another data set */
    private Optional<JsonObject> renewed(JsonObject data, Task task) {
        String name = place.scheme().dataKey();
        return task != null && data.get(name) instanceof JsonString address
                ? items.renewed(place.dataset(), task, address.getString()).map(now -> Json.createObjectBuilder(data).add(name, now).build())
                : Optional.empty();
    }
}
