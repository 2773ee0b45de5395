package org.fastlabel.hub.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fastlabel.hub.Dataset;
import org.fastlabel.hub.store.Settling.Answer;
import org.fastlabel.hub.store.Settling.Outcome;

/** Notes at tasks what the answers to them amount to. Every way into the answers ends here. */
@ApplicationScoped
public class Settlements {

    static final String DECISION = "review";

    @Inject
    private Sql sql;

    public Settlements() {
        // For the container.
    }

    public Settlements(Sql sql) {
        this.sql = sql;
    }

    private record State(long id, int wanted, String gold, boolean outside, String status, String label, String by) {
    }

    private record Said(long task, Answer answer, boolean counted) {
    }

    /** Holds these tasks for this transaction; always in the order of their numbers, so that no two wait for each other. */
    public List<Long> lock(Collection<Long> tasks) {
        List<Long> held = new ArrayList<>();
        for (List<Long> page : Sql.pages(tasks.stream().sorted().distinct().toList())) {
            held.addAll(sql.query("select id from tasks where id in " + Sql.marks(page.size()) + " order by id for update",
                    row -> row.getLong(1), page.toArray()));
        }
        return held;
    }

    /**
     * Settles tasks of one data set anew.
     *
     * @param tasks held by {@link #lock}, at most {@link Sql#PAGE}
     */
    public Map<Long, Outcome> settle(Dataset dataset, List<Long> tasks, Instant now) {
        Map<Long, Outcome> outcomes = new HashMap<>();
        if (tasks.isEmpty()) {
            return outcomes;
        }
        String in = " in " + Sql.marks(tasks.size());
        Map<Long, List<Said>> said = new HashMap<>();
        sql.each("select task_id, id, username, label, answered_at, origin, counted, choices from annotations where withdrawn_at is null and task_id" + in,
                row -> new Said(row.getLong(1), new Answer(row.getLong(2), row.getString(3), row.getString(4), row.getString(8) != null, Sql.instant(row, "answered_at"),
                        DECISION.equals(row.getString(6))), row.getBoolean(7)),
                s -> said.computeIfAbsent(s.task(), t -> new ArrayList<>()).add(s), tasks.toArray());
        List<Object[]> changed = new ArrayList<>();
        List<Object[]> counted = new ArrayList<>();
        sql.each("select id, overlap, gold_label, ls_task_id, status, label, labeled_by from tasks where id" + in + " order by id",
                row -> new State(row.getLong(1), row.getInt(2), row.getString(3), row.getObject(4, Long.class) != null, row.getString(5),
                        row.getString(6), row.getString(7)),
                task -> {
                    List<Said> of = said.getOrDefault(task.id(), List.of());
                    Outcome outcome = Settling.settle(of.stream().map(Said::answer).toList(), new Settling.Question(dataset.labels(),
                            task.wanted(), dataset.rules().settle().equals("review"), task.gold(), task.outside()));
                    outcomes.put(task.id(), outcome);
                    if (!outcome.status().equals(task.status()) || !Objects.equals(outcome.label(), task.label())
                            || !Objects.equals(outcome.by(), task.by())) {
                        changed.add(new Object[] {outcome.status(), outcome.label(), outcome.by(), outcome.at(), now, task.id()});
                    }
                    for (Said s : of) {
                        boolean counts = outcome.counted().contains(s.answer().id());
                        if (counts != s.counted()) {
                            counted.add(new Object[] {counts, s.answer().id()});
                        }
                    }
                }, tasks.toArray());
        sql.batch("update tasks set status = ?, label = ?, labeled_by = ?, labeled_at = ?, updated_at = ?, version = version + 1 where id = ?",
                changed);
        sql.batch("update annotations set counted = ? where id = ?", counted);
        return outcomes;
    }

    /** All tasks of a data set that have answers, or are settled: its labels or rules have changed. */
    public void settleAll(Dataset dataset, Instant now) {
        long after = 0;
        List<Long> page;
        do {
            page = sql.query("select id from tasks t where dataset_id = ? and id > ? and (status not in ('new', 'imported') or exists "
                    + "(select 1 from annotations a where a.task_id = t.id and a.withdrawn_at is null)) order by id limit " + Sql.PAGE,
                    row -> row.getLong(1), dataset.id(), after);
            settle(dataset, lock(page), now);
            after = page.isEmpty() ? after : page.get(page.size() - 1);
        } while (page.size() == Sql.PAGE);
    }

    /** Adds answers. */
    void insert(List<NewAnswer> answers) {
        long[] numbers = sql.ids("annotations_seq", answers.size());
        List<Object[]> rows = new ArrayList<>();
        for (int i = 0; i < numbers.length; i++) {
            rows.add(answers.get(i).row(numbers[i]));
        }
        sql.batch("insert into annotations (" + NewAnswer.COLUMNS + ") values " + Sql.marks(17), rows);
    }
}
