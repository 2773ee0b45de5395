package org.fastlabel.hub.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fastlabel.hub.Dataset;
import org.fastlabel.hub.Task;
import org.fastlabel.hub.TaskLedger.OutsideAnswer;
import org.fastlabel.hub.store.Settling.Outcome;

/** Puts what Label Studio holds for tasks in the place of what it held before. */
final class OutsideAnswers {

    private final Sql sql;
    private final Settlements settlements;

    OutsideAnswers(Sql sql, Settlements settlements) {
        this.sql = sql;
        this.settlements = settlements;
    }

    private record Known(long id, long task, long outside, String username, String label, String choices, Double seconds, Instant at,
                         boolean withdrawn) {

        boolean says(OutsideAnswer a) {
            return !withdrawn && username.equals(name(a)) && Objects.equals(label, a.label())
                    && Objects.equals(choices, HubCodec.choices(a.choices())) && Objects.equals(seconds, a.seconds())
                    && at.toEpochMilli() == a.at().toEpochMilli();
        }
    }

    private static String name(OutsideAnswer a) {
        return NewAnswer.name(a.username());
    }

    /** @param tasks of one data set, held, at most {@link Sql#PAGE} @return how many of them are labelled now */
    int take(Dataset dataset, List<Task> tasks, Map<Long, List<OutsideAnswer>> answers, Instant now) {
        List<Long> ids = tasks.stream().map(Task::id).toList();
        String in = Sql.marks(ids.size());
        Map<Long, Map<Long, Known>> known = new HashMap<>();
        sql.each("select id, task_id, ls_annotation_id, username, label, seconds, answered_at, withdrawn_at, choices from annotations "
                + "where origin = 'label-studio' and task_id in " + in,
                row -> new Known(row.getLong(1), row.getLong(2), row.getLong(3), row.getString(4), row.getString(5),
                        row.getString(9), row.getObject(6, Double.class), Sql.instant(row, "answered_at"), Sql.instant(row, "withdrawn_at") != null),
                k -> known.computeIfAbsent(k.task(), t -> new HashMap<>()).put(k.outside(), k), ids.toArray());
        List<Object[]> changed = new ArrayList<>();
        List<NewAnswer> added = new ArrayList<>();
        List<Object[]> gone = new ArrayList<>();
        for (Task task : tasks) {
            Map<Long, Known> before = known.getOrDefault(task.id(), Map.of());
            Map<Long, OutsideAnswer> after = new HashMap<>();
            answers.get(task.id()).forEach(a -> after.put(a.lsAnnotation(), a));
            after.forEach((number, a) -> {
                Known k = before.get(number);
                if (k == null) {
                    added.add(new NewAnswer(task.id(), dataset.id(), a.username(), a.label(), a.choices(), null, a.seconds(), "label-studio", number,
                            new NewAnswer.Proposed(a.proposed(), null, null), a.proposed() != null, null, a.at(), null));
                } else if (!k.says(a)) {
                    changed.add(new Object[] {name(a), a.label(), HubCodec.choices(a.choices()), a.seconds(), a.at(), k.id()});
                }
            });
            before.values().stream().filter(k -> !k.withdrawn() && !after.containsKey(k.outside()))
                    .forEach(k -> gone.add(new Object[] {now, k.id()}));
        }
        settlements.insert(added);
        sql.batch("update annotations set username = ?, label = ?, choices = ?, seconds = ?, answered_at = ?, withdrawn_at = null where id = ?", changed);
        sql.batch("update annotations set withdrawn_at = ?, counted = false where id = ?", gone);
        Map<Long, Outcome> outcomes = settlements.settle(dataset, ids, now);
        assignments(outcomes, now);
        return (int) outcomes.values().stream().filter(o -> o.status().equals(Settling.LABELED)).count();
    }

    /** Who had a task that is done there need not do it here; who has one whose answer is gone there has it again. */
    private void assignments(Map<Long, Outcome> outcomes, Instant now) {
        List<Long> done = new ArrayList<>();
        List<Long> open = new ArrayList<>();
        outcomes.forEach((task, o) -> (o.status().equals(Settling.NEW) || o.status().equals(Settling.IMPORTED) ? open : done).add(task));
        if (!done.isEmpty()) {
            List<Object> parameters = new ArrayList<>(List.of(now));
            parameters.addAll(done);
            sql.update("update assignments set state = 'answered', ended_at = ? where state = 'open' and task_id in " + Sql.marks(done.size()),
                    parameters.toArray());
        }
        if (!open.isEmpty()) {
            sql.update("update assignments set state = 'open', ended_at = null where state in ('answered', 'skipped') and not exists "
                    + "(select 1 from annotations n where n.task_id = assignments.task_id and n.username = assignments.username "
                    + "and n.withdrawn_at is null) and task_id in " + Sql.marks(open.size()), open.toArray());
            List<Object> parameters = new ArrayList<>(List.of(now));
            parameters.addAll(open);
            sql.update("update assignments set state = 'answered', ended_at = ? where state = 'open' and exists "
                    + "(select 1 from annotations n where n.task_id = assignments.task_id and n.username = assignments.username "
                    + "and n.withdrawn_at is null) and task_id in " + Sql.marks(open.size()), parameters.toArray());
        }
    }
}
