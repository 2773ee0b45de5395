package org.fastlabel.hub.data;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.fastlabel.dataset.table.Encoding;
import org.fastlabel.hub.Results;

/**
 * What one row of a file of Label Studio says of its task, in that file's own words.
 *
 * @param key       of the task where our own export wrote it, or null
 * @param gold      labels that are marked as the right one
 * @param proposals those that predictions say, in the order of the file
 */
record OutsideRow(String key, List<Said> said, List<String> gold, List<Proposed> proposals) {

    static final OutsideRow SILENT = new OutsideRow(null, List.of(), List.of(), List.of());

    private static final int LONGEST = 500;
    private static final double MOST_SECONDS = 1e7;
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    /**
     * One annotation.
     *
     * @param by       null where it does not say
     * @param choices  as they stand there, each once; none for a skip
     * @param decision whether it was the word of a person in charge
     * @param at       null where it does not say
     */
    record Said(String by, List<String> choices, boolean skip, String reason, Double seconds, boolean decision, Instant at) {
    }

    /** One prediction. @param score from 0 to 1, else null */
    record Proposed(List<String> choices, Double score, String version) {
    }

    /** Whether this is one of its tasks, with what was said of it. */
    static boolean is(JsonObject row) {
        return row.get("data") instanceof JsonObject && (row.get("annotations") instanceof JsonArray || row.get("predictions") instanceof JsonArray);
    }

    /** @param control the name of what was asked */
    static OutsideRow of(JsonObject task, String control) {
        List<JsonObject> annotations = Results.objects(task.get("annotations"));
        List<JsonObject> ours = task.get("meta") instanceof JsonObject meta ? Results.objects(meta.get("answers")) : List.of();
        List<Said> said = new ArrayList<>();
        List<String> gold = new ArrayList<>();
        for (int i = 0; i < annotations.size(); i++) {
            JsonObject annotation = annotations.get(i);
            // Our own export says who it was beside the annotations: that server takes there only who has an account.
            JsonObject mine = ours.size() == annotations.size() && !annotation.containsKey("completed_by") ? ours.get(i) : JsonValue.EMPTY_JSON_OBJECT;
            said.add(said(annotation, mine, control));
            if (annotation.getBoolean("ground_truth", false) && !annotation.getBoolean("was_cancelled", false)) {
                gold.addAll(chosen(annotation.get("result"), control));
            }
        }
        JsonObject meta = task.get("meta") instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
        if (meta.get("gold_label") instanceof JsonString known) {
            gold.clear();
            gold.add(known.getString());
        }
        return new OutsideRow(line(meta.get("key")), said, gold.stream().distinct().toList(), proposals(task, annotations, control));
    }

    /** A flat row, as JSON_MIN, CSV and TSV have them: one annotation each. @param answer what stands under the question */
    static OutsideRow flat(JsonObject row, JsonValue answer) {
        JsonValue said = answer instanceof JsonObject several ? several.get("choices") : answer;
        if (!row.containsKey("annotator") && said == null) {
            return SILENT;
        }
        return new OutsideRow(null, List.of(new Said(person(row.get("annotator")), texts(said), false, null, seconds(row.get("lead_time")), false,
                last(row))), List.of(), List.of());
    }

    private static Said said(JsonObject annotation, JsonObject mine, String control) {
        boolean skip = annotation.getBoolean("was_cancelled", false);
        String by = mine.isEmpty() ? person(annotation.get("completed_by")) : line(mine.get("by"));
        Instant at = last(annotation);
        Double seconds = seconds(mine.isEmpty() ? annotation.get("lead_time") : mine.get("seconds"));
        return new Said(by, skip ? List.of() : chosen(annotation.get("result"), control), skip, line(mine.get("reason")), seconds,
                "review".equals(mine.getString("origin", "")), at == null ? moment(mine.get("at")) : at);
    }

    /** An export has the numbers of predictions only, but the prediction that an annotation was begun from. */
    private static List<Proposed> proposals(JsonObject task, List<JsonObject> annotations, String control) {
        List<JsonObject> all = new ArrayList<>(Results.objects(task.get("predictions")));
        if (all.isEmpty()) {
            annotations.stream().map(a -> a.get("prediction")).filter(p -> p instanceof JsonObject o && o.containsKey("result"))
                    .forEach(p -> all.add(p.asJsonObject()));
        }
        return all.stream().map(p -> new Proposed(chosen(p.get("result"), control), score(p.get("score")),
                Objects.requireNonNullElse(line(p.get("model_version")), "undefined"))).toList();
    }

    /** By address, else by number, as the answers that are fetched from there; null where it says neither. */
    private static String person(JsonValue by) {
        if (by instanceof JsonObject person) {
            String email = line(person.get("email"));
            return email == null ? person(person.get("id")) : email.toLowerCase(Locale.ROOT);
        }
        String text = by instanceof JsonNumber ? by.toString() : line(by);
        return text == null || !text.matches("\\d{1,18}") ? text == null ? null : text.toLowerCase(Locale.ROOT) : "label-studio:" + text;
    }

    /** What is chosen of one question, each once. */
    static List<String> chosen(JsonValue result, String control) {
        return Results.choices(result, control).map(OutsideRow::line).filter(Objects::nonNull).distinct().toList();
    }

    /** One text, or several. */
    static List<String> texts(JsonValue value) {
        if (value instanceof JsonArray array) {
            return array.stream().map(OutsideRow::line).filter(Objects::nonNull).distinct().toList();
        }
        String one = line(value);
        return one == null ? List.of() : List.of(one);
    }

    /** One line; null for none, and for what is longer than any of these is. */
    static String line(JsonValue value) {
        String text = value instanceof JsonString s ? Encoding.clean(s.getString()).replaceAll("\\s", " ").strip() : "";
        return text.isEmpty() || text.length() > LONGEST ? null : text;
    }

    /** When it was said, or last changed; null where it does not say. */
    private static Instant last(JsonObject annotation) {
        Instant changed = moment(annotation.get("updated_at"));
        return changed == null ? moment(annotation.get("created_at")) : changed;
    }

    /** Null for what is no moment, or none that a database could keep. */
    private static Instant moment(JsonValue value) {
        try {
            Instant at = value instanceof JsonString s ? OffsetDateTime.parse(s.getString()).toInstant() : null;
            return at == null || at.isBefore(Instant.EPOCH) || at.isAfter(LATEST) ? null : at;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Double seconds(JsonValue value) {
        double seconds = value instanceof JsonNumber n ? n.doubleValue() : -1;
        return seconds >= 0 && seconds <= MOST_SECONDS ? (Double) seconds : null;
    }

    private static Double score(JsonValue value) {
        double score = value instanceof JsonNumber n ? n.doubleValue() : -1;
        return score >= 0 && score <= 1 ? (Double) score : null;
    }
}
