package org.fastlabel.hub.store;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.fastlabel.hub.Dataset;
import org.fastlabel.hub.Task;
import org.fastlabel.hub.store.TaskQuery.Cursor;

/** What one person has: asked for by everybody all the time, so each query is one look into an index. */
@Stateless
public class MineRepository {

    private static final String OPEN = "a.state = 'open' and (a.expires_at is null or a.expires_at > ?)";

    @Inject
    private Sql sql;

    public MineRepository() {
        // For the container.
    }

    public MineRepository(Sql sql) {
        this.sql = sql;
    }

    /** A task as the person who has it sees it. @param state open, answered or skipped @param label what this person said, or null */
    public record Mine(Task task, String state, String label) {

        /** The task's status as far as this person is concerned: it tells nothing of others, nor that the answer is known. */
        public String status() {
            return switch (state) {
                case "answered" -> Settling.LABELED;
                case "skipped" -> Settling.SKIPPED;
                default -> task.lsTask() == null ? Settling.NEW : Settling.IMPORTED;
            };
        }
    }

    /** @param next null when there are no more */
    public record Page(List<Mine> tasks, String next) {
    }

    /**
     * Hardest first, ties by number.
     *
     * @param dataset null for all
     * @param status  new, imported, labeled, skipped; open for what is to be done; null for all
     */
    public Page page(String username, Long dataset, String status, String after, int limit, Instant now) {
        List<Object> parameters = new ArrayList<>(List.of(username));
        StringBuilder where = new StringBuilder(" from assignments a join tasks t on t.id = a.task_id where a.username = ?");
        if (dataset != null) {
            where.append(" and a.dataset_id = ?");
            parameters.add(dataset);
        }
        if (status == null) {
            where.append(" and (a.state in ('answered', 'skipped') or " + OPEN + ")");
            parameters.add(now);
        } else if (status.equals(Settling.LABELED) || status.equals(Settling.SKIPPED)) {
            where.append(" and a.state = ?");
            parameters.add(status.equals(Settling.LABELED) ? "answered" : "skipped");
        } else {
            where.append(" and " + OPEN);
            parameters.add(now);
            where.append(status.equals(Settling.NEW) ? " and t.ls_task_id is null" : status.equals(Settling.IMPORTED) ? " and t.ls_task_id is not null" : "");
        }
        Cursor from = Cursor.of(after);
        parameters.addAll(List.of(from.place(), from.place(), from.id(), limit + 1));
        parameters.add(0, username);
        // Which tasks first, then what they hold: only small rows are sorted.
        List<Mine> rows = sql.query("select " + Rows.TASK + ", p.state, (select max(n.label) from annotations n where n.task_id = t.id and n.username = ? "
                + "and n.counted) as mine from (select a.task_id, a.state" + where + " and (t.place > ? or t.place = ? and t.id > ?) order by t.place, t.id "
                + "limit ?) p join tasks t on t.id = p.task_id order by t.place, t.id",
                row -> new Mine(Rows.task(row), row.getString("state"), row.getString("mine")), parameters.toArray());
        if (rows.size() <= limit) {
            return new Page(rows, null);
        }
        Task last = rows.get(limit - 1).task();
        return new Page(rows.subList(0, limit), new Cursor(last.priority() == null ? 1 : -last.priority(), last.id()).toString());
    }

    /** One of this person's tasks. */
    public Optional<Mine> find(long taskId, String username) {
        return sql.first("select " + Rows.TASK + ", a.state, (select max(n.label) from annotations n where n.task_id = a.task_id and "
                + "n.username = a.username and n.counted) as mine from assignments a join tasks t on t.id = a.task_id where a.task_id = ? and "
                + "a.username = ? and a.state <> 'returned' order by a.id desc limit 1",
                row -> new Mine(Rows.task(row), row.getString("state"), row.getString("mine")), taskId, username);
    }

    /** How many tasks of a data set this person is still to do. */
    public long remaining(String username, long dataset, Instant now) {
        return sql.number("select count(*) from assignments a where a.username = ? and a.dataset_id = ? and " + OPEN, username, dataset, now);
    }

    public record Share(Dataset dataset, long open, long labeled, long skipped) {
    }

    /** The data sets in which this person has or had something to do, the newest first. */
    public List<Share> datasets(String username, Instant now) {
        Map<Long, long[]> counts = new TreeMap<>();
        sql.each("select a.dataset_id, a.state, count(*) from assignments a where a.username = ? and (a.state in ('answered', 'skipped') or " + OPEN
                + ") group by a.dataset_id, a.state", row -> new Object[] {row.getLong(1), row.getString(2), row.getLong(3)}, row -> {
                    int place = row[1].equals("open") ? 0 : row[1].equals("answered") ? 1 : 2;
                    counts.computeIfAbsent((Long) row[0], d -> new long[3])[place] = (Long) row[2];
                }, username, now);
        if (counts.isEmpty()) {
            return List.of();
        }
        return sql.query("select " + Rows.DATASET + " from datasets where id in " + Sql.marks(counts.size()) + " order by id desc", Rows::dataset,
                counts.keySet().toArray()).stream().map(d -> {
                    long[] n = counts.get(d.id());
                    return new Share(d, n[0], n[1], n[2]);
                }).toList();
    }
}
