package org.fastlabel.hub.store;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fastlabel.api.NotFound;
import org.fastlabel.dataset.MediaKind;
import org.fastlabel.hub.Dataset;
import org.fastlabel.hub.Rules;

/** Data sets. */
@Stateless
public class HubDatasetRepository {

    @Inject
    private Sql sql;

    public HubDatasetRepository() {
        // For the container.
    }

    public HubDatasetRepository(Sql sql) {
        this.sql = sql;
    }

    /** A data set that is to be made. */
    public record NewDataset(String name, MediaKind kind, List<String> labels, String instructions, JsonObject source, Rules rules, String by) {
    }

    /** @return its number */
    public long add(NewDataset d, Instant now) {
        long id = sql.next("datasets_seq");
        sql.update("insert into datasets (id, name, kind, labels, instructions, source, rules, created_at, created_by, version) "
                + "values (?, ?, ?, ?, ?, ?, ?, ?, ?, 0)", id, d.name(), d.kind().wireName(), HubCodec.write(d.labels()), d.instructions(),
                d.source().toString(), HubCodec.write(d.rules()), now, d.by());
        return id;
    }

    public Optional<Dataset> find(long id) {
        return sql.first("select " + Rows.DATASET + " from datasets where id = ?", Rows::dataset, id);
    }

    /** @throws NotFound with code {@code unknown-dataset} */
    public Dataset get(long id) {
        return find(id).orElseThrow(HubDatasetRepository::unknown);
    }

    public static NotFound unknown() {
        return new NotFound("unknown-dataset", "There is no such data set; it may have been deleted.");
    }

    /** Holds everybody else off giving out and taking back its tasks, and off its rules, until the transaction ends. */
    public Dataset locked(long id) {
        return sql.first("select " + Rows.DATASET + " from datasets where id = ? for update", Rows::dataset, id)
                .orElseThrow(HubDatasetRepository::unknown);
    }

    /** The newest first. @param before number of the last one seen, or null */
    public List<Dataset> page(Long before, int limit) {
        return sql.query("select " + Rows.DATASET + " from datasets where id < ? order by id desc limit ?", Rows::dataset,
                before == null ? Long.MAX_VALUE : before, limit);
    }

    public void change(long id, String name, List<String> labels, String instructions, Rules rules) {
        sql.update("update datasets set name = ?, labels = ?, instructions = ?, rules = ?, version = version + 1 where id = ?", name,
                HubCodec.write(labels), instructions, HubCodec.write(rules), id);
    }

    /** Fills in what was understood of the source while its items were read. */
    public void understood(long id, MediaKind kind, JsonObject source) {
        sql.update("update datasets set kind = ?, source = ? where id = ?", kind.wireName(), source.toString(), id);
    }

    /** Signed addresses of its pictures and sounds with another number than this have ended. */
    public int mediaVersion(long id) {
        return sql.first("select media_version from datasets where id = ?", row -> row.getInt(1), id).orElseThrow(HubDatasetRepository::unknown);
    }

    public void endMedia(long id) {
        if (sql.update("update datasets set media_version = media_version + 1 where id = ?", id) == 0) {
            throw unknown();
        }
    }

    /** With its tasks and all that was said of them. */
    public int delete(long id) {
        sql.update("delete from annotations where dataset_id = ?", id);
        sql.update("delete from assignments where dataset_id = ?", id);
        int tasks = sql.update("delete from tasks where dataset_id = ?", id);
        sql.update("delete from datasets where id = ?", id);
        return tasks;
    }

    /** How many tasks of each status; of those that have none, nothing. */
    public Map<String, Long> byStatus(long id) {
        Map<String, Long> counts = new HashMap<>();
        sql.each("select status, count(*) from tasks where dataset_id = ? group by status", row -> Map.entry(row.getString(1), row.getLong(2)),
                e -> counts.put(e.getKey(), e.getValue()), id);
        return counts;
    }

    /** How many tasks somebody has or has answered. */
    public long assigned(long id) {
        return sql.number("select count(*) from tasks where dataset_id = ? and assigned_to is not null", id);
    }

    /** How many tasks and answers in force use a label. */
    public long uses(long id, String label) {
        return sql.number("select count(*) from tasks t where t.dataset_id = ? and (t.label = ? or t.gold_label = ? or exists "
                + "(select 1 from annotations a where a.task_id = t.id and a.label = ? and a.withdrawn_at is null))", id, label, label, label);
    }

    /** Tasks that are in Label Studio, by project there: their numbers here. */
    public Map<Long, List<Long>> outside(long id) {
        Map<Long, List<Long>> numbers = new HashMap<>();
        sql.each("select ls_project_id, id from tasks where dataset_id = ? and ls_task_id is not null order by id",
                row -> Map.entry(row.getLong(1), row.getLong(2)), e -> numbers.computeIfAbsent(e.getKey(), p -> new ArrayList<>()).add(e.getValue()), id);
        return numbers;
    }
}
