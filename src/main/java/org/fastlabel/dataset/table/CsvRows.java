package org.fastlabel.dataset.table;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.stream.Collectors;
import org.fastlabel.dataset.table.Column.Type;

/** CSV after RFC 4180, with names and texts as {@link CsvText} writes them. */
public final class CsvRows<R> implements RowWriter<R> {

    private final List<Column<R>> columns;
    private final Writer out;

    public CsvRows(List<Column<R>> columns, Writer out) {
        this.columns = columns;
        this.out = out;
    }

    @Override
    public void begin() throws IOException {
        out.write(columns.stream().map(c -> CsvText.quoted(c.name())).collect(Collectors.joining(",")) + "\r\n");
    }

    @Override
    public void row(R row) throws IOException {
        for (int i = 0; i < columns.size(); i++) {
            out.write(i == 0 ? "" : ",");
            out.write(cell(columns.get(i).value().apply(row), columns.get(i).type()));
        }
        out.write("\r\n");
    }

    public static String cell(Object value, Type type) {
        if (value == null) {
            return "";
        }
        if (!(value instanceof String text)) {
            return value.toString();
        }
        return type == Type.NAME ? CsvText.name(text) : CsvText.text(text);
    }

    @Override
    public void end() throws IOException {
        out.flush();
    }
}
