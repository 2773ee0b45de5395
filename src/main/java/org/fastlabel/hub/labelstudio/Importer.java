package org.fastlabel.hub.labelstudio;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.fastlabel.api.Conflict;
import org.fastlabel.dataset.MediaKind;
import org.fastlabel.hub.HubKey;
import org.fastlabel.hub.Task;
import org.fastlabel.hub.TaskItems;
import org.fastlabel.hub.TaskLedger;
import org.fastlabel.hub.TaskLedger.Wanted;
import org.fastlabel.hub.connections.Refused;
import org.fastlabel.hub.connections.TryLater;
import org.fastlabel.hub.labelstudio.Desk.Place;
import org.fastlabel.jobs.JobRun;
import org.fastlabel.jobs.RetryLater;

/**
 * Brings the tasks of one data set into its project, each once. That server takes the same tasks twice without a word, so: before the first
 * batch, and after each answer that was lost, it is read what is there already; and at the end all is compared row by row. Where an answer
 * was lost, copies that came of it after all are taken away again.
 */
final class Importer {

    private static final int BATCH = 250;
    /** Characters of one request, however few tasks these are. */
    private static final int BATCH_SIZE = 8_000_000;
    private static final int LOST_IN_A_ROW = 3;
    private static final String POSTING = "posting";
    private static final String BEFORE = "before";

    private final Place place;
    private final TaskLedger ledger;
    private final TaskItems items;
    private final HubKey key;
    private final JobRun job;
    private final Duration settle;
    private final Sweep sweep;
    private final Set<Long> refused = new HashSet<>();
    private boolean doubt;
    private long before;
    private long total;
    private long cursor;
    /** Numbers of tasks that somebody has answered there: these are never deleted here. */
    private final Set<Long> answered = new HashSet<>();

    /** @param settle how long a request whose answer was lost may still be at work there before it is looked again */
    Importer(Place place, TaskLedger ledger, TaskItems items, HubKey key, JobRun job, Duration settle) {
        this.place = place;
        this.ledger = ledger;
        this.items = items;
        this.key = key;
        this.job = job;
        this.settle = settle;
        this.sweep = new Sweep(place.api(), job);
    }

    String run() {
        JsonObject saved = job.saved();
        doubt = saved.containsKey(POSTING);
        Map<Long, Long> there = there();
        total = ledger.count(place.dataset().id(), Wanted.ALL);
        before = saved.containsKey(BEFORE) ? saved.getJsonNumber(BEFORE).longValue() : there.size();
        save(null);
        if (!place.scheme().fits()) {
            job.log(place.scheme().detail());
        }
        look(doubt);
        int lost = 0;
        for (List<Task> batch = next(); !batch.isEmpty(); batch = next()) {
            lost = post(batch) ? 0 : lost + 1;
            if (lost > LOST_IN_A_ROW) {
                throw new RetryLater(TryLater.UNREACHABLE, "Label Studio's answers were lost " + lost + " times in a row.", null);
            }
        }
        look(false);
        if (doubt) {
            // What a lost request still brought is there by now, or never.
            look(true);
        }
        job.save(Json.createObjectBuilder().add(BEFORE, before).build());
        if (!refused.isEmpty()) {
            job.log(refused.size() + " tasks were not taken by Label Studio; the first: task " + refused.iterator().next() + ".");
        }
        return "imported " + Math.max(0, there().size() - before) + " tasks";
    }

    /** By task: its number in this project, as noted here. */
    private Map<Long, Long> there() {
        Map<Long, Long> there = new HashMap<>();
        long after = 0;
        for (List<Task> page = page(after, Wanted.IMPORTED); !page.isEmpty(); page = page(after, Wanted.IMPORTED)) {
            page.stream().filter(this::isThere).forEach(t -> there.put(t.id(), t.lsTask()));
            after = page.get(page.size() - 1).id();
        }
        return there;
    }

    private boolean isThere(Task task) {
        return task.lsTask() != null && task.lsProject() != null && task.lsProject() == place.id();
    }

    private List<Task> page(long after, Wanted wanted) {
        job.goOn();
        return ledger.after(place.dataset().id(), after, Sweep.PAGE, wanted);
    }

    /** The next tasks that are not there, in the order of their ids. */
    private List<Task> next() {
        List<Task> batch = new ArrayList<>();
        long size = 0;
        long after = cursor;
        for (List<Task> page = page(after, Wanted.ALL); !page.isEmpty() && batch.isEmpty(); page = page(after, Wanted.ALL)) {
            for (Task task : page) {
                if (batch.size() < BATCH && size < BATCH_SIZE) {
                    after = task.id();
                    if (!isThere(task) && !refused.contains(task.id())) {
                        batch.add(task);
                        size += task.data().toString().length();
                    }
                }
            }
            // Everything up to here is there, unless this batch gets lost: then it is looked at again from before it.
            cursor = batch.isEmpty() ? after : batch.get(0).id() - 1;
        }
        return batch;
    }

    private void save(List<Task> posting) {
        JsonObjectBuilder state = Json.createObjectBuilder().add(BEFORE, before);
        if (posting != null) {
            state.add(POSTING, Json.createObjectBuilder().add("project", place.id()).add("from", posting.get(0).id())
                    .add("to", posting.get(posting.size() - 1).id()).add("tasks", posting.size()));
        } else if (doubt) {
            state.add(POSTING, true);
        }
        job.save(state.build());
    }

