package org.fastlabel.hub.store;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.fastlabel.api.Conflict;
import org.fastlabel.hub.Dataset;
import org.fastlabel.hub.Rules;
import org.fastlabel.hub.store.Dealing.Dealt;
import org.fastlabel.hub.store.TaskQuery.Cursor;

/**
 * Who has which task. Whoever gives out or takes back holds the row of the data set, so that in whatever process two do it at once, the second
 * sees what the first did. An answer needs no such hold: it and taking back both ask for the state {@code open}, which only one of them finds.
 */
@Stateless
public class AssignmentRepository {

    private static final String LIVE = "a.state <> 'returned'";

    @Inject
    private Sql sql;
    @Inject
    private Settlements settlements;

    public AssignmentRepository() {
        // For the container.
    }

    public AssignmentRepository(Sql sql) {
        this.sql = sql;
        this.settlements = new Settlements(sql);
    }

    /** When a task that is given out now returns; null for never. */
    static Instant expiry(Rules rules, Instant now) {
        Instant lock = rules.lockMinutes() == 0 ? null : now.plus(Duration.ofMinutes(rules.lockMinutes()));
        return lock == null || rules.deadline() != null && rules.deadline().isBefore(lock) ? rules.deadline() : lock;
    }

    private Dataset held(long datasetId, Instant now) {
        Dataset dataset = sql.first("select " + Rows.DATASET + " from datasets where id = ? for update", Rows::dataset, datasetId)
                .orElseThrow(HubDatasetRepository::unknown);
        expire(datasetId, now);
        return dataset;
    }

    private static void open(Dataset dataset, Instant now) {
        if (dataset.rules().deadline() != null && !dataset.rules().deadline().isAfter(now)) {
            throw new Conflict("deadline-passed", "The deadline of this data set is over; set a later one before giving out its tasks.");
        }
    }

    /**
     * Gives one task to one person. Where as many have it as are wanted, it is taken from the one who has had it longest without answering.
     *
     * @throws Conflict with code {@code already-labeled} or {@code deadline-passed}
     */
    public void assign(long taskId, String username, Instant now) {
        Dataset dataset = held(datasetOf(taskId), now);
        open(dataset, now);
        settlements.lock(List.of(taskId));
        TaskRow row = sql.first("select " + Rows.ROW + " from tasks t where t.id = ?", Rows::row, taskId).orElseThrow(TaskRepository::unknown);
        List<String> live = sql.query("select username from assignments a where task_id = ? and " + LIVE, r -> r.getString(1), taskId);
        if (live.contains(username)) {
            return;
        }
        String status = row.task().status();
        if (status.equals(Settling.LABELED) && row.task().gold() == null) {
            throw new Conflict("already-labeled", "This task is labelled already. Resolve it, or take its answer back, to change the label.");
        }
        boolean waiting = status.equals(Settling.NEW) || status.equals(Settling.IMPORTED);
        if (waiting && row.task().gold() == null && live.size() >= sql.number("select overlap from tasks where id = ?", taskId)) {
            sql.first("select id from assignments where task_id = ? and state = 'open' order by id limit 1", r -> r.getLong(1), taskId)
                    .ifPresent(oldest -> giveBack(List.of(oldest), now));
        }
        add(dataset, List.of(new Dealt(taskId, username)), now);
    }

    private long datasetOf(long taskId) {
        return sql.first("select dataset_id from tasks where id = ?", r -> r.getLong(1), taskId).orElseThrow(TaskRepository::unknown);
    }

    /** Takes an unanswered task back, from one person or, for null, from all. @return from how many */
    public int unassign(long taskId, String username, Instant now) {
        held(datasetOf(taskId), now);
        List<Object> parameters = new ArrayList<>(List.of(taskId));
        if (username != null) {
            parameters.add(username);
        }
        return giveBack(sql.query("select id from assignments where task_id = ? and state = 'open'" + (username == null ? "" : " and username = ?"),
                r -> r.getLong(1), parameters.toArray()), now);
    }

