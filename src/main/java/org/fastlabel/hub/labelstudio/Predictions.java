package org.fastlabel.hub.labelstudio;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.fastlabel.hub.HubKey;
import org.fastlabel.hub.Results;
import org.fastlabel.hub.Task;
import org.fastlabel.hub.TaskLedger;
import org.fastlabel.hub.connections.Refused;
import org.fastlabel.hub.connections.TryLater;
import org.fastlabel.hub.labelstudio.Desk.Place;
import org.fastlabel.jobs.JobRun;
import org.fastlabel.jobs.RetryLater;

/**
 * Makes a project's predictions those that are proposed here. What is there is read and compared, only what differs is written, and all is read
 * again until nothing differs: so it may be killed anywhere and begun again. Predictions of others are left alone: ours are those of versions
 * that were noted before the first of them was written.
 */
final class Predictions implements Sweep.Reader {

    private static final int READINGS = 6;
    private static final double SAME_SCORE = 1e-6;

    private final Place place;
    private final TaskLedger ledger;
    private final SyncStore store;
    private final HubKey key;
    private final JobRun job;
    private final Duration settle;
    private final Set<String> ours;
    /** Predictions that are to go, by version. */
    private final Map<String, Set<Long>> stale = new TreeMap<>();
    private final Map<String, Integer> wanted = new HashMap<>();
    private final Set<Long> there = new HashSet<>();
    private final Set<String> notThere = new HashSet<>();
    private Optional<String> shown = Optional.empty();
    private boolean lost;
    private boolean refused;
    private int changes;

    Predictions(Place place, TaskLedger ledger, SyncStore store, HubKey key, JobRun job, Duration settle) {
        this.place = place;
        this.ledger = ledger;
        this.store = store;
        this.key = key;
        this.job = job;
        this.settle = settle;
        this.ours = store.versions(place.id());
    }

    /** @return how many proposals are there now */
    int write() {
        for (int reading = 1; ; reading++) {
            changes = 0;
            lost = false;
            new Sweep(place.api(), job).all(place.id(), true, this);
            if (!lost) {
                show();
                remove();
            }
            if (changes == 0 && !lost) {
                break;
            } else if (reading == READINGS) {
                throw new RetryLater(TryLater.BUSY, "The predictions in Label Studio change while they are written.", null);
            } else if (lost) {
                Pause.of(settle);
            }
        }
        if (!notThere.isEmpty()) {
            job.log("These labels cannot be chosen in the project, so proposals of them are not shown there: " + String.join(", ", notThere) + ".");
        }
        return there.size();
    }

    @Override
    public void begin() {
        stale.clear();
        wanted.clear();
        there.clear();
    }

    @Override
    public void page(List<JsonObject> outside) {
        Map<Long, JsonObject> byTask = new TreeMap<>();
        outside.forEach(o -> key.task(o).ifPresent(task -> byTask.put(task, o)));
        List<Made> missing = new ArrayList<>();
        for (Task task : ledger.tasks(byTask.keySet())) {
            JsonObject one = byTask.get(task.id());
            if (task.datasetId() == place.dataset().id() && task.lsTask() != null && task.lsTask() == one.getJsonNumber("id").longValue()) {
                compare(task, one).ifPresent(missing::add);
            }
        }
        create(missing);
        job.progress(there.size(), ledger.count(place.dataset().id(), TaskLedger.Wanted.IMPORTED), "predictions");
    }

