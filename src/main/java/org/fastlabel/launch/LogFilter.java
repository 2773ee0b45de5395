package org.fastlabel.launch;

import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Picks from the server's log what FastLabel itself says, and drops the server's own chatter. */
final class LogFilter {

    /** {@code [time] [server] [LEVEL] [] [logger] [tid: …] …[[} and then the message on lines of its own, closed by {@code ]]}. */
    private static final Pattern RECORD = Pattern.compile("^\\[[^]]*] \\[[^]]*] \\[([A-Z]+)] \\[[^]]*] \\[([^]]*)].*\\[\\[$");

    private final Consumer<String> console;
    private boolean ours;
    private boolean first;
    private String level = "";

    LogFilter(Consumer<String> console) {
        this.console = console;
    }

    void accept(String line) {
        Matcher record = RECORD.matcher(line);
        if (record.matches()) {
            ours = record.group(2).startsWith("org.fastlabel.");
            first = true;
            level = record.group(1);
            return;
        }
        if (ours && first) {
            String text = line.strip();
            text = text.endsWith("]]") ? text.substring(0, text.length() - 2) : text;
            console.accept((level.equals("INFO") ? "  " : "  " + level + ": ") + text);
        }
        // Only the first line: a stack trace is for the file.
        first = false;
        if (line.endsWith("]]")) {
            ours = false;
        }
    }
}
