package org.fastlabel.hub.store;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Counts, by the database. Days are of UTC. */
@Stateless
public class StatsRepository {

    private static final int DAYS = 400;
    private static final long DAY_SECONDS = 86_400;
    /** Answers that count and have a label. */
    private static final String LABELS = "counted = true and label is not null";

    @Inject
    private Sql sql;

    public StatsRepository() {
        // For the container.
    }

    public StatsRepository(Sql sql) {
        this.sql = sql;
    }

    /** Something counted. */
    public record Count<K>(K key, long count) {
    }

    public record Right<K>(K key, long right, long of) {
    }

    private static String day(String column) {
        return "cast(floor(extract(epoch from " + column + ") / " + DAY_SECONDS + ") as bigint)";
    }

    private <K> Map<K, Long> counts(String query, Sql.Mapper<Count<K>> mapper, Object... parameters) {
        Map<K, Long> counts = new LinkedHashMap<>();
        sql.each(query, mapper, c -> counts.put(c.key(), c.count()), parameters);
        return counts;
    }

    public Map<String, Long> byLabel(long dataset) {
        return counts("select label, count(*) from tasks where dataset_id = ? and status = 'labeled' group by label order by label",
                row -> new Count<>(row.getString(1), row.getLong(2)), dataset);
    }

    /** Tasks labelled, by day; the last four hundred. */
    public Map<LocalDate, Long> throughput(long dataset) {
        return days("select d, count(*) from (select " + day("labeled_at") + " as d from tasks where dataset_id = ? and status = 'labeled' "
                + "and labeled_at is not null) x group by d order by d desc limit " + DAYS, dataset);
    }

    /** Labels this person gave, by day. @param dataset null for all */
    public Map<LocalDate, Long> throughput(String username, Long dataset) {
        return days("select d, count(*) from (select " + day("answered_at") + " as d from annotations where " + LABELS + " and username = ?"
                + in(dataset) + ") x group by d order by d desc limit " + DAYS, person(username, dataset));
    }

    private Map<LocalDate, Long> days(String query, Object... parameters) {
        return new TreeMap<>(counts(query, row -> new Count<>(LocalDate.ofEpochDay(row.getLong(1)), row.getLong(2)), parameters));
    }

    private static String in(Long dataset) {
        return dataset == null ? "" : " and dataset_id = ?";
    }

    private static Object[] person(String username, Long dataset) {
        return dataset == null ? new Object[] {username} : new Object[] {username, dataset};
    }

    /** Tasks by person and state: open, answered, skipped. */
    public Map<String, Map<String, Long>> assignments(long dataset) {
        Map<String, Map<String, Long>> people = new TreeMap<>();
        sql.each("select username, state, count(*) from assignments where dataset_id = ? and state <> 'returned' group by username, state",
                row -> new Object[] {row.getString(1), row.getString(2), row.getLong(3)},
                row -> people.computeIfAbsent((String) row[0], u -> new TreeMap<>()).put((String) row[1], (Long) row[2]), dataset);
        return people;
    }

    /** As {@link #assignments}, of one person: open, imported (open, and in Label Studio), answered, skipped. */
    public Map<String, Long> assignments(String username, Long dataset, Instant now) {
        List<Object> parameters = new ArrayList<>(List.of(person(username, dataset)));
        parameters.add(now);
        Map<String, Long> counts = new TreeMap<>(counts("select state, count(*) from assignments where username = ?" + in(dataset)
                + " and (state in ('answered', 'skipped') or state = 'open' and (expires_at is null or expires_at > ?)) group by state",
                row -> new Count<>(row.getString(1), row.getLong(2)), parameters.toArray()));
        counts.put("imported", sql.number("select count(*) from assignments a join tasks t on t.id = a.task_id where a.username = ?"
                + in(dataset).replace("dataset_id", "a.dataset_id") + " and a.state = 'open' and (a.expires_at is null or a.expires_at > ?) "
                + "and t.ls_task_id is not null", parameters.toArray()));
        return counts;
    }