    /** @return what is to be made */
    private Optional<Made> compare(Task task, JsonObject outside) {
        Task.Proposal proposal = task.proposal();
        if (proposal != null && !place.scheme().exported().containsKey(proposal.label())) {
            notThere.add(proposal.label());
            proposal = null;
        }
        Made made = proposal == null ? null : new Made(task.id(), task.lsTask(), proposal);
        List<JsonObject> own = Results.objects(outside.get("predictions")).stream()
                .filter(p -> ours.contains(p.getString("model_version", "")) || made != null && made.version().equals(p.getString("model_version", "")))
                .sorted(Comparator.comparingLong(Predictions::number)).toList();
        if (made == null) {
            own.forEach(this::remove);
            return Optional.empty();
        }
        wanted.merge(made.version(), 1, Integer::sum);
        Optional<JsonObject> same = own.stream().filter(p -> made.same(p, place.scheme())).findFirst();
        Optional<JsonObject> kept = same.or(() -> own.stream().filter(p -> made.version().equals(p.getString("model_version", ""))).findFirst());
        own.stream().filter(p -> kept.isEmpty() || number(p) != number(kept.get())).forEach(this::remove);
        if (kept.isEmpty()) {
            return Optional.of(made);
        } else if (same.isEmpty()) {
            job.goOn();
            place.api().changePrediction(number(kept.get()), made.json(place.scheme()).build());
            changes++;
        }
        there.add(task.id());
        return Optional.empty();
    }

    private void remove(JsonObject prediction) {
        stale.computeIfAbsent(prediction.getString("model_version", ""), v -> new HashSet<>()).add(number(prediction));
    }

    private static long number(JsonObject prediction) {
        return prediction.getJsonNumber("id").longValue();
    }

    private void create(List<Made> missing) {
        if (missing.isEmpty()) {
            return;
        }
        missing.stream().map(Made::version).distinct().forEach(version -> {
            store.addVersion(place.id(), version);
            ours.add(version);
        });
        JsonArrayBuilder body = Json.createArrayBuilder();
        missing.forEach(m -> body.add(m.json(place.scheme()).add("task", m.lsTask())));
        changes++;
        try {
            var all = body.build();
            Patience.with(job, settle, () -> place.api().predict(place.id(), all));
            missing.forEach(m -> there.add(m.task()));
        } catch (TryLater e) {
            if (!e.perhapsDone()) {
                throw e;
            }
            job.log("No answer to " + missing.size() + " predictions (" + e.detail() + "); looking what is there.");
            lost = true;
        } catch (Refused e) {
            // One task that was deleted since it was read spoils all; what is refused again is at fault itself.
            if (!e.code().equals(Refused.REJECTED) || refused) {
                throw e;
            }
            refused = true;
            lost = true;
        }
    }

    /** Annotators see the predictions of one version only. */
    private void show() {
        Optional<String> most = wanted.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
        if (most.isPresent() && !shown.equals(most)) {
            job.goOn();
            if (!most.get().equals(place.project().getString("model_version", ""))) {
                place.api().showVersion(place.id(), most.get());
            }
            shown = most;
        }
    }

    /** A whole version at once where all of it is ours to remove, else one by one. */
    private void remove() {
        stale.forEach((version, numbers) -> {
            job.goOn();
            changes++;
            if (!wanted.containsKey(version) && place.api().versions(place.id()).getOrDefault(version, 0) == numbers.size()) {
                place.api().deleteVersion(place.id(), version);
                store.removeVersion(place.id(), version);
                ours.remove(version);
            } else {
                for (long number : numbers) {
                    job.goOn();
                    place.api().deletePrediction(number);
                }
            }
        });
    }

    /** A proposal as it is to stand there. */
    private record Made(long task, long lsTask, Task.Proposal proposal) {

        String version() {
            return proposal.model();
        }

        JsonObjectBuilder json(LabelScheme scheme) {
            return Json.createObjectBuilder().add("result", scheme.result(proposal.label())).add("score", proposal.score())
                    .add("model_version", proposal.model());
        }

        boolean same(JsonObject prediction, LabelScheme scheme) {
            return version().equals(prediction.getString("model_version", "")) && prediction.get("score") instanceof JsonNumber score
                    && Math.abs(score.doubleValue() - proposal.score()) < SAME_SCORE
                    && scheme.chosen(prediction.getOrDefault("result", JsonValue.NULL)).equals(List.of(scheme.exported().get(proposal.label())));
        }
    }
}
