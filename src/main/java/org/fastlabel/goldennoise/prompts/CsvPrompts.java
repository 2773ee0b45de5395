package org.fastlabel.goldennoise.prompts;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.JsonBody;

/**
 * A table with a column of prompts, separated by commas, semicolons, tabs or bars; or a single column, with a header or without, in which
 * nothing separates.
 */
final class CsvPrompts {

    private static final String SEPARATORS = ",;\t|";
    /** Names of the column, the best first. */
    private static final List<String> NAMES = List.of("prompt", "prompts", "提示词", "text", "caption");
    /** Stands in no text: ASCII's unit separator. */
    private static final char NO_SEPARATOR = 0x1F;
    private static final int SHOWN_COLUMNS = 10;

    private CsvPrompts() {
    }

    /** Whether the first line names a column of prompts. */
    static boolean headed(String text) {
        String first = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        return SEPARATORS.chars().anyMatch(c -> place(cells(first, (char) c)) >= 0);
    }

    static void read(String text, PromptList.Builder list) {
        String first = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        char separator = separator(first);
        List<String> header = cells(first, separator);
        int place = place(header);
        if (place < 0 && separator != NO_SEPARATOR) {
            throw new InvalidInput("no-prompt-column", "The table has no column \"prompt\"; its columns are: " + String.join(", ",
                    header.stream().limit(SHOWN_COLUMNS).map(name -> JsonBody.shortened(name.strip())).toList())
                    + ". Name one of them prompt, or send a plain list as .txt.");
        }
        boolean skip = place >= 0;
        int column = Math.max(0, place);
        try (CsvReader<CsvRecord> rows = reader(separator).ofCsvRecord(text)) {
            for (CsvRecord row : rows) {
                boolean blank = row.getFieldCount() == 1 && row.getField(0).isBlank();
                if (skip) {
                    skip = blank;
                } else if (blank) {
                    list.add((int) row.getStartingLineNumber(), "");
                } else if (row.getFieldCount() <= column) {
                    list.skip((int) row.getStartingLineNumber(), "has no cell in the column of prompts");
                } else {
                    list.add((int) row.getStartingLineNumber(), row.getField(column));
                }
            }
        } catch (CsvParseException e) {
            throw new InvalidInput("bad-prompts", "The table is broken: check the quotes; one inside a cell is written twice.", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CsvReader.CsvReaderBuilder reader(char separator) {
        return CsvReader.builder().fieldSeparator(separator).skipEmptyLines(false).detectBomHeader(false).allowExtraCharsAfterClosingQuote(true);
    }

    /** The one with which the first line names a column of prompts; else the one that it has most of. */
    private static char separator(String first) {
        Map<Integer, Character> best = new TreeMap<>();
        for (char c : SEPARATORS.toCharArray()) {
            int cells = cells(first, c).size();
            if (cells > 1) {
                best.putIfAbsent(-cells - (place(cells(first, c)) >= 0 ? 1_000_000 : 0), c);
            }
        }
        return best.isEmpty() ? NO_SEPARATOR : best.values().iterator().next();
    }

    /** Of one line; empty when its quotes are broken. */
    private static List<String> cells(String line, char separator) {
        try {
            return reader(separator).ofSingleCsvRecord(line).getFields();
        } catch (CsvParseException e) {
            return List.of();
        }
    }

    /** Of the column of prompts; -1 when there is none. */
    private static int place(List<String> header) {
        List<String> names = header.stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
        return NAMES.stream().filter(names::contains).map(names::indexOf).findFirst().orElse(-1);
    }
}
