package org.fastlabel.hub.store;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.fastlabel.api.NotFound;
import org.fastlabel.hub.Rules;
import org.fastlabel.hub.Task;
import org.fastlabel.hub.store.TaskQuery.Cursor;
import org.fastlabel.hub.store.TaskQuery.Part;

/** Tasks as rows: put in, and what is noted at single ones. */
@Stateless
public class TaskRepository {

    private static final int BUCKETS = 10_000;

    @Inject
    private Sql sql;

    public TaskRepository() {
        // For the container.
    }

    public TaskRepository(Sql sql) {
        this.sql = sql;
    }

    /** A task that is to be made. @param gold the known answer, or null */
    public record NewTask(String key, JsonObject data, String gold) {

        /** What a search looks into. */
        String search() {
            return data.getString("text", key).toLowerCase(Locale.ROOT);
        }
    }

    /** Which of ten thousand shares a task falls into: the same for ever, whatever else is in the data set. */
    public static int bucket(String key) {
        CRC32 sum = new CRC32();
        sum.update(key.getBytes(StandardCharsets.UTF_8));
        // A checksum's own low digits follow a counter's; multiplied and cut above they do not.
        return (int) (((sum.getValue() * 0x9E3779B97F4A7C15L) >>> 32) % BUCKETS);
    }

    static int overlap(Rules rules, int bucket) {
        return bucket < Math.round(rules.overlapShare() * BUCKETS) ? rules.overlap() : 1;
    }

    /** @param tasks at most {@link Sql#PAGE} for the sake of memory @return their numbers, in the same order */
    public long[] add(long datasetId, Rules rules, List<NewTask> tasks, Instant now) {
        long[] ids = sql.ids("tasks_seq", tasks.size());
        List<Object[]> rows = new ArrayList<>(tasks.size());
        for (int i = 0; i < ids.length; i++) {
            NewTask task = tasks.get(i);
            int bucket = bucket(task.key());
            rows.add(new Object[] {ids[i], datasetId, task.key(), task.data().toString(), task.search(), task.gold(), bucket,
                overlap(rules, bucket), now});
        }
        sql.batch("insert into tasks (id, dataset_id, item_key, data, search, gold_label, bucket, overlap, updated_at, status, version) "
                + "values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'new', 0)", rows);
        return ids;
    }

    /** Chooses anew which tasks several people answer; one that is settled stays so. */
    public void overlap(long datasetId, Rules rules) {
        sql.update("update tasks set overlap = case when bucket < ? then ? else 1 end where dataset_id = ? and status in ('new', 'imported')",
                Math.round(rules.overlapShare() * BUCKETS), rules.overlap(), datasetId);
    }

    public Optional<TaskRow> find(long id) {
        return withPeople(sql.query("select " + Rows.ROW + " from tasks t where t.id = ?", Rows::row, id)).stream().findFirst();
    }

    /** @throws NotFound with code {@code unknown-task} */
    public TaskRow get(long id) {
        return find(id).orElseThrow(TaskRepository::unknown);
    }

    public static NotFound unknown() {
        return new NotFound("unknown-task", "There is no such task, or it is not yours.");
    }

    /** Some of a data set by their numbers, for going through all of it. */
    public List<TaskRow> after(long dataset, long after, int limit) {
        return withPeople(sql.query("select " + Rows.ROW + " from tasks t where t.dataset_id = ? and t.id > ? order by t.dataset_id, t.id limit ?", Rows::row,
                dataset, after, limit));
    }

    public TaskPage page(TaskQuery query) {
        Part part = query.conditions();
        Cursor from = Cursor.of(query.after());
        List<TaskRow> rows = new ArrayList<>();
        if (!query.hardest()) {
            rows.addAll(rows(part, " and t.id > ?" + query.order(), query.limit() + 1, from.id()));
        } else {
            if (from != Cursor.START) {
                rows.addAll(rows(part, " and t.place = ? and t.id > ?" + query.order(), query.limit() + 1, from.place(), from.id()));
            }
            if (rows.size() <= query.limit()) {
                rows.addAll(rows(part, " and t.place > ?" + query.order(), query.limit() + 1 - rows.size(), from.place()));
            }
        }
        if (rows.size() <= query.limit()) {
            return new TaskPage(withPeople(rows), null);
        }
        Task last = rows.get(query.limit() - 1).task();
        int place = !query.hardest() ? 0 : last.priority() == null ? 1 : -last.priority();
        return new TaskPage(withPeople(rows.subList(0, query.limit())), new Cursor(place, last.id()).toString());
    }

    private List<TaskRow> rows(Part part, String order, int limit, Object... parameters) {
        List<Object> all = new ArrayList<>(part.parameters());
        all.addAll(List.of(parameters));
        all.add(limit);
        return sql.query("select " + Rows.ROW + part.sql() + order + " limit ?", Rows::row, all.toArray());
    }

    private List<TaskRow> withPeople(List<TaskRow> rows) {
        if (rows.isEmpty()) {
            return rows;
        }
        Map<Long, List<String>> people = new HashMap<>();
        sql.each("select task_id, username from assignments where state <> 'returned' and task_id in " + Sql.marks(rows.size()) + " order by id",
                row -> Map.entry(row.getLong(1), row.getString(2)), e -> people.computeIfAbsent(e.getKey(), t -> new ArrayList<>()).add(e.getValue()),
                rows.stream().map(r -> r.task().id()).toArray());
        return rows.stream().map(r -> r.with(people.getOrDefault(r.task().id(), List.of()))).toList();
    }

    /** Known answers; null takes one away. @return how many of these tasks are in the data set */
    public int gold(long dataset, Map<Long, String> labels, Instant now) {
        List<Object[]> rows = new ArrayList<>();
        new TreeMap<>(labels).forEach((task, label) -> rows.add(new Object[] {label, now, task, dataset}));
        return Arrays.stream(sql.batch("update tasks set gold_label = ?, updated_at = ?, version = version + 1 where id = ? and dataset_id = ?",
                rows)).sum();
    }
}
