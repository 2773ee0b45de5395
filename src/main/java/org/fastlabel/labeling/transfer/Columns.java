package org.fastlabel.labeling.transfer;

import java.util.ArrayList;
import java.util.List;
import org.fastlabel.dataset.table.Column;
import org.fastlabel.dataset.table.Column.Type;
import org.fastlabel.labeling.Classes;
import org.fastlabel.labeling.Classes.LabelClass;

/** The columns of an exported table. */
final class Columns {

    private Columns() {
    }

    /**
     * Of two classes {@code filename,label} and for predictions {@code prediction,prob_pos}; of many also the classes' names, the
     * confidence, and a probability per class. Texts come with their words.
     */
    static List<Column<Row>> of(Classes classes, boolean predictions, boolean texts) {
        List<Column<Row>> columns = new ArrayList<>();
        columns.add(new Column<>("filename", Type.NAME, Row::filename));
        columns.add(new Column<>("label", Type.INTEGER, row -> row.labelled() ? row.label() : null));
        if (classes.binary()) {
            if (predictions) {
                columns.add(new Column<>("prediction", Type.INTEGER, row -> row.predicted() ? row.prediction() : null));
                columns.add(new Column<>("prob_pos", Type.REAL, row -> row.predicted() ? row.prob(1) : null));
            }
        } else {
            columns.add(new Column<>("label_name", Type.TEXT, row -> row.labelled() ? name(classes, row.label()) : null));
            if (predictions) {
                many(classes, columns);
            }
        }
        if (texts) {
            columns.add(new Column<>("text", Type.TEXT, Row::text));
        }
        return columns;
    }

    private static void many(Classes classes, List<Column<Row>> columns) {
        columns.add(new Column<>("prediction", Type.INTEGER, row -> row.predicted() ? row.prediction() : null));
        columns.add(new Column<>("prediction_name", Type.TEXT, row -> row.predicted() ? name(classes, row.prediction()) : null));
        columns.add(new Column<>("confidence", Type.REAL, row -> row.predicted() ? row.prob(row.prediction()) : null));
        for (LabelClass c : classes.live()) {
            columns.add(new Column<>("prob_" + c.name(), Type.REAL, row -> row.predicted() ? row.prob(c.id()) : null));
        }
    }

    static String name(Classes classes, int id) {
        return classes.all().get(id).name();
    }
}
