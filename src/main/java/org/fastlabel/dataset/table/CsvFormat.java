package org.fastlabel.dataset.table;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvReader.CsvReaderBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.fastlabel.api.InvalidInput;

/**
 * Comma-separated values after RFC 4180; also separated by semicolons, tabs or bars, whichever the header has most of. With a single
 * column nothing separates: a line may have commas without quotes. Rows are found here by their bytes, so that they can be
 * read later and none is held; what a row says is FastCSV's matter. Lines without a character are no rows.
 */
final class CsvFormat implements RowFormat {

    static final int MAX_HEADER = 1 << 16;
    private static final int MAX_COLUMNS = 2_000;
    private static final String SEPARATORS = ",;\t|";
    /** Stands in no text: ASCII's unit separator. */
    private static final char NO_SEPARATOR = 0x1F;

    private final char separator;
    private final CsvReaderBuilder reader;
    private final List<String> columns;

    private CsvFormat(String header) {
        separator = separator(header);
        reader = CsvReader.builder().fieldSeparator(separator).skipEmptyLines(false).detectBomHeader(false)
                .allowExtraCharsAfterClosingQuote(true);
        columns = reader.ofSingleCsvRecord(header).getFields().stream().map(name -> Encoding.clean(name).strip()).toList();
    }

    /**
     * @param start the first {@value #MAX_HEADER} bytes of the text, or all of it
     * @throws InvalidInput with code {@code bad-table} when the first line is no header
     */
    static CsvFormat of(byte[] start) {
        String text = new String(start, StandardCharsets.UTF_8).replaceFirst("^[\r\n]+", "");
        boolean quoted = false;
        int end = 0;
        while (end < text.length() && (quoted || text.charAt(end) != '\n' && text.charAt(end) != '\r')) {
            quoted ^= text.charAt(end++) == '"';
        }
        if (end == 0 || end == text.length() && start.length == MAX_HEADER) {
            throw new InvalidInput("bad-table", "The first line must name the columns, such as text,label; this file has none.");
        }
        CsvFormat format;
        try {
            format = new CsvFormat(text.substring(0, end));
        } catch (CsvParseException e) {
            throw new InvalidInput("bad-table", "The first line, which must name the columns, is broken: check its quotes.", e);
        }
        if (format.columns.size() > MAX_COLUMNS) {
            throw new InvalidInput("bad-table", "The first line names more than " + MAX_COLUMNS + " columns.");
        }
        return format;
    }

    private static char separator(String header) {
        int[] counts = new int[SEPARATORS.length()];
        boolean quoted = false;
        for (int i = 0; i < header.length(); i++) {
            char c = header.charAt(i);
            quoted ^= c == '"';
            int which = SEPARATORS.indexOf(c);
            if (!quoted && which >= 0) {
                counts[which]++;
            }
        }
        int best = 0;
        for (int i = 1; i < counts.length; i++) {
            best = counts[i] > counts[best] ? i : best;
        }
        return counts[best] == 0 ? NO_SEPARATOR : SEPARATORS.charAt(best);
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    private enum At {
        FIELD_START, PLAIN, QUOTED, QUOTE_IN_QUOTED
    }

    /**
     * Finds the rows below the header.
     *
     * @param in    the text from its beginning
     * @param from  where that lies in the file
     * @param spans is given the rows; it has all but the last when this throws
     * @throws InvalidInput with code {@code bad-table} when a quote is never closed
     */
    void rows(InputStream in, long from, Spans spans) throws IOException {
        boolean header = true;
        long position = from;
        long start = from;
        long line = 1;
        long quoteLine = 0;
        At at = At.FIELD_START;
        byte[] block = new byte[1 << 16];
        for (int n = in.read(block); n > 0; n = in.read(block)) {
            for (int i = 0; i < n; i++, position++) {
                byte b = block[i];
                line += b == '\n' ? 1 : 0;
                if (at == At.QUOTED) {
                    at = b == '"' ? At.QUOTE_IN_QUOTED : At.QUOTED;
                } else if (b == '"' && at != At.PLAIN) {
                    quoteLine = at == At.FIELD_START ? line : quoteLine;
                    at = At.QUOTED;
                } else if (b == separator) {
                    at = At.FIELD_START;
                } else if (b == '\n' || b == '\r') {
                    header = end(spans, start, position, header);
                    start = position + 1;
                    at = At.FIELD_START;
                } else {
                    at = At.PLAIN;
                }
            }
        }
        if (at == At.QUOTED) {
            throw new InvalidInput("bad-table", "A quote that opens in line " + quoteLine + " is never closed. Close it, or write a "
                    + "quote inside a cell twice.");
        }
        end(spans, start, position, header);
    }

    /** @return whether the header is still to come */
    private static boolean end(Spans spans, long start, long end, boolean header) {
        if (end > start && !header) {
            spans.add(start, end);
        }
        return header && end == start;
    }

    @Override
    public String[] cells(String row) {
        List<String> fields;
        try {
            fields = reader.ofSingleCsvRecord(row).getFields();
        } catch (CsvParseException e) {
            throw new InvalidInput("bad-row", "is no valid CSV", e);
        }
        for (int i = columns.size(); i < fields.size(); i++) {
            if (!fields.get(i).isBlank()) {
                throw new InvalidInput("bad-row", "has more cells than the first line has columns; put cells with a \"" + separator
                        + "\" in quotes");
            }
        }
        String[] cells = new String[columns.size()];
        for (int i = 0; i < Math.min(cells.length, fields.size()); i++) {
            cells[i] = fields.get(i);
        }
        return cells;
    }
}
