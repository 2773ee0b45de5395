package org.fastlabel.hub.labelstudio;

import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.fastlabel.dataset.MediaKind;
import org.fastlabel.hub.HubKey;
import org.fastlabel.hub.Results;
import org.fastlabel.hub.Task;
import org.fastlabel.hub.TaskLedger.OutsideAnswer;
import org.fastlabel.hub.TaskLedger.Wanted;
import org.fastlabel.hub.TaskLedger;
import org.fastlabel.hub.connections.Refused;
import org.fastlabel.hub.connections.TryLater;
import org.fastlabel.hub.labelstudio.Desk.Place;
import org.fastlabel.jobs.JobRun;

/** Brings answers of a project back, and finds what was deleted, edited or added there. Repeating it changes nothing. */
final class Exporter implements Sweep.Reader {

    /** Changes of the last moments are read again: one that began earlier may have become visible later. */
    private static final Duration OVERLAP = Duration.ofMinutes(1);

    private final Place place;
    private final TaskLedger ledger;
    private final SyncStore store;
    private final HubKey key;
    private final JobRun job;
    private final Clock clock;
    private final Answers answers;
    private final Map<Long, Long> expected = new HashMap<>();
    /** Tasks that were found there. */
    private final Set<Long> known = new HashSet<>();
    private Report report = new Report();
    private int labeled;
    private int read;
    private Instant newest = Instant.EPOCH;
    private boolean lagging;

    Exporter(Place place, TaskLedger ledger, SyncStore store, HubKey key, JobRun job, Clock clock) {
        this.place = place;
        this.ledger = ledger;
        this.store = store;
        this.key = key;
        this.job = job;
        this.clock = clock;
        this.answers = new Answers(place.scheme(), new People(place.api()));
    }

    /** Everything there. @return of how many tasks the label is settled by what was said there */
    int all() {
        long dataset = place.dataset().id();
        long events = store.events(dataset);
        // Before the reading: what is imported while it goes on is not missed.
        expect();
        Sweep.Seen seen = new Sweep(place.api(), job).all(place.id(), true, this);
        if (seen.steady()) {
            missing(seen);
        } else {
            report.line("Tasks came and went while the project was read; what is missing is found by the next export.");
        }
        if (lagging) {
            job.log("In this Label Studio tasks do not show when their answers changed; everything is read, now and for a day.");
            store.readAll(server());
        }
        store.seen(dataset, place.id(), newest.equals(Instant.EPOCH) ? null : newest);
        store.handled(dataset, events);
        store.report(dataset, report.json(clock.instant(), place.id()));
        return labeled;
    }

    /** What has changed since the last time; everything where that is not known. */
    int changed() {
        long dataset = place.dataset().id();
        Optional<Instant> since = store.seenUntil(dataset, place.id());
        if (since.isEmpty() || store.readsAll(server())) {
            return all();
        }
        long events = store.events(dataset);
        newest = since.get();
        try {
            new Sweep(place.api(), job).changedAfter(place.id(), since.get().minus(OVERLAP), this);
        } catch (Refused e) {
            if (!e.code().equals(Refused.REJECTED)) {
                throw e;
            }
            return withoutFilter();
        } catch (TryLater e) {
            // Its filters fail so on what they do not know; if it is the whole server, reading everything fails as well.
            if (e.outsideStatus() != 500) {
                throw e;
            }
            return withoutFilter();
        }
        store.seen(dataset, place.id(), newest);
        store.handled(dataset, events);
        return labeled;
    }

    private int withoutFilter() {
        job.log("This Label Studio cannot list what has changed; everything is read, now and for a day.");
        int all = all();
        store.readAll(server());
        return all;
    }

    private String server() {
        return place.api().connection().address().toString();
    }

    private void expect() {
        long after = 0;
        for (List<Task> page = imported(after); !page.isEmpty(); page = imported(after)) {
            page.stream().filter(t -> t.lsProject() == place.id()).forEach(t -> expected.put(t.id(), t.lsTask()));
            after = page.get(page.size() - 1).id();
        }
    }

    private List<Task> imported(long after) {
        job.goOn();
        return ledger.after(place.dataset().id(), after, Sweep.PAGE, Wanted.IMPORTED);
    }

    @Override
    public void begin() {
        report = new Report();
        report.imported = expected.size();
        labeled = 0;
        read = 0;
    }

    @Override
    public void page(List<JsonObject> outside) {
        Map<Long, JsonObject> ours = new TreeMap<>();
        Map<Long, Long> numbers = new LinkedHashMap<>();
        for (Map.Entry<Task, List<JsonObject>> e : matched(outside).entrySet()) {
            Task task = e.getKey();
            JsonObject one = chosen(task, e.getValue());
            if (one != null) {
                long number = number(one);
                if (task.lsTask() == null || task.lsTask() != number || task.lsProject() != place.id()) {
                    numbers.put(task.id(), number);
                }
                ours.put(task.id(), one);
                known.add(task.id());
                compare(task, one);
            }
        }
        report.found += ours.size();
        job.goOn();
        if (!numbers.isEmpty()) {
            ledger.imported(place.id(), numbers);
        }
        note(ours);
        outside.forEach(o -> newest = later(newest, Answers.moment(o.getString("updated_at", ""))));
        lagging |= outside.stream().anyMatch(Exporter::lags);
        read += outside.size();
        job.progress(read, Math.max(read, expected.size()), "export");
    }

