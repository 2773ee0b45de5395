package org.fastlabel.dataset.table;

/**
 * Cells of CSV after RFC 4180. A text may begin as a formula does in a spreadsheet ({@code = + - @}). A file name is then written as
 * {@code ./=name}, which no spreadsheet evaluates and which, as a relative path, still names the same file; other texts get the
 * apostrophe that spreadsheets take for "this is text".
 */
public final class CsvText {

    private CsvText() {
    }

    /** The name of an item, which is a relative path. */
    public static String name(String name) {
        return quoted(formula(name) ? "./" + name : name);
    }

    public static String text(String text) {
        return quoted(formula(text) ? "'" + text : text);
    }

    private static boolean formula(String text) {
        return !text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0;
    }

    /** As it is, in quotes where it needs them. */
    public static String quoted(String text) {
        boolean needed = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n') || !text.equals(text.strip());
        return needed ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
