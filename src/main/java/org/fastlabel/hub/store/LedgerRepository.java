package org.fastlabel.hub.store;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.fastlabel.hub.Dataset;
import org.fastlabel.hub.Task;
import org.fastlabel.hub.TaskLedger;

/** The tasks as the other parts of the hub see them. */
@Stateless
public class LedgerRepository implements TaskLedger {

    private final Clock clock = Clock.systemUTC();

    @Inject
    private Sql sql;
    @Inject
    private Settlements settlements;

    public LedgerRepository() {
        // For the container.
    }

    public LedgerRepository(Sql sql) {
        this.sql = sql;
        this.settlements = new Settlements(sql);
    }

    @Override
    public Dataset dataset(long id) {
        return find(id).orElseThrow(HubDatasetRepository::unknown);
    }

    private Optional<Dataset> find(long id) {
        return sql.first("select " + Rows.DATASET + " from datasets where id = ?", Rows::dataset, id);
    }

    @Override
    public List<Dataset> ofProject(long lsProject) {
        return sql.query("select " + Rows.DATASET + " from datasets d where ls_project_id = ? or exists "
                + "(select 1 from tasks t where t.ls_project_id = ? and t.dataset_id = d.id) order by id", Rows::dataset, lsProject, lsProject);
    }

    @Override
    public void chooseProject(long datasetId, Long lsProject) {
        exists(sql.update("update datasets set ls_project_id = ?, version = version + 1 where id = ?", lsProject, datasetId));
    }

    @Override
    public void changePrompt(long datasetId, String prompt) {
        exists(sql.update("update datasets set prompt = ?, version = version + 1 where id = ?", prompt, datasetId));
    }

    private static void exists(int rows) {
        if (rows == 0) {
            throw HubDatasetRepository.unknown();
        }
    }

    private static String condition(Wanted wanted) {
        switch (wanted) {
            case NOT_IMPORTED:
                return " and t.ls_task_id is null";
            case IMPORTED:
                return " and t.ls_task_id is not null";
            case UNLABELED:
                return " and t.status <> 'labeled'";
            case LABELED:
                return " and t.status = 'labeled'";
            case WITHOUT_PROPOSAL:
                return " and t.prelabel_label is null";
            default:
                return "";
        }
    }

    @Override
    public long count(long datasetId, Wanted wanted) {
        return sql.number("select count(*) from tasks t where t.dataset_id = ?" + condition(wanted), datasetId);
    }

    @Override
    public List<Task> after(long datasetId, long after, int limit, Wanted wanted) {
        return sql.query("select " + Rows.TASK + " from tasks t where t.dataset_id = ? and t.id > ?" + condition(wanted)
                + " order by t.dataset_id, t.id limit ?", Rows::task, datasetId, after, limit);
    }

    @Override
    public List<Task> tasks(Collection<Long> ids) {
        List<Task> tasks = new ArrayList<>();
        for (List<Long> page : Sql.pages(ids.stream().sorted().distinct().toList())) {
            tasks.addAll(sql.query("select " + Rows.TASK + " from tasks t where t.id in " + Sql.marks(page.size()) + " order by t.id",
                    Rows::task, page.toArray()));
        }
        return tasks;
    }

    @Override
    public List<Task> outside(long lsProject, Collection<Long> lsTasks) {
        List<Task> tasks = new ArrayList<>();
        for (List<Long> page : Sql.pages(lsTasks.stream().sorted().distinct().toList())) {
            tasks.addAll(sql.query("select " + Rows.TASK + " from tasks t where t.ls_project_id = ? and t.ls_task_id in "
                    + Sql.marks(page.size()) + " order by t.id", Rows::task, Sql.all(lsProject, page)));
        }
        return tasks;
    }

    /** Whether this person has the task, or has answered it. */
    public boolean mayOpen(String username, Task task) {
        return sql.number("select count(*) from assignments where task_id = ? and username = ? and state <> 'returned'", task.id(), username) > 0;
    }

