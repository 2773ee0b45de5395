package org.fastlabel.goldennoise.prompts;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.TooLarge;

/**
 * A file of prompts: CSV, JSON or plain text. Its name says which; without one that helps, its content does: a bracket begins JSON, a
 * first line with a column of prompts begins a table, anything else is one prompt per line.
 */
public final class PromptFile {

    public static final int MAX_BYTES = 10 << 20;

    private PromptFile() {
    }

    /** @param name of the file, may be null */
    public static PromptList read(InputStream in, String name) throws IOException {
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new TooLarge("file-too-large", "A file of prompts may have at most " + (MAX_BYTES >> 20) + " MB; split it.");
        }
        return read(bytes, name);
    }

    /**
     * @throws InvalidInput with code {@code not-text}, {@code no-prompts}, {@code no-prompt-column}, {@code bad-prompts} or
     *                      {@code too-many-prompts}
     */
    static PromptList read(byte[] bytes, String name) {
        String text = PromptText.decode(bytes);
        String lower = name == null ? "" : name.toLowerCase(Locale.ROOT);
        PromptList.Builder list = new PromptList.Builder();
        String start = text.stripLeading();
        if (lower.endsWith(".txt")) {
            lines(text, list);
        } else if (lower.endsWith(".json") || start.startsWith("[") || start.startsWith("{")) {
            JsonPrompts.read(text, list);
        } else if (lower.endsWith(".csv") || lower.endsWith(".tsv") || CsvPrompts.headed(text)) {
            CsvPrompts.read(text, list);
        } else {
            lines(text, list);
        }
        return list.build();
    }

    private static void lines(String text, PromptList.Builder list) {
        int line = 0;
        for (String one : (Iterable<String>) text.lines()::iterator) {
            list.add(++line, one);
        }
    }
}
