package org.fastlabel.hub.data;

import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fastlabel.api.Conflict;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.hub.Dataset;
import org.fastlabel.hub.DatasetDeleted;
import org.fastlabel.hub.Rules;
import org.fastlabel.hub.TaskLedger;
import org.fastlabel.hub.store.AnnotationRepository;
import org.fastlabel.hub.store.AnnotationRepository.Brought;
import org.fastlabel.hub.store.AssignmentRepository;
import org.fastlabel.hub.store.HubDatasetRepository;
import org.fastlabel.hub.store.HubDatasetRepository.NewDataset;
import org.fastlabel.hub.store.Settlements;
import org.fastlabel.hub.store.Sql;
import org.fastlabel.hub.store.TaskRepository;
import org.fastlabel.jobs.JobQueue;
import org.fastlabel.security.AuditLog;

/** Makes, changes and deletes data sets: each is one transaction, with its line in the audit log. */
@Stateless
public class DatasetDesk {

    private final Clock clock = Clock.systemUTC();

    @EJB
    private HubDatasetRepository datasets;
    @EJB
    private TaskRepository tasks;
    @EJB
    private AnnotationRepository annotations;
    @EJB
    private AssignmentRepository assignments;
    @Inject
    private TaskLedger ledger;
    @Inject
    private Settlements settlements;
    @Inject
    private JobQueue jobs;
    @Inject
    private AuditLog audit;
    @Inject
    private Event<DatasetDeleted> deleted;

    /** What was made. */
    public record Made(long id, LeftOut leftOut) {
    }

    /** @throws InvalidInput with code {@code no-items}, or as the source says */
    public Made make(String name, List<String> labels, String instructions, Rules rules, ItemSource items, String by) {
        Instant now = clock.instant();
        long id = datasets.add(new NewDataset(name, items.kind(), labels, instructions, items.kept(), rules, by), now);
        ItemPages pages = new ItemPages(datasets.get(id), now, tasks, annotations, ledger);
        items.each(pages::add);
        int put = pages.end();
        if (put == 0) {
            throw new InvalidInput("no-items", "There is no item in it.");
        }
        audit.record(by, "dataset.create", "dataset " + id, name + ", " + put + " tasks" + along(items.leftOut().brought()));
        return new Made(id, items.leftOut());
    }

    private static String along(LeftOut.Brought b) {
        return b == null ? "" : ", " + b.answers() + " answers, " + b.prelabels() + " pre-labels, " + b.gold() + " known answers";
    }

    /** @throws Conflict with code {@code label-in-use}, saying how many tasks use it */
    public void change(long id, DatasetSettings wanted, String by) {
        Instant now = clock.instant();
        Dataset before = datasets.locked(id);
        List<String> labels = wanted.labels() == null ? before.labels() : wanted.labels();
        for (String label : before.labels()) {
            long uses = labels.contains(label) ? 0 : datasets.uses(id, label);
            if (uses > 0) {
                throw new Conflict("label-in-use", "The label \"" + label + "\" cannot be taken away: " + uses
                        + (uses == 1 ? " task uses" : " tasks use") + " it, as label, answer or known answer.");
            }
        }
        Rules rules = wanted.changed(before.rules());
        String instructions = wanted.instructions() == null ? before.instructions() : wanted.instructions().isEmpty() ? null : wanted.instructions();
        datasets.change(id, wanted.name() == null ? before.name() : wanted.name(), labels, instructions, rules);
        if (rules.overlap() != before.rules().overlap() || rules.overlapShare() != before.rules().overlapShare()) {
            tasks.overlap(id, rules);
        }
        if (!rules.equals(before.rules()) || !labels.equals(before.labels())) {
            assignments.reschedule(id, rules);
            settlements.settleAll(datasets.get(id), now);
        }
        audit.record(by, "dataset.change", "dataset " + id, wanted.inShort());
    }

    /** @param jobId null unless something is to be deleted in Label Studio too */
    public record Gone(int deleted, Long jobId) {
    }

    /** @param outside whether its tasks in Label Studio are deleted too, by a job */
    public Gone delete(long id, String confirm, boolean outside, String by) {
        Dataset dataset = datasets.locked(id);
        if (!dataset.name().equals(confirm)) {
            throw new InvalidInput("confirm-name", "To delete this data set with all its tasks and answers, give its name as \"confirm\".");
        }
        Optional<Long> job = outside ? queue(datasets.outside(id), by) : Optional.empty();
        deleted.fire(new DatasetDeleted(id));
        int count = datasets.delete(id);
        audit.record(by, "dataset.delete", "dataset " + id, dataset.name() + ", " + count + " tasks"
                + (job.isPresent() ? ", in Label Studio too" : ""));
        return new Gone(count, job.orElse(null));
    }

    /** The numbers go with the job, because the tasks are gone when it runs. */
    private Optional<Long> queue(Map<Long, List<Long>> byProject, String by) {
        Optional<Long> first = Optional.empty();
        for (Map.Entry<Long, List<Long>> e : byProject.entrySet()) {
            JsonArrayBuilder numbers = Json.createArrayBuilder();
            e.getValue().forEach(numbers::add);
            long job = jobs.submit("delete_in_ls", null, Json.createObjectBuilder().add("project_id", e.getKey()).add("hub_tasks", numbers).build(), by)
                    .jobId();
            first = first.isPresent() ? first : Optional.of(job);
        }
        return first;
    }

    /** @param labels by task; null takes a known answer away */
    public int gold(long id, Map<Long, String> labels, String by) {
        Instant now = clock.instant();
        Dataset dataset = datasets.locked(id);
        labels.values().stream().filter(label -> label != null && !dataset.labels().contains(label)).findFirst().ifPresent(label -> {
            throw new InvalidInput("unknown-label", "This data set has the labels " + String.join(", ", dataset.labels()) + ", and no other.");
        });
        for (List<Long> page : Sql.pages(settlements.lock(labels.keySet()))) {
            Map<Long, String> some = new HashMap<>();
            page.forEach(task -> some.put(task, labels.get(task)));
            if (tasks.gold(id, some, now) != page.size()) {
                throw new InvalidInput("unknown-task", "Some of these tasks are not in this data set; nothing was changed.");
            }
            settlements.settle(dataset, page, now);
        }
        audit.record(by, "task.gold", "dataset " + id, labels.size() + " tasks");
        return labels.size();
    }
}
