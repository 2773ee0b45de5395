package org.fastlabel.hub.labelstudio;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fastlabel.hub.TaskLedger.OutsideAnswer;

/** Reads what people have said of a task over there. */
final class Answers {

    private final LabelScheme scheme;
    private final People people;

    Answers(LabelScheme scheme, People people) {
        this.scheme = scheme;
        this.people = people;
    }

    /**
     * One answer for each person: the last one. Skipped ones have no label, whatever choice they still hold; empty ones and those with a label
     * that is none of ours, or with several, are reported and count for nothing.
     *
     * @param outside with its annotations and predictions
     */
    List<OutsideAnswer> of(long task, JsonObject outside, Report report) {
        Map<String, OutsideAnswer> last = new HashMap<>();
        long number = outside.getJsonNumber("id").longValue();
        for (JsonObject annotation : LabelScheme.objects(outside.getJsonArray("annotations"))) {
            boolean skipped = annotation.getBoolean("was_cancelled", false);
            String label = skipped ? null : label(task, annotation, report);
            if (skipped || label != null) {
                report.cancelled += skipped ? 1 : 0;
                String person = people.name(annotation.getOrDefault("completed_by", JsonValue.NULL), number);
                OutsideAnswer answer = new OutsideAnswer(annotation.getJsonNumber("id").longValue(), person, label,
                        annotation.get("lead_time") instanceof JsonNumber seconds ? seconds.doubleValue() : null, moment(annotation),
                        proposed(annotation, outside));
                last.merge(person, answer, (a, b) -> b.at().isBefore(a.at()) ? a : b);
            }
        }
        if (last.values().stream().filter(a -> a.label() != null).count() > 1) {
            report.severalAnswers++;
        }
        return new ArrayList<>(last.values());
    }

    private String label(long task, JsonObject annotation, Report report) {
        List<String> chosen = scheme.chosen(annotation.getOrDefault("result", JsonValue.NULL)).stream().distinct().toList();
        if (chosen.isEmpty()) {
            report.empty++;
            report.line("Task " + task + ": an answer without a label; not counted.");
            return null;
        } else if (chosen.size() > 1) {
            report.severalChoices++;
            report.line("Task " + task + ": an answer with several labels; not counted.");
            return null;
        }
        String label = scheme.ownLabels().get(chosen.get(0));
        if (label == null) {
            report.unknown(chosen.get(0));
            report.line("Task " + task + ": an answer with a label that is none of this data set; not counted.");
        }
        return label;
    }

    /** What the person was shown, where the answer was begun from a prediction. */
    private String proposed(JsonObject annotation, JsonObject outside) {
        if (annotation.get("parent_prediction") instanceof JsonNumber parent) {
            for (JsonObject prediction : LabelScheme.objects(outside.getJsonArray("predictions"))) {
                if (prediction.get("id") instanceof JsonNumber id && id.longValue() == parent.longValue()) {
                    List<String> chosen = scheme.chosen(prediction.getOrDefault("result", JsonValue.NULL));
                    return chosen.size() == 1 ? scheme.ownLabels().get(chosen.get(0)) : null;
                }
            }
        }
        return null;
    }

    private static Instant moment(JsonObject annotation) {
        Instant updated = moment(annotation.getString("updated_at", ""));
        return updated.equals(Instant.EPOCH) ? moment(annotation.getString("created_at", "")) : updated;
    }

    /** 1970 where that server gives no readable moment. */
    static Instant moment(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }
}
