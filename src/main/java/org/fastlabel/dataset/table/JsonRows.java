package org.fastlabel.dataset.table;

import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** A list of objects, or one object per line. */
public final class JsonRows<R> implements RowWriter<R> {

    private static final JsonProvider JSON = JsonProvider.provider();

    private final List<Column<R>> columns;
    private final List<String> names;
    private final Writer out;
    private final boolean lines;
    private boolean first = true;

    public JsonRows(List<Column<R>> columns, Writer out, boolean lines) {
        this.columns = columns;
        this.names = columns.stream().map(c -> quoted(c.name()) + ":").toList();
        this.out = out;
        this.lines = lines;
    }

    public static String quoted(String text) {
        return JSON.createValue(text).toString();
    }

    @Override
    public void begin() throws IOException {
        out.write(lines ? "" : "[");
    }

    @Override
    public void row(R row) throws IOException {
        if (!lines) {
            out.write(first ? "\n" : ",\n");
        }
        first = false;
        char before = '{';
        for (int i = 0; i < columns.size(); i++) {
            out.write(before);
            out.write(names.get(i));
            Object value = columns.get(i).value().apply(row);
            out.write(value instanceof String s ? quoted(s) : String.valueOf(value));
            before = ',';
        }
        out.write(lines ? "}\n" : "}");
    }

    @Override
    public void end() throws IOException {
        out.write(lines ? "" : "\n]\n");
        out.flush();
    }
}