    /** Takes some of the unanswered tasks of one person back. @return how many; fewer than {@link Sql#PAGE} when that was all */
    public int unassignSome(long datasetId, String username, Instant now) {
        held(datasetId, now);
        return giveBack(sql.query("select id from assignments where username = ? and dataset_id = ? and state = 'open' limit " + Sql.PAGE,
                r -> r.getLong(1), username, datasetId), now);
    }

    /** What was given out, and where to go on. @param next null when there is nothing more to give */
    public record Round(List<Dealt> dealt, String next) {
    }

    /**
     * Gives out tasks, hardest first: those next in turn that wait for people.
     *
     * @param people to whom
     * @param most   how many at most
     * @param after  {@link Round#next} of the round before, or null
     */
    public Round deal(long datasetId, List<String> people, int most, String after, Instant now) {
        Dataset dataset = held(datasetId, now);
        open(dataset, now);
        Cursor from = Cursor.of(after);
        List<Waiting> waiting = new ArrayList<>();
        String what = "select id, place, overlap - holders from tasks where dataset_id = ? and status in ('new', 'imported') and gold_label is null "
                + "and holders < overlap and ";
        if (from != Cursor.START) {
            waiting.addAll(sql.query(what + "place = ? and id > ? order by dataset_id, place, id limit " + Sql.PAGE, Waiting::of, datasetId, from.place(), from.id()));
        }
        if (waiting.size() < Sql.PAGE) {
            waiting.addAll(sql.query(what + "place > ? order by dataset_id, place, id limit " + (Sql.PAGE - waiting.size()), Waiting::of, datasetId, from.place()));
        }
        List<Long> ids = waiting.stream().map(Waiting::id).toList();
        Map<Long, Set<String>> had = had(ids);
        List<Dealing.Open> open = waiting.stream().map(w -> new Dealing.Open(w.id(), w.free(), had.getOrDefault(w.id(), Set.of()))).toList();
        List<Dealt> dealt = Dealing.deal(open, loads(datasetId, people), most);
        add(dataset, dealt, now);
        boolean last = waiting.size() < Sql.PAGE || dealt.size() >= most;
        Waiting end = last ? null : waiting.get(waiting.size() - 1);
        return new Round(dealt, last ? null : new Cursor(end.place(), end.id()).toString());
    }

    private record Waiting(long id, int place, int free) {

        static Waiting of(java.sql.ResultSet row) throws java.sql.SQLException {
            return new Waiting(row.getLong(1), row.getInt(2), row.getInt(3));
        }
    }

    /** Tasks with a known answer that a person has not had yet, given out among the others. @param most of each person */
    public List<Dealt> dealGold(long datasetId, Map<String, Integer> most, Instant now) {
        Dataset dataset = held(datasetId, now);
        open(dataset, now);
        List<Dealt> dealt = new ArrayList<>();
        new TreeMap<>(most).forEach((person, count) -> sql.query("select t.id from tasks t where t.dataset_id = ? and t.gold_label is not null and "
                + "not exists (select 1 from assignments a where a.task_id = t.id and a.username = ? and " + LIVE + ") order by t.holders, t.bucket, "
                + "t.id limit ?", r -> r.getLong(1), datasetId, person, count).forEach(task -> dealt.add(new Dealt(task, person))));
        add(dataset, dealt, now);
        return dealt;
    }

    /** How many people are still wanted for tasks without a known answer. */
    public long places(long datasetId) {
        return sql.number("select coalesce(sum(overlap - holders), 0) from tasks where dataset_id = ? and status in ('new', 'imported') and "
                + "gold_label is null and holders < overlap", datasetId);
    }

    private Map<Long, Set<String>> had(List<Long> tasks) {
        Map<Long, Set<String>> had = new HashMap<>();
        if (!tasks.isEmpty()) {
            String in = Sql.marks(tasks.size());
            List<Object> twice = new ArrayList<>(tasks);
            twice.addAll(tasks);
            sql.each("select task_id, username from assignments a where " + LIVE + " and task_id in " + in + " union all select task_id, username "
                    + "from annotations where withdrawn_at is null and task_id in " + in, r -> Map.entry(r.getLong(1), r.getString(2)),
                    e -> had.computeIfAbsent(e.getKey(), t -> new HashSet<>()).add(e.getValue()), twice.toArray());
        }
        return had;
    }

