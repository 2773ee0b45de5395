package org.fastlabel.labeling.transfer;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.stream.Collectors;
import org.fastlabel.labeling.transfer.Column.Type;

/**
 * CSV after RFC 4180. A text may begin as a formula does in a spreadsheet ({@code = + - @}). A file name is then written as
 * {@code ./=name}, which no spreadsheet evaluates and which, as a relative path, still names the same file; other texts get the
 * apostrophe that spreadsheets take for "this is text".
 */
final class CsvRows implements RowWriter {

    private final List<Column> columns;
    private final Writer out;

    CsvRows(List<Column> columns, Writer out) {
        this.columns = columns;
        this.out = out;
    }

    @Override
    public void begin() throws IOException {
        out.write(columns.stream().map(c -> quoted(c.name())).collect(Collectors.joining(",")) + "\r\n");
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
        boolean formula = !text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0;
        return quoted(!formula ? text : (type == Type.NAME ? "./" : "'") + text);
    }

    private static String quoted(String text) {
        boolean needed = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n') || !text.equals(text.strip());
        return needed ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    @Override
    public void end() throws IOException {
        out.flush();
    }
}
