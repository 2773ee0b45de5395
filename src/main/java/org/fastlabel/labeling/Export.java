package org.fastlabel.labeling;

import jakarta.json.spi.JsonProvider;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.fastlabel.dataset.ItemIndex;

/**
 * Labels as a file, written item by item. Only confirmed items, or with predictions all items; then also {@code prediction} and
 * {@code prob_pos}, null where there is none.
 *
 * <p>CSV follows RFC 4180. A file name may begin as a formula does in a spreadsheet ({@code = + - @}); it is written as
 * {@code ./=name}, which no spreadsheet evaluates and which, as a relative path, still names the same file.
 */
final class Export {

    enum Format {
        JSON("application/json"), CSV("text/csv;charset=utf-8"), JSONL("application/x-ndjson");

        private final String mediaType;

        Format(String mediaType) {
            this.mediaType = mediaType;
        }

        String mediaType() {
            return mediaType;
        }

        String fileName() {
            return "labels." + wireName();
        }

        private String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        static List<String> names() {
            return Arrays.stream(values()).map(Format::wireName).toList();
        }

        static Format named(String name) {
            return valueOf(name.toUpperCase(Locale.ROOT));
        }
    }

    private static final JsonProvider JSON = JsonProvider.provider();

    private final ItemIndex items;
    private final Labels labels;
    private final Scores scores;

    /** @param scores null to leave predictions out */
    Export(ItemIndex items, Labels labels, Scores scores) {
        this.items = items;
        this.labels = labels;
        this.scores = scores;
    }

    void write(Format format, OutputStream stream) throws IOException {
        Writer out = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), 1 << 16);
        int[] ids = scores == null ? labels.ids() : IntStream.range(0, items.size()).filter(items::present).toArray();
        switch (format) {
            case JSON -> json(ids, out);
            case CSV -> csv(ids, out);
            case JSONL -> lines(ids, out);
        }
        out.flush();
    }

    private void json(int[] ids, Writer out) throws IOException {
        out.write("[");
        for (int i = 0; i < ids.length; i++) {
            out.write(i == 0 ? "\n" : ",\n");
            out.write(object(ids[i]));
        }
        out.write("\n]\n");
    }

    private void lines(int[] ids, Writer out) throws IOException {
        for (int id : ids) {
            out.write(object(id));
            out.write('\n');
        }
    }

    private String object(int id) {
        String label = labels.has(id) ? Integer.toString(labels.get(id)) : "null";
        String start = "{\"filename\":" + JSON.createValue(items.key(id)) + ",\"label\":" + label;
        if (scores == null) {
            return start + "}";
        }
        return start + ",\"prediction\":" + (judged(id) ? scores.label(id) : "null") + ",\"prob_pos\":"
                + (judged(id) ? JsonText.probability(scores.probPositive(id)) : "null") + "}";
    }

    private boolean judged(int id) {
        return scores.label(id) != Labels.NONE;
    }

    private void csv(int[] ids, Writer out) throws IOException {
        out.write(scores == null ? "filename,label\r\n" : "filename,label,prediction,prob_pos\r\n");
        for (int id : ids) {
            out.write(cell(items.key(id)));
            out.write("," + (labels.has(id) ? labels.get(id) : ""));
            if (scores != null) {
                out.write(judged(id) ? "," + scores.label(id) + "," + JsonText.probability(scores.probPositive(id)) : ",,");
            }
            out.write("\r\n");
        }
    }

    static String cell(String name) {
        String safe = !name.isEmpty() && "=+-@\t\r\n".indexOf(name.charAt(0)) >= 0 ? "./" + name : name;
        boolean quoted = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n') || !safe.equals(safe.strip());
        return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
