package org.fastlabel.hub.store;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fastlabel.api.Conflict;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.hub.Dataset;
import org.fastlabel.hub.Task;

/** What people say of tasks here. Each method is one transaction: what it has answered is committed. */
@Stateless
public class AnnotationRepository {

    private static final String MINE = " from assignments where task_id = ? and username = ? order by id desc limit 1";

    @Inject
    private Sql sql;
    @Inject
    private Settlements settlements;

    public AnnotationRepository() {
        // For the container.
    }

    public AnnotationRepository(Sql sql) {
        this.sql = sql;
        this.settlements = new Settlements(sql);
    }

    /**
     * What somebody says.
     *
     * @param label    null for a skip
     * @param reason   of a skip
     * @param submitId the same one is taken once
     * @param shown    whether the proposal was seen
     */
    public record Given(String label, String reason, Double seconds, boolean shown, String submitId) {
    }

    /** An answer as it is kept. @param choices several labels, where one was asked for; null for none or one */
    public record Said(String username, String label, List<String> choices, String skipReason, Double seconds, String origin, Instant at, Instant withdrawnAt,
                       String prelabelLabel, boolean prelabelShown) {
    }

    private record Assignment(long id, String state, Instant expiresAt) {
    }

    /**
     * Takes an answer.
     *
     * @return the data set of the task
     * @throws org.fastlabel.api.NotFound with code {@code unknown-task}, when it is not this person's either
     * @throws Conflict with code {@code assignment-returned} when it was taken back, or its time was up
     * @throws InvalidInput with code {@code unknown-label}
     */
    public long answer(long taskId, String username, Given given, Instant now) {
        settlements.lock(List.of(taskId));
        Task task = sql.first("select " + Rows.TASK + " from tasks t where t.id = ?", Rows::task, taskId).orElseThrow(TaskRepository::unknown);
        Assignment mine = sql.first("select id, state, expires_at" + MINE, row -> new Assignment(row.getLong(1), row.getString(2),
                Sql.instant(row, "expires_at")), taskId, username).orElseThrow(TaskRepository::unknown);
        Optional<Long> before = sql.first("select task_id from annotations where username = ? and submit_id = ?", row -> row.getLong(1), username,
                given.submitId());
        if (before.isPresent()) {
            if (before.get() != taskId) {
                throw new InvalidInput("bad-submit-id", "\"submit_id\" was used for another task already.");
            }
            return task.datasetId();
        }
        if (mine.state().equals("returned") || mine.state().equals("open") && mine.expiresAt() != null && !mine.expiresAt().isAfter(now)) {
            throw new Conflict("assignment-returned", "This task has gone back to the team, because its time was up or it was taken back. "
                    + "Go on with the next one.");
        }
        Dataset dataset = sql.first("select " + Rows.DATASET + " from datasets where id = ?", Rows::dataset, task.datasetId()).orElseThrow();
        if (given.label() != null && !dataset.labels().contains(given.label())) {
            throw new InvalidInput("unknown-label", "This data set has the labels " + String.join(", ", dataset.labels()) + ", and no other.");
        }
        add(dataset, task, username, given, now);
        sql.update("update assignments set state = ?, ended_at = ? where id = ?", given.label() == null ? "skipped" : "answered", now, mine.id());
        settlements.settle(dataset, List.of(taskId), now);
        return dataset.id();
    }

    private void add(Dataset dataset, Task task, String username, Given given, Instant now) {
        Optional<Long> earlier = sql.first("select id from annotations where task_id = ? and username = ? and origin = 'hub' and "
                + "withdrawn_at is null order by answered_at desc, id desc limit 1", row -> row.getLong(1), task.id(), username);
        earlier.ifPresent(id -> sql.update("update annotations set withdrawn_at = ?, counted = false where id = ?", now, id));
        Task.Proposal p = task.proposal();
        settlements.insert(List.of(new NewAnswer(task.id(), dataset.id(), username, given.label(), List.of(), given.reason(), given.seconds(), "hub",
                null, NewAnswer.Proposed.of(p), given.shown() && p != null && !dataset.rules().hidePrelabel(), given.submitId(), now, earlier.orElse(null))));
    }

    private record Last(long id, long task, Long replaces) {
    }

    /**
     * Takes back the last thing this person said in a data set; what it replaced stands again, else the task is open again.
     *
     * @return the task, or empty when nothing is left to take back
     */
    public Optional<Long> undo(long datasetId, String username, Instant now) {
        while (true) {
            Optional<Last> last = sql.first("select id, task_id, replaces from annotations where username = ? and dataset_id = ? and origin = 'hub' "
                    + "and withdrawn_at is null order by answered_at desc, id desc limit 1",
                    row -> new Last(row.getLong(1), row.getLong(2), row.getObject(3, Long.class)), username, datasetId);
            if (last.isEmpty()) {
                return Optional.empty();
            }
            long task = last.get().task();
            settlements.lock(List.of(task));
            if (sql.update("update annotations set withdrawn_at = ?, counted = false where id = ? and withdrawn_at is null", now, last.get().id()) == 0) {
                // Another window of the same person was quicker.
                continue;
            }
            if (last.get().replaces() != null) {
                sql.update("update annotations set withdrawn_at = null where id = ?", last.get().replaces());
                sql.update("update assignments set state = case when (select label from annotations where id = ?) is null then 'skipped' "
                        + "else 'answered' end where id = (select id" + MINE + ")", last.get().replaces(), task, username);
            } else {
                sql.update("update assignments set state = 'open', ended_at = null where state in ('answered', 'skipped') and id = (select id"
                        + MINE + ")", task, username);
                renewed(task, username, datasetId, now);
            }
            settlements.settle(dataset(datasetId), List.of(task), now);
            return Optional.of(task);
        }
    }

