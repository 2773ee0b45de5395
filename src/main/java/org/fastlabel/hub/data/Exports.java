package org.fastlabel.hub.data;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.fastlabel.dataset.table.Column;
import org.fastlabel.dataset.table.Column.Type;
import org.fastlabel.dataset.table.CsvRows;
import org.fastlabel.dataset.table.JsonRows;
import org.fastlabel.dataset.table.RowWriter;
import org.fastlabel.hub.Dataset;
import org.fastlabel.hub.store.AnnotationRepository;
import org.fastlabel.hub.store.Sql;
import org.fastlabel.hub.store.TaskRepository;
import org.fastlabel.hub.store.TaskRow;

/** A data set as a file, a page at a time: what goes out is never held. */
@ApplicationScoped
public class Exports {

    private static final List<Column<TaskRow>> COLUMNS = List.of(
            column("id", Type.LONG, t -> t.task().id()),
            column("key", Type.NAME, t -> t.task().key()),
            column("text", Type.TEXT, t -> t.task().data().getString("text", null)),
            column("status", Type.TEXT, t -> t.task().status()),
            column("label", Type.TEXT, t -> t.task().label()),
            column("labeled_by", Type.TEXT, TaskRow::labeledBy),
            column("labeled_at", Type.TEXT, t -> t.labeledAt() == null ? null : t.labeledAt().toString()),
            column("assigned_to", Type.TEXT, t -> t.task().assignedTo()),
            column("gold_label", Type.TEXT, t -> t.task().gold()),
            column("prelabel_label", Type.TEXT, t -> t.task().proposal() == null ? null : t.task().proposal().label()),
            column("prelabel_score", Type.REAL, t -> t.task().proposal() == null ? null : t.task().proposal().score()),
            column("prelabel_model", Type.TEXT, t -> t.task().proposal() == null ? null : t.task().proposal().model()),
            column("model_prob", Type.REAL, t -> t.task().modelProb()),
            column("uncertainty_score", Type.REAL, t -> t.task().uncertainty()),
            column("priority", Type.INTEGER, t -> t.task().priority()),
            column("ls_task_id", Type.LONG, t -> t.task().lsTask()));

    @EJB
    private TaskRepository tasks;
    @EJB
    private AnnotationRepository annotations;

    public Exports() {
        // For the container.
    }

    Exports(TaskRepository tasks, AnnotationRepository annotations) {
        this.tasks = tasks;
        this.annotations = annotations;
    }

    private static Column<TaskRow> column(String name, Type type, Function<TaskRow, Object> value) {
        return new Column<>(name, type, value);
    }

    /** @param format csv, jsonl or label-studio */
    void write(Dataset dataset, String format, OutputStream to) throws IOException {
        Writer out = new BufferedWriter(new OutputStreamWriter(to, StandardCharsets.UTF_8));
        RowWriter<TaskRow> rows = switch (format) {
            case "csv" -> new CsvRows<>(COLUMNS, out);
            case "jsonl" -> new JsonRows<>(COLUMNS, out, true);
            default -> new LabelStudioRows(dataset.kind(), annotations, out);
        };
        rows.begin();
        long after = 0;
        List<TaskRow> page = tasks.after(dataset.id(), after, Sql.PAGE);
        while (!page.isEmpty()) {
            if (rows instanceof LabelStudioRows outside) {
                outside.said(page);
            }
            for (TaskRow row : page) {
                rows.row(row);
            }
            after = page.get(page.size() - 1).task().id();
            page = page.size() < Sql.PAGE ? List.of() : tasks.after(dataset.id(), after, Sql.PAGE);
        }
        rows.end();
        out.flush();
    }
}