    /** @return false when the answer was lost, and it was looked what is there */
    private boolean post(List<Task> batch) {
        job.goOn();
        save(batch);
        try {
            note(batch, Patience.with(job, settle, () -> place.api().importTasks(place.id(), body(batch), this::pause)));
            return true;
        } catch (TryLater e) {
            if (!e.perhapsDone()) {
                throw e;
            }
            job.log("No answer to an import of " + batch.size() + " tasks (" + e.detail() + "); looking what is there.");
            doubt = true;
            look(true);
            return false;
        } catch (Refused e) {
            return refused(batch, e);
        }
    }

    /** One bad task spoils its batch: the batch is halved until it is found. Of one that was refused at once, nothing is there. */
    private boolean refused(List<Task> whole, Refused e) {
        if (!e.code().equals(Refused.REJECTED)) {
            throw e;
        }
        List<Task> batch = e.outsideStatus() == 400 ? whole : missing(whole);
        if (batch.isEmpty()) {
            return true;
        } else if (batch.size() == 1) {
            refused.add(batch.get(0).id());
            job.log("Task " + batch.get(0).id() + ": " + e.detail());
            if (refused.size() > BATCH) {
                throw e;
            }
            return true;
        }
        int half = batch.size() / 2;
        return post(batch.subList(0, half)) && post(batch.subList(half, batch.size()));
    }

    private void pause() {
        job.goOn();
        Pause.of(settle.dividedBy(2));
    }

    /** What is not there of an import that failed after it had begun. */
    private List<Task> missing(List<Task> batch) {
        doubt = true;
        look(true);
        Set<Long> there = there().keySet();
        return batch.stream().filter(task -> !there.contains(task.id())).toList();
    }

    private jakarta.json.JsonArray body(List<Task> batch) {
        JsonArrayBuilder body = Json.createArrayBuilder();
        batch.forEach(task -> body.add(Json.createObjectBuilder().add("data", data(task))));
        return body.build();
    }

    /** What annotators see there, and our own key. */
    private JsonObjectBuilder data(Task task) {
        JsonObjectBuilder data = Json.createObjectBuilder(task.data());
        boolean text = place.dataset().kind() == MediaKind.TEXT;
        data.add(place.scheme().dataKey(), text ? task.text() : items.publicUrl(place.dataset(), task));
        for (String wanted : place.scheme().dataKeys()) {
            if (!wanted.equals(place.scheme().dataKey()) && !task.data().containsKey(wanted)) {
                throw new Conflict("data-key-missing", "The project in Label Studio shows \"$" + wanted + "\", which the tasks of \""
                        + place.dataset().name() + "\" do not have. Take it out of the project's labeling configuration.");
            }
        }
        return data.add(HubKey.FIELD, key.of(task.id()));
    }

    private void note(List<Task> batch, List<Long> numbers) {
        if (numbers.isEmpty()) {
            look(false);
        } else {
            Map<Long, Long> given = new LinkedHashMap<>();
            for (int i = 0; i < numbers.size(); i++) {
                given.put(batch.get(i).id(), numbers.get(i));
            }
            ledger.imported(place.id(), given);
        }
        save(null);
        job.progress(ledger.count(place.dataset().id(), Wanted.IMPORTED), total, "import");
    }

    /**
     * Reads which of our tasks are there, and notes it.
     *
     * @param unsure whether something may still be on its way: then it is read until two readings are the same, and copies are taken away
     */
    private void look(boolean unsure) {
        Map<Long, List<Long>> copies = read();
        for (int i = 0; unsure && i < LOST_IN_A_ROW; i++) {
            Pause.of(settle);
            Map<Long, List<Long>> again = read();
            boolean same = again.equals(copies);
            copies = again;
            if (same) {
                break;
            }
        }
        Map<Long, Long> noted = there();
        Map<Long, Long> found = new TreeMap<>();
        List<Long> surplus = new ArrayList<>();
        for (Task task : ledger.tasks(copies.keySet())) {
            List<Long> numbers = copies.get(task.id());
            if (task.datasetId() == place.dataset().id() && !numbers.isEmpty()) {
                Long known = noted.get(task.id());
                long kept = known != null && numbers.contains(known) ? known
                        : numbers.stream().filter(answered::contains).findFirst().orElse(numbers.get(0));
                if (known == null || known != kept) {
                    found.put(task.id(), kept);
                }
                numbers.stream().filter(n -> n != kept && !answered.contains(n)).forEach(surplus::add);
            }
        }
        if (!found.isEmpty()) {
            ledger.imported(place.id(), found);
            job.log(found.size() + " tasks were in Label Studio already and are noted now.");
        }
        if (!surplus.isEmpty() && doubt) {
            job.goOn();
            place.api().deleteTasks(place.id(), surplus);
            job.log(surplus.size() + " tasks had come twice through a lost answer; the second copies are deleted.");
        } else if (!surplus.isEmpty()) {
            job.log(surplus.size() + " tasks are in the project more than once. They were copied there; the first copy counts.");
        }
    }

    /** By task: its numbers in the project, ascending. */
    private Map<Long, List<Long>> read() {
        Map<Long, Set<Long>> found = new TreeMap<>();
        Sweep.Seen seen = sweep.all(place.id(), false, page -> page.forEach(outside -> key.task(outside).ifPresent(task -> {
            long number = outside.getJsonNumber("id").longValue();
            found.computeIfAbsent(task, t -> new java.util.TreeSet<>()).add(number);
            if (outside.getInt("total_annotations", 0) + outside.getInt("cancelled_annotations", 0) > 0) {
                answered.add(number);
            }
        })));
        // Of a list that did not stand still, a task may have been overlooked.
        doubt |= !seen.steady();
        Map<Long, List<Long>> copies = new TreeMap<>();
        found.forEach((task, numbers) -> copies.put(task, List.copyOf(numbers)));
        return copies;
    }
}
