package org.fastlabel.embedding;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.dataset.ItemIndex;

/**
 * Which item each row of an array is of. Items are found by their key, else by the name of the file alone where only one item has it.
 *
 * @param itemOf         by row; -1 where no item is found
 * @param unmatched      names that no item was found for, the first {@value #SHOWN}
 */
record ImportedIds(int[] itemOf, List<String> unmatched) {

    static final int SHOWN = 20;
    private static final int MOST_CHARS = 4096;

    int matched() {
        return (int) Arrays.stream(itemOf).filter(id -> id >= 0).count();
    }

    /**
     * @param text CSV with a column {@code filename}, or a name in each line; UTF-8
     * @throws InvalidInput with code {@code bad-ids}, also when two rows are of one item, or {@code no-match}
     */
    static ImportedIds read(InputStream text, ItemIndex items) throws IOException {
        List<String> names = names(new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8), 1 << 16));
        Map<String, Integer> byBase = new HashMap<>();
        int[] itemOf = new int[names.size()];
        for (int row = 0; row < itemOf.length; row++) {
            int exact = items.idOf(names.get(row));
            itemOf[row] = items.present(exact) ? exact : -1;
            if (itemOf[row] < 0) {
                byBase.put(base(names.get(row)), -1);
            }
        }
        if (!byBase.isEmpty()) {
            index(items, byBase);
        }
        List<String> unmatched = new ArrayList<>();
        Map<Integer, Integer> rowOf = new HashMap<>();
        for (int row = 0; row < itemOf.length; row++) {
            itemOf[row] = itemOf[row] >= 0 ? itemOf[row] : byBase.get(base(names.get(row)));
            if (itemOf[row] < 0) {
                if (unmatched.size() < SHOWN) {
                    unmatched.add(names.get(row));
                }
                continue;
            }
            Integer before = rowOf.put(itemOf[row], row);
            if (before != null) {
                throw bad("rows " + before + " and " + row + " (from 0) are both of \"" + items.key(itemOf[row]) + "\"");
            }
        }
        if (rowOf.isEmpty()) {
            throw new InvalidInput("no-match", "None of the " + names.size() + " names is one of an item of this data set" + (names.isEmpty()
                    ? "." : "; the first is \"" + names.get(0) + "\", and an item here is \"" + items.key(0) + "\"."));
        }
        return new ImportedIds(itemOf, List.copyOf(unmatched));
    }

    /** Notes the item of each name that is asked for; -1 stays where there is none, or more than one. */
    private static void index(ItemIndex items, Map<String, Integer> byBase) {
        for (int id = 0; id < items.size(); id++) {
            String base = base(items.key(id));
            if (items.present(id) && byBase.containsKey(base)) {
                byBase.merge(base, id, (known, other) -> known == -1 ? other : -2);
            }
        }
    }

    private static String base(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static List<String> names(BufferedReader in) throws IOException {
        List<String> names = new ArrayList<>();
        String first = line(in);
        if (first == null) {
            throw bad("the file is empty");
        }
        first = first.startsWith("\uFEFF") ? first.substring(1) : first;
        char separator = first.indexOf('\t') >= 0 ? '\t' : first.indexOf(';') >= 0 ? ';' : ',';
        int column = Arrays.stream(first.split(String.valueOf(separator))).map(name -> name.strip().replace("\"", "").toLowerCase(Locale.ROOT))
                .toList().indexOf("filename");
        if (column >= 0) {
            csv(in, separator, column, names);
        } else {
            for (String line = first; line != null; line = line(in)) {
                add(names, line);
            }
        }
        return names;
    }

    private static void csv(Reader in, char separator, int column, List<String> names) {
        try {
            for (CsvRecord record : CsvReader.builder().fieldSeparator(separator).allowExtraFields(true).allowMissingFields(true).ofCsvRecord(in)) {
                if (record.getFieldCount() <= column) {
                    throw bad("line " + (record.getStartingLineNumber() + 1) + " has no filename");
                }
                add(names, record.getField(column));
            }
        } catch (CsvParseException | UncheckedIOException e) {
            throw bad("it is no CSV; check the quotes");
        }
    }

    private static void add(List<String> names, String name) {
        if (names.size() >= NpyHeader.MOST_ROWS) {
            throw bad("there are more than " + NpyHeader.MOST_ROWS + " names");
        } else if (name.length() > MOST_CHARS) {
            throw bad("the name in row " + names.size() + " is too long");
        }
        String path = name.strip().replace('\\', '/');
        names.add(path.startsWith("./") ? path.substring(2) : path);
    }

    /** A line without its end, or null; not more of it than a name may have. */
    private static String line(Reader in) throws IOException {
        StringBuilder line = new StringBuilder();
        int c = in.read();
        if (c < 0) {
            return null;
        }
        for (; c >= 0 && c != '\n'; c = in.read()) {
            if (line.append((char) c).length() > MOST_CHARS) {
                throw bad("a line is longer than " + MOST_CHARS + " characters");
            }
        }
        return line.toString();
    }

    private static InvalidInput bad(String why) {
        return new InvalidInput("bad-ids", "The names of the items cannot be used: " + why + ".");
    }
}
