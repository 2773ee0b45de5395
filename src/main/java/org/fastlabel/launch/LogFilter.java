package org.fastlabel.launch;

import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Picks from the server's log what FastLabel itself says, and drops the server's own chatter. */
final class LogFilter {

    /**
     * {@code [time] [server] [LEVEL] [code] [logger] [tid: …] [timeMillis: …] [levelValue: …]} and then the message, or {@code [[}, the
     * message on lines of its own, and {@code ]]}.
     */
    private static final Pattern RECORD =
            Pattern.compile("^\\[[^]]*] \\[[^]]*] \\[([A-Z]+)] \\[([^]]*)] \\[([^]]*)] .*\\[levelValue: \\d+] (.*)$");

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
            // The server's own remarks about our classes carry a code.
            boolean mine = record.group(3).startsWith("org.fastlabel.") && record.group(2).isEmpty();
            level = record.group(1);
            ours = mine && record.group(4).equals("[[");
            first = ours;
            if (mine && !ours) {
                say(record.group(4));
            }
            return;
        }
        if (ours && first) {
            String text = line.strip();
            say(text.endsWith("]]") ? text.substring(0, text.length() - 2) : text);
        }
        // Only the first line: a stack trace is for the file.
        first = false;
        if (line.endsWith("]]")) {
            ours = false;
        }
    }

    private void say(String text) {
        console.accept((level.equals("INFO") ? "  " : "  " + level + ": ") + text);
    }
}