    /** Whether an answer was changed later than its task says: then no list of changed tasks would have it. */
    private static boolean lags(JsonObject outside) {
        Instant task = Answers.moment(outside.getString("updated_at", "")).plus(OVERLAP);
        return Results.objects(outside.get("annotations")).stream().anyMatch(a -> Answers.moment(a.getString("updated_at", "")).isAfter(task));
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private void note(Map<Long, JsonObject> ours) {
        Map<Long, List<OutsideAnswer>> said = new TreeMap<>();
        Map<Long, List<OutsideAnswer>> silent = new TreeMap<>();
        ours.forEach((task, outside) -> {
            List<OutsideAnswer> found = answers.of(task, outside, report);
            (found.isEmpty() ? silent : said).put(task, found);
        });
        labeled += said.isEmpty() ? 0 : ledger.answered(said);
        if (!silent.isEmpty()) {
            ledger.answered(silent);
        }
    }

    /** Our tasks of this data set with what stands for them on this page, by our key; by its number where the key was edited away. */
    private Map<Task, List<JsonObject>> matched(List<JsonObject> outside) {
        Map<Long, List<JsonObject>> byTask = new TreeMap<>();
        Map<Long, JsonObject> keyless = new TreeMap<>();
        for (JsonObject one : outside) {
            OptionalLong task = key.task(one);
            if (task.isPresent()) {
                byTask.computeIfAbsent(task.getAsLong(), t -> new ArrayList<>()).add(one);
            } else {
                keyless.put(number(one), one);
            }
        }
        Map<Task, List<JsonObject>> matched = new LinkedHashMap<>();
        for (Task task : ledger.tasks(byTask.keySet())) {
            if (task.datasetId() == place.dataset().id()) {
                matched.put(task, byTask.get(task.id()));
            }
        }
        int foreign = keyless.size();
        for (Task task : ledger.outside(place.id(), keyless.keySet())) {
            JsonObject one = keyless.get(task.lsTask());
            if (sameText(task, one) && !byTask.containsKey(task.id())) {
                foreign--;
                if (task.datasetId() == place.dataset().id()) {
                    matched.put(task, List.of(one));
                }
            }
        }
        report.foreign += foreign;
        return matched;
    }

    /** The copy that counts: the one noted, else the first. A number that now stands for another task is not looked at any more. */
    private JsonObject chosen(Task task, List<JsonObject> copies) {
        report.copies += copies.size() - 1;
        Optional<JsonObject> noted = copies.stream().filter(c -> task.lsTask() != null && task.lsTask() == number(c)).findFirst();
        if (noted.isPresent()) {
            return noted.get();
        }
        boolean elsewhere = task.lsTask() != null && task.lsProject() == place.id() && expected.containsKey(task.id()) && stillOurs(task);
        if (elsewhere) {
            known.add(task.id());
            report.copies++;
            report.line("Task " + task.id() + " is in the project more than once; number " + task.lsTask() + " counts.");
            return null;
        }
        return copies.get(0);
    }

    /** Whether the noted number still stands for this task: it may be on another page, or deleted. */
    private boolean stillOurs(Task task) {
        try {
            JsonObject there = place.api().task(task.lsTask());
            return key.task(there).orElse(-1) == task.id();
        } catch (Refused e) {
            if (e.code().equals(Refused.NOT_FOUND)) {
                return false;
            }
            throw e;
        }
    }

    private void compare(Task task, JsonObject outside) {
        if (place.dataset().kind() == MediaKind.TEXT && !sameText(task, outside)) {
            report.edited++;
            report.line("Task " + task.id() + ": its text was changed in Label Studio. The answers are taken; the text here stays.");
        } else if (key.task(outside).isEmpty()) {
            report.edited++;
            report.line("Task " + task.id() + ": its hub_id was removed in Label Studio; it is known by its number only.");
        }
    }

    private boolean sameText(Task task, JsonObject outside) {
        return place.dataset().kind() == MediaKind.TEXT && outside.get("data") instanceof JsonObject data
                && task.text().equals(data.getString(place.scheme().dataKey(), null));
    }

    private void missing(Sweep.Seen seen) {
        List<Long> gone = new ArrayList<>();
        ledger.tasks(expected.keySet()).forEach(task -> {
            // Its number now: a copy may have taken its place while reading.
            if (task.lsTask() != null && task.lsProject() == place.id() && (!seen.seen().contains(task.lsTask()) || !known.contains(task.id()))) {
                gone.add(task.id());
            }
        });
        for (int i = 0; i < gone.size(); i += Sweep.PAGE) {
            job.goOn();
            ledger.gone(gone.subList(i, Math.min(gone.size(), i + Sweep.PAGE)));
        }
        report.missing = gone.size();
        gone.stream().limit(20).forEach(t -> report.line("Task " + t + " was deleted in Label Studio."));
    }

    private static long number(JsonObject outside) {
        return outside.getJsonNumber("id").longValue();
    }
}
