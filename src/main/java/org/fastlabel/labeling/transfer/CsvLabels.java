package org.fastlabel.labeling.transfer;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.fastlabel.api.JsonBody;
import org.fastlabel.labeling.transfer.LabelEntry.Given;

/** Labels from CSV with a header; separated by commas, semicolons or tabs. */
final class CsvLabels {

    private static final String SEPARATORS = ",;\t";

    private CsvLabels() {
    }

    static LabelFile read(String text) {
        String header = text.lines().findFirst().orElse("");
        try (CsvReader<CsvRecord> rows = CsvReader.builder().fieldSeparator(separator(header)).allowExtraFields(true)
                .ofCsvRecord(text)) {
            return read(rows.iterator());
        } catch (CsvParseException | UncheckedIOException e) {
            throw LabelFile.bad("it is no CSV, or a line has fewer cells than the first; check the quotes");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static char separator(String header) {
        char best = ',';
        for (char c : SEPARATORS.toCharArray()) {
            best = header.chars().filter(x -> x == c).count() > count(header, best) ? c : best;
        }
        return best;
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(c -> c == wanted).count();
    }

    private static LabelFile read(Iterator<CsvRecord> rows) {
        List<String> header = rows.next().getFields().stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
        int item = FieldNames.find(header, FieldNames.ITEMS);
        int number = FieldNames.find(header, FieldNames.IDS);
        int text = FieldNames.find(header, FieldNames.TEXTS);
        int label = FieldNames.find(header, FieldNames.LABELS);
        int labelName = FieldNames.find(header, FieldNames.LABEL_NAMES);
        if (item < 0 && number < 0 && text < 0 || label < 0 && labelName < 0) {
            throw LabelFile.bad("the first line must name the columns, one of " + String.join(", ", FieldNames.ITEMS) + " and one of "
                    + String.join(", ", FieldNames.LABELS) + "; it says \"" + JsonBody.shortened(String.join(",", header)) + "\"");
        }
        List<LabelEntry> entries = new ArrayList<>();
        int unlabelled = 0;
        while (rows.hasNext()) {
            CsvRecord row = rows.next();
            Given given = given(unguarded(cell(row, label)).strip(), unguarded(cell(row, labelName)).strip());
            String name = cell(row, item);
            String words = unguarded(cell(row, text));
            String id = name.isEmpty() ? cell(row, number).strip() : "";
            boolean isNumber = id.matches("\\d{1,9}");
            List<String> names = !name.isEmpty() ? List.of(name) : !id.isEmpty() && !isNumber ? List.of(id) : List.of();
            if (given == null) {
                unlabelled++;
            } else {
                entries.add(new LabelEntry("line " + row.getStartingLineNumber(), names, isNumber ? Long.parseLong(id) : -1,
                        words.isEmpty() ? null : words, given));
                LabelFile.checkCount(entries.size());
            }
        }
        return new LabelFile(entries, unlabelled);
    }

    private static String cell(CsvRecord row, int column) {
        return column < 0 ? "" : row.getField(column);
    }

    /** The class's name is more certain than what may be its number. */
    private static Given given(String label, String name) {
        return !name.isEmpty() ? new Given(-1, name, true) : label.isEmpty() ? null : Given.text(label);
    }

    /** Without the apostrophe that {@link org.fastlabel.dataset.table.CsvRows} puts before what looks like a formula. */
    private static String unguarded(String text) {
        return text.length() > 1 && text.charAt(0) == '\'' && "=+-@".indexOf(text.charAt(1)) >= 0 ? text.substring(1) : text;
    }
}
