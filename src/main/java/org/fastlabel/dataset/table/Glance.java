package org.fastlabel.dataset.table;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.fastlabel.api.InvalidInput;

/**
 * What the beginning of a table tells of it.
 *
 * @param columns their names; empty when it is no table
 * @param first   the cells of the first row, null where it has none; empty when there is no row
 * @param rows    how many there are
 * @param about   whether that was estimated from the first 64 kB
 */
public record Glance(List<String> columns, List<String> first, long rows, boolean about) {

    private static final int HEAD = 1 << 16;
    private static final Glance NOTHING = new Glance(List.of(), List.of(), 0, false);

    /** Reads 64 kB at most; never fails on a bad table. @throws IOException when the file cannot be read */
    public static Glance at(Path path) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(path)) {
            bytes = in.readNBytes(HEAD);
        }
        boolean all = bytes.length < HEAD;
        try {
            byte[] head = all ? utf8(bytes) : utf8(Arrays.copyOf(bytes, endOfLine(bytes)));
            Spans spans = new Spans();
            RowFormat format = format(path, head, spans);
            if (spans.size() == 0 || spans.length(0) > HEAD) {
                return new Glance(format.columns(), List.of(), all ? 0 : 1, !all);
            }
            int last = spans.size() - 1;
            double seen = spans.start(last) + spans.length(last) - spans.start(0);
            long rows = all ? spans.size() : Math.round(Files.size(path) * (spans.size() / (seen + spans.size())));
            String first = new String(head, (int) spans.start(0), spans.length(0), StandardCharsets.UTF_8);
            return new Glance(format.columns(), cells(format, first), rows, !all);
        } catch (InvalidInput e) {
            return NOTHING;
        }
    }

    private static List<String> cells(RowFormat format, String row) {
        try {
            return Arrays.asList(format.cells(row));
        } catch (InvalidInput e) {
            return List.of();
        }
    }

    /** A letter that is cut at the end would make the whole look like another encoding. */
    private static int endOfLine(byte[] bytes) {
        for (int i = bytes.length - 1; i > 0; i--) {
            if (bytes[i] == '\n') {
                return i + 1;
            }
        }
        return bytes.length;
    }

    private static byte[] utf8(byte[] bytes) {
        return Encoding.decode(bytes).getBytes(StandardCharsets.UTF_8);
    }

    private static RowFormat format(Path path, byte[] head, Spans spans) throws IOException {
        if (!Table.json(path)) {
            CsvFormat format = CsvFormat.of(head);
            try {
                format.rows(new ByteArrayInputStream(head), 0, spans);
            } catch (InvalidInput e) {
                // Only the end is missing here, not in the file.
                return format;
            }
            return format;
        }
        boolean tasks = JsonFormat.tasks(head);
        try {
            JsonFormat.rows(tasks, new ByteArrayInputStream(head), 0, spans);
        } catch (InvalidInput e) {
            // As above: what was found so far is enough.
            return JsonFormat.of(tasks, spans, (start, length) -> piece(head, start, length));
        }
        return JsonFormat.of(tasks, spans, (start, length) -> piece(head, start, length));
    }

    private static byte[] piece(byte[] head, long start, int length) {
        return Arrays.copyOfRange(head, (int) start, (int) start + length);
    }
}