    /** A task that is open again gets its whole time again. */
    private void renewed(long task, String username, long datasetId, Instant now) {
        sql.update("update assignments set assigned_at = ?, expires_at = ? where task_id = ? and username = ? and state = 'open'", now,
                AssignmentRepository.expiry(dataset(datasetId).rules(), now), task, username);
    }

    private Dataset dataset(long id) {
        return sql.first("select " + Rows.DATASET + " from datasets where id = ?", Rows::dataset, id).orElseThrow(HubDatasetRepository::unknown);
    }

    /** The word of the person in charge, above all answers; null takes it back. */
    public void decide(long taskId, String username, String label, Instant now) {
        settlements.lock(List.of(taskId));
        long datasetId = sql.first("select dataset_id from tasks where id = ?", row -> row.getLong(1), taskId).orElseThrow(TaskRepository::unknown);
        Dataset dataset = dataset(datasetId);
        if (label != null && !dataset.labels().contains(label)) {
            throw new InvalidInput("unknown-label", "This data set has the labels " + String.join(", ", dataset.labels()) + ", and no other.");
        }
        sql.update("update annotations set withdrawn_at = ? where task_id = ? and origin = 'review' and withdrawn_at is null", now, taskId);
        if (label != null) {
            settlements.insert(List.of(NewAnswer.decision(taskId, datasetId, username, label, now)));
        }
        settlements.settle(dataset, List.of(taskId), now);
    }

    /** What came with an item: a label, as the word of who brought it in, or null; and what others had said of it. */
    public record Brought(String label, List<Told> told) {
    }

    /**
     * An answer that came with an item.
     *
     * @param label    null for a skip, and for several
     * @param choices  several labels, where one was asked for; else empty
     * @param decision whether it was the word of a person in charge
     * @param at       null where that is not known
     */
    public record Told(String username, String label, List<String> choices, String reason, Double seconds, boolean decision, Instant at) {

        /** Whether there is anything in it to be shown or counted. */
        public boolean skip() {
            return label == null && choices.isEmpty();
        }
    }

    /** @param ids tasks just put in @param brought what came with each of them */
    public void brought(Dataset dataset, long[] ids, List<Brought> brought, Instant now) {
        List<NewAnswer> answers = new ArrayList<>();
        List<Long> touched = new ArrayList<>();
        for (int i = 0; i < ids.length; i++) {
            long task = ids[i];
            int before = answers.size();
            for (Told t : brought.get(i).told()) {
                answers.add(new NewAnswer(task, dataset.id(), t.username(), t.label(), t.choices(), t.reason(), t.seconds(),
                        t.decision() ? Settlements.DECISION : "upload", null, NewAnswer.Proposed.NOTHING, false, null, t.at() == null ? now : t.at(), null));
            }
            if (brought.get(i).label() != null) {
                answers.add(NewAnswer.decision(task, dataset.id(), dataset.createdBy(), brought.get(i).label(), now));
            }
            if (answers.size() > before) {
                touched.add(task);
            }
        }
        settlements.insert(answers);
        settlements.settle(dataset, touched, now);
    }

    private static final String SAID = "username, label, choices, skip_reason, seconds, origin, answered_at, withdrawn_at, prelabel_label, "
            + "prelabel_shown";

    private static Said said(ResultSet row) throws SQLException {
        return new Said(row.getString("username"), row.getString("label"), HubCodec.choices(row.getString("choices")), row.getString("skip_reason"),
                row.getObject("seconds", Double.class), row.getString("origin"), Sql.instant(row, "answered_at"), Sql.instant(row, "withdrawn_at"),
                row.getString("prelabel_label"), row.getBoolean("prelabel_shown"));
    }

    /** All that was said of a task, the newest first. */
    public List<Said> of(long taskId) {
        return sql.query("select " + SAID + " from annotations where task_id = ? order by answered_at desc, id desc limit 200",
                AnnotationRepository::said, taskId);
    }

    /** What is said of some tasks and was not taken back, the oldest first. @param tasks at most {@link Sql#PAGE} */
    public Map<Long, List<Said>> inForce(List<Long> tasks) {
        Map<Long, List<Said>> byTask = new HashMap<>();
        if (!tasks.isEmpty()) {
            sql.each("select task_id, " + SAID + " from annotations where withdrawn_at is null and task_id in " + Sql.marks(tasks.size())
                    + " order by answered_at, id", row -> Map.entry(row.getLong(1), said(row)),
                    e -> byTask.computeIfAbsent(e.getKey(), t -> new ArrayList<>()).add(e.getValue()), tasks.toArray());
        }
        return byTask;
    }
}
