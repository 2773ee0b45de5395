package org.fastlabel.hub.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.fastlabel.dataset.MediaKind;
import org.fastlabel.hub.Dataset;
import org.fastlabel.hub.Task;

/** How rows read. */
final class Rows {

    static final String DATASET = "id, name, kind, labels, instructions, source, rules, prompt, ls_project_id, created_at, created_by";
    /** Of a table called t. */
    static final String TASK = "t.id, t.dataset_id, t.item_key, t.data, t.status, t.ls_project_id, t.ls_task_id, t.assigned_to, t.label, "
            + "t.gold_label, t.prelabel_json, t.prelabel_label, t.prelabel_score, t.prelabel_model, t.model_prob, t.uncertainty_score, t.priority, "
            + "t.updated_at";

    static final String ROW = TASK + ", t.labeled_by, t.labeled_at";

    private Rows() {
    }

    static Dataset dataset(ResultSet row) throws SQLException {
        return new Dataset(row.getLong("id"), row.getString("name"), MediaKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                HubCodec.labels(row.getString("labels")), row.getString("instructions"), HubCodec.object(row.getString("source")),
                HubCodec.rules(row.getString("rules")), row.getString("prompt"), row.getObject("ls_project_id", Long.class),
                Sql.instant(row, "created_at"), row.getString("created_by"));
    }

    static Task task(ResultSet row) throws SQLException {
        String proposed = row.getString("prelabel_label");
        Task.Proposal proposal = proposed == null ? null : new Task.Proposal(proposed, row.getDouble("prelabel_score"),
                row.getString("prelabel_model"), HubCodec.object(row.getString("prelabel_json")));
        return new Task(row.getLong("id"), row.getLong("dataset_id"), row.getString("item_key"), HubCodec.object(row.getString("data")),
                row.getString("status"), row.getObject("ls_project_id", Long.class), row.getObject("ls_task_id", Long.class),
                row.getString("assigned_to"), row.getString("label"), row.getString("gold_label"), proposal,
                row.getObject("model_prob", Double.class), row.getObject("uncertainty_score", Double.class),
                row.getObject("priority", Integer.class), Sql.instant(row, "updated_at"));
    }

    static TaskRow row(ResultSet row) throws SQLException {
        return new TaskRow(task(row), row.getString("labeled_by"), Sql.instant(row, "labeled_at"), List.of());
    }
}
