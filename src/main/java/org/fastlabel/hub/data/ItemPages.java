package org.fastlabel.hub.data;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fastlabel.hub.Dataset;
import org.fastlabel.hub.Task;
import org.fastlabel.hub.TaskLedger;
import org.fastlabel.hub.store.AnnotationRepository;
import org.fastlabel.hub.store.AnnotationRepository.Brought;
import org.fastlabel.hub.store.Sql;
import org.fastlabel.hub.store.TaskRepository;
import org.fastlabel.hub.store.TaskRepository.NewTask;

/** Items on their way into a data set, page by page, with all that is known of them. */
final class ItemPages {

    private final Dataset dataset;
    private final Instant now;
    private final TaskRepository tasks;
    private final AnnotationRepository annotations;
    private final TaskLedger ledger;
    private final List<NewTask> items = new ArrayList<>();
    private final List<Brought> brought = new ArrayList<>();
    private final Map<Integer, Task.Proposal> proposals = new HashMap<>();
    private int put;

    ItemPages(Dataset dataset, Instant now, TaskRepository tasks, AnnotationRepository annotations, TaskLedger ledger) {
        this.dataset = dataset;
        this.now = now;
        this.tasks = tasks;
        this.annotations = annotations;
        this.ledger = ledger;
    }

    void add(ItemSource.Item item) {
        if (item.proposal() != null) {
            proposals.put(items.size(), item.proposal());
        }
        items.add(new NewTask(item.key(), item.data(), item.gold()));
        brought.add(new Brought(dataset.labels().contains(String.valueOf(item.label())) ? item.label() : null, item.told()));
        if (items.size() == Sql.PAGE) {
            put();
        }
    }

    /** @return how many items there were in all */
    int end() {
        put();
        return put;
    }

    private void put() {
        long[] ids = tasks.add(dataset.id(), dataset.rules(), items, now);
        propose(ids);
        annotations.brought(dataset, ids, brought, now);
        put += ids.length;
        items.clear();
        brought.clear();
        proposals.clear();
    }

    /** A proposal never goes without its score. */
    private void propose(long[] ids) {
        if (!proposals.isEmpty()) {
            Map<Long, Task.Proposal> byTask = new HashMap<>();
            Map<Long, Double> scores = new HashMap<>();
            proposals.forEach((place, p) -> {
                byTask.put(ids[place], p);
                scores.put(ids[place], p.score());
            });
            ledger.propose(byTask, Map.of());
            ledger.score(scores);
        }
    }
}
