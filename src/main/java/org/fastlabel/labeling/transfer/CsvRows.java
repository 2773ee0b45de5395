package org.fastlabel.labeling.transfer;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.stream.Collectors;
import org.fastlabel.dataset.table.CsvText;
import org.fastlabel.labeling.transfer.Column.Type;

/** CSV after RFC 4180, with names and texts as {@link CsvText} writes them. */
final class CsvRows implements RowWriter {

    private final List<Column> columns;
    private final Writer out;

    CsvRows(List<Column> columns, Writer out) {
        this.columns = columns;
        this.out = out;
    }

    @Override
    public void begin() throws IOException {
        out.write(columns.stream().map(c -> CsvText.quoted(c.name())).collect(Collectors.joining(",")) + "\r\n");
    }

    @Override
    public void row(Row row) throws IOException {
        for (int i = 0; i < columns.size(); i++) {
            out.write(i == 0 ? "" : ",");
            out.write(cell(columns.get(i).value().apply(row), columns.get(i).type()));
        }
        out.write("\r\n");
    }

    static String cell(Object value, Type type) {
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