    private Map<String, Integer> loads(long datasetId, List<String> people) {
        Map<String, Integer> loads = new LinkedHashMap<>();
        people.forEach(p -> loads.put(p, 0));
        sql.each("select username, count(*) from assignments where dataset_id = ? and state = 'open' group by username",
                r -> Map.entry(r.getString(1), r.getInt(2)), e -> loads.computeIfPresent(e.getKey(), (p, n) -> e.getValue()), datasetId);
        return loads;
    }

    private void add(Dataset dataset, List<Dealt> dealt, Instant now) {
        long[] ids = sql.ids("assignments_seq", dealt.size());
        Instant until = expiry(dataset.rules(), now);
        Set<Long> tasks = new LinkedHashSet<>();
        List<Object[]> rows = new ArrayList<>();
        for (int i = 0; i < ids.length; i++) {
            tasks.add(dealt.get(i).task());
            rows.add(new Object[] {ids[i], dealt.get(i).task(), dataset.id(), dealt.get(i).username(), "open", now, until});
        }
        settlements.lock(tasks);
        sql.batch("insert into assignments (id, task_id, dataset_id, username, state, assigned_at, expires_at) values " + Sql.marks(7), rows);
        holders(tasks, now);
    }

    /** @param assignments to be returned unless they have been answered meanwhile */
    private int giveBack(List<Long> assignments, Instant now) {
        int returned = 0;
        for (List<Long> page : Sql.pages(assignments)) {
            List<Long> tasks = settlements.lock(sql.query("select task_id from assignments where id in " + Sql.marks(page.size()), r -> r.getLong(1),
                    page.toArray()));
            returned += sql.update("update assignments set state = 'returned', ended_at = ? where state = 'open' and id in "
                    + Sql.marks(page.size()), Sql.all(now, page));
            holders(tasks, now);
        }
        return returned;
    }

    /** Notes at tasks who has them. */
    private void holders(Iterable<Long> tasks, Instant now) {
        List<Object[]> rows = new ArrayList<>();
        tasks.forEach(task -> rows.add(new Object[] {now, task}));
        sql.batch("update tasks set holders = (select count(*) from assignments a where a.task_id = tasks.id and " + LIVE + "), "
                + "assigned_to = (select a.username from assignments a where a.task_id = tasks.id and " + LIVE + " order by a.id limit 1), "
                + "updated_at = ?, version = version + 1 where id = ?", rows);
    }

    private void expire(long datasetId, Instant now) {
        List<Long> over;
        do {
            over = sql.query("select id from assignments where dataset_id = ? and state = 'open' and expires_at <= ? limit " + Sql.PAGE,
                    r -> r.getLong(1), datasetId, now);
            giveBack(over, now);
        } while (over.size() == Sql.PAGE);
    }

    /** Data sets that have tasks whose time is up. */
    public List<Long> overdue(Instant now) {
        return sql.query("select distinct dataset_id from assignments where state = 'open' and expires_at <= ?", r -> r.getLong(1), now);
    }

    /** Takes back what is overdue in a data set. */
    public void sweep(long datasetId, Instant now) {
        if (sql.first("select id from datasets where id = ? for update", r -> r.getLong(1), datasetId).isPresent()) {
            expire(datasetId, now);
        }
    }

    /** Applies other times to what is given out already. The data set is held by the caller. */
    public void reschedule(long datasetId, Rules rules) {
        long after = 0;
        List<Object[]> rows;
        do {
            List<Object[]> page = new ArrayList<>();
            sql.each("select id, assigned_at from assignments where dataset_id = ? and state = 'open' and id > ? order by id limit " + Sql.PAGE,
                    r -> new Object[] {expiry(rules, Sql.instant(r, "assigned_at")), r.getLong(1)}, page::add, datasetId, after);
            sql.batch("update assignments set expires_at = ? where id = ?", page);
            rows = page;
            after = page.isEmpty() ? after : (Long) page.get(page.size() - 1)[1];
        } while (rows.size() == Sql.PAGE);
    }
}