    /** What people said, whether they were given the tasks or not. @param median seconds an answer took; null where nobody measured */
    public record Person(String username, long labels, long skips, Double median) {
    }

    public List<Person> people(long dataset) {
        return sql.query("select username, sum(case when label is null then 0 else 1 end), sum(case when label is null then 1 else 0 end), "
                + "percentile_cont(0.5) within group (order by seconds) from annotations where dataset_id = ? and counted = true group by username "
                + "order by username", row -> new Person(row.getString(1), row.getLong(2), row.getLong(3), row.getObject(4, Double.class)), dataset);
    }

    public Double median(String username, Long dataset) {
        return sql.query("select percentile_cont(0.5) within group (order by seconds) from annotations where counted = true and username = ?"
                + in(dataset), row -> row.getObject(1, Double.class), person(username, dataset)).get(0);
    }

    public Map<String, Long> byLabel(String username, Long dataset) {
        return counts("select label, count(*) from annotations where " + LABELS + " and username = ?" + in(dataset) + " group by label order by label",
                row -> new Count<>(row.getString(1), row.getLong(2)), person(username, dataset));
    }

    public long since(String username, Long dataset, Instant begin) {
        List<Object> parameters = new ArrayList<>(List.of(person(username, dataset)));
        parameters.add(begin);
        return sql.number("select count(*) from annotations where " + LABELS + " and username = ?" + in(dataset) + " and answered_at >= ?",
                parameters.toArray());
    }

    /** Answers to tasks whose answer is known, by person. */
    public List<Right<String>> gold(long dataset) {
        return sql.query("select a.username, sum(case when a.label = t.gold_label then 1 else 0 end), count(*) from annotations a join tasks t "
                + "on t.id = a.task_id where a.dataset_id = ? and a.counted = true and a.label is not null and t.gold_label is not null "
                + "group by a.username", row -> new Right<>(row.getString(1), row.getLong(2), row.getLong(3)), dataset);
    }

    public Right<String> gold(String username, Long dataset) {
        return sql.query("select coalesce(sum(case when a.label = t.gold_label then 1 else 0 end), 0), count(*) from annotations a join tasks t "
                + "on t.id = a.task_id where a.counted = true and a.label is not null and t.gold_label is not null and a.username = ?"
                + in(dataset).replace("dataset_id", "a.dataset_id"), row -> new Right<>(username, row.getLong(1), row.getLong(2)),
                person(username, dataset)).get(0);
    }

    /** Of what was proposed, by day of the label and model. */
    public record Proposed(LocalDate day, String model) {
    }

    public List<Right<Proposed>> proposals(long dataset) {
        return sql.query("select d, prelabel_model, sum(hit), count(*) from (select " + day("labeled_at") + " as d, prelabel_model, "
                + "case when label = prelabel_label then 1 else 0 end as hit from tasks where dataset_id = ? and status = 'labeled' and "
                + "prelabel_label is not null) x group by d, prelabel_model order by d, prelabel_model",
                row -> new Right<>(new Proposed(LocalDate.ofEpochDay(row.getLong(1)), row.getString(2)), row.getLong(3), row.getLong(4)), dataset);
    }

    /** Answers that say what was proposed, by whether that was seen. */
    public List<Right<Boolean>> anchoring(long dataset) {
        return sql.query("select prelabel_shown, sum(case when label = prelabel_label then 1 else 0 end), count(*) from annotations where "
                + "dataset_id = ? and " + LABELS + " and prelabel_label is not null group by prelabel_shown",
                row -> new Right<>(row.getBoolean(1), row.getLong(2), row.getLong(3)), dataset);
    }

    /** One answer among those to a task. */
    public record Answer(long task, String username, String label) {
    }

    /** All answers that count, those to one task beside each other. */
    public void answers(long dataset, Consumer<Answer> to) {
        sql.each("select task_id, username, label from annotations where dataset_id = ? and " + LABELS + " order by dataset_id, counted, task_id",
                row -> new Answer(row.getLong(1), row.getString(2), row.getString(3)), to, dataset);
    }
}
