package org.fastlabel.dataset.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.fastlabel.api.InvalidInput;

/**
 * A table in a file: {@code .json} and {@code .jsonl} as JSON, everything else as CSV. Rows are numbered from 0 in the order of the
 * file, also those that turn out to be broken, so that a table that grows at its end keeps its numbers. Safe from any thread.
 */
public final class Table implements AutoCloseable {

    /** Rows of more bytes are not read. */
    static final int MAX_ROW = 4 << 20;
    private static final int HEAD = 1 << 12;

    private final RowFormat format;
    private final Spans spans;
    private final FileParts file;
    private final String notice;

    private Table(RowFormat format, Spans spans, FileParts file, String notice) {
        this.format = format;
        this.spans = spans;
        this.file = file;
        this.notice = notice;
    }

    /**
     * Looks through the whole file: some hundred megabytes a second.
     *
     * @param cacheDir for a copy of a file that is not in UTF-8
     * @throws InvalidInput with code {@code no-such-table}, {@code too-large-table}, {@code empty-table}, {@code not-text},
     *         {@code bad-table} or {@code too-many-items}
     */
    public static Table open(Path path, Path cacheDir) {
        Utf8File file = Utf8File.of(path, cacheDir);
        FileParts parts = new FileParts(file.path());
        try {
            Spans spans = new Spans();
            RowFormat format = json(path) ? json(file, spans, parts) : csv(file, spans);
            if (spans.size() == 0) {
                throw new InvalidInput("empty-table", "The table has no rows.");
            }
            return new Table(format, spans, parts, file.notice());
        } catch (IOException e) {
            parts.close();
            throw new InvalidInput("no-such-table", "The file cannot be read.", e);
        } catch (RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    private static RowFormat csv(Utf8File file, Spans spans) throws IOException {
        CsvFormat format = CsvFormat.of(file.head(CsvFormat.MAX_HEADER));
        try (InputStream in = file.stream()) {
            format.rows(in, file.start(), spans);
        }
        return format;
    }

    private static RowFormat json(Utf8File file, Spans spans, FileParts parts) throws IOException {
        boolean tasks = JsonFormat.tasks(file.head(HEAD));
        try (InputStream in = file.stream()) {
            JsonFormat.rows(tasks, in, file.start(), spans);
        }
        return JsonFormat.of(tasks, spans, parts::read);
    }

    static boolean json(Path path) {
        return path.getFileName().toString().toLowerCase(Locale.ROOT).matches(".*\\.(jsonl?|ndjson)");
    }

    public int rows() {
        return spans.size();
    }

    public List<String> columns() {
        return format.columns();
    }

    /** Something that the person should know, or null. */
    public String notice() {
        return notice;
    }

    /** The place of a column by its name, in any case; -1 when there is none. */
    public int find(String name) {
        int exact = columns().indexOf(name);
        for (int i = 0; exact < 0 && i < columns().size(); i++) {
            exact = columns().get(i).equalsIgnoreCase(name.strip()) ? i : -1;
        }
        return exact;
    }

    /** The place of a column. @throws InvalidInput with code {@code no-such-column}, naming those that are there */
    public int column(String name) {
        int column = find(name);
        if (column < 0) {
            throw new InvalidInput("no-such-column", "The table has no column \"" + shortened(name) + "\"; " + described() + ".");
        }
        return column;
    }

    /** The columns in words, for a message. */
    public String described() {
        List<String> names = columns().stream().limit(20).map(n -> "\"" + shortened(n) + "\"").toList();
        return names.isEmpty() ? "no row has a column"
                : "its columns are " + String.join(", ", names) + (columns().size() > names.size() ? " and more" : "");
    }

    private static String shortened(String name) {
        return name.length() <= 40 ? name : name.substring(0, 40) + "…";
    }

    /**
     * Reads one row.
     *
     * @return a cell for each column, null where the row has none
     * @throws InvalidInput with code {@code bad-row}; the message goes on from "row 3"
     */
    public String[] cells(int row) {
        return format.cells(written(row));
    }

    /** Whether its rows are JSON objects. */
    public boolean objects() {
        return format instanceof JsonFormat;
    }

    /** One row as it stands in the file. @throws InvalidInput as {@link #cells} */
    public String written(int row) {
        if (spans.length(row) > MAX_ROW) {
            throw new InvalidInput("bad-row", "is larger than 4 MB");
        }
        try {
            return new String(file.read(spans.start(row), spans.length(row)), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new InvalidInput("bad-row", "is no longer there", e);
        }
    }

    @Override
    public void close() {
        file.close();
    }
}