    @Override
    public void imported(long lsProject, Map<Long, Long> lsTaskByTask) {
        Instant now = clock.instant();
        List<Object[]> rows = new ArrayList<>();
        List<Long> held = settlements.lock(lsTaskByTask.keySet());
        leave(lsProject, held);
        held.forEach(task -> rows.add(new Object[] {lsProject, lsTaskByTask.get(task), now, task}));
        sql.batch("update tasks set ls_project_id = ?, ls_task_id = ?, status = case when status = 'new' then 'imported' else status end, "
                + "updated_at = ?, version = version + 1 where id = ?", rows);
    }

    /** What was said of tasks in another project, which may be gone, stays said: it is not looked for in this one. */
    private void leave(long lsProject, List<Long> tasks) {
        for (List<Long> page : Sql.pages(tasks)) {
            sql.update("update annotations set origin = 'earlier-project', ls_annotation_id = null where origin = 'label-studio' and task_id in "
                    + "(select id from tasks where ls_project_id <> ? and id in " + Sql.marks(page.size()) + ")", Sql.all(lsProject, page));
        }
    }

    @Override
    public void gone(Collection<Long> tasks) {
        Instant now = clock.instant();
        List<Object[]> rows = new ArrayList<>();
        settlements.lock(tasks).forEach(task -> rows.add(new Object[] {now, task}));
        sql.batch("update tasks set ls_project_id = null, ls_task_id = null, status = case when status = 'imported' then 'new' else status end, "
                + "updated_at = ?, version = version + 1 where id = ?", rows);
    }

    @Override
    public void propose(Map<Long, Task.Proposal> proposals, Map<Long, JsonObject> unusable) {
        Instant now = clock.instant();
        Map<Long, Object[]> rows = new TreeMap<>();
        unusable.forEach((task, why) -> rows.put(task, new Object[] {why == null ? null : why.toString(), null, null, null, now, task}));
        proposals.forEach((task, p) -> rows.put(task, p == null ? new Object[] {null, null, null, null, now, task}
                : new Object[] {p.details() == null ? "{}" : p.details().toString(), p.label(), p.score(), p.model(), now, task}));
        settlements.lock(rows.keySet());
        sql.batch("update tasks set prelabel_json = ?, prelabel_label = ?, prelabel_score = ?, prelabel_model = ?, updated_at = ?, "
                + "version = version + 1 where id = ?", List.copyOf(rows.values()));
    }

    @Override
    public void score(Map<Long, Double> modelProbs) {
        Instant now = clock.instant();
        List<Object[]> rows = new ArrayList<>();
        for (long task : settlements.lock(modelProbs.keySet())) {
            double uncertainty = 1 - modelProbs.get(task);
            int priority = (int) (uncertainty * 1000);
            rows.add(new Object[] {modelProbs.get(task), uncertainty, priority, -priority, now, task});
        }
        sql.batch("update tasks set model_prob = ?, uncertainty_score = ?, priority = ?, place = ?, updated_at = ?, version = version + 1 "
                + "where id = ?", rows);
    }

    @Override
    public int answered(Map<Long, List<OutsideAnswer>> answersByTask) {
        OutsideAnswers outside = new OutsideAnswers(sql, settlements);
        Map<Long, Dataset> datasets = new HashMap<>();
        int settled = 0;
        for (List<Long> page : Sql.pages(answersByTask.keySet().stream().sorted().toList())) {
            Map<Long, List<Task>> byDataset = new TreeMap<>();
            tasks(settlements.lock(page)).forEach(t -> byDataset.computeIfAbsent(t.datasetId(), d -> new ArrayList<>()).add(t));
            for (Map.Entry<Long, List<Task>> e : byDataset.entrySet()) {
                Dataset dataset = datasets.computeIfAbsent(e.getKey(), this::dataset);
                settled += outside.take(dataset, e.getValue(), answersByTask, clock.instant());
            }
        }
        return settled;
    }
}
