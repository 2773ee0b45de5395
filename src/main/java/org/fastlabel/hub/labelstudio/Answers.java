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
import org.fastlabel.hub.Results;
import org.fastlabel.hub.TaskLedger.OutsideAnswer;

/** Reads what people have said of a task over there. */
final class Answers {

    private static final int MOST_CHOICES = 20;
    private static final int LONGEST_CHOICE = 200;

    private final LabelScheme scheme;
    private final People people;

    Answers(LabelScheme scheme, People people) {
        this.scheme = scheme;
        this.people = people;
    }

    /**
     * One answer for each person: the last one. Skipped ones have no label, whatever choice they still hold; empty ones and those with a label
     * that is none of ours are reported and count for nothing. Those with several labels are kept with all of them, for the person in charge.
     *
     * @param outside with its annotations and predictions
     */
    List<OutsideAnswer> of(long task, JsonObject outside, Report report) {
        Map<String, OutsideAnswer> last = new HashMap<>();
        long number = outside.getJsonNumber("id").longValue();
        for (JsonObject annotation : Results.objects(outside.get("annotations"))) {
            boolean skipped = annotation.getBoolean("was_cancelled", false);
            List<String> chosen = skipped ? List.of() : chosen(task, annotation, report);
            if (skipped || !chosen.isEmpty()) {
                report.cancelled += skipped ? 1 : 0;
                String person = people.name(annotation.getOrDefault("completed_by", JsonValue.NULL), number);
                OutsideAnswer answer = new OutsideAnswer(annotation.getJsonNumber("id").longValue(), person,
                        chosen.size() == 1 ? chosen.get(0) : null, chosen.size() > 1 ? chosen : List.of(),
                        annotation.get("lead_time") instanceof JsonNumber seconds ? seconds.doubleValue() : null, moment(annotation),
                        proposed(annotation, outside));
                last.merge(person, answer, (a, b) -> b.at().isBefore(a.at()) ? a : b);
            }
        }
        if (last.values().stream().filter(a -> !a.skip()).count() > 1) {
            report.severalAnswers++;
        }
        return new ArrayList<>(last.values());
    }

    /** Our label, or several as far as they have a name here; none where there is nothing to count. */
    private List<String> chosen(long task, JsonObject annotation, Report report) {
        List<String> chosen = scheme.chosen(annotation.getOrDefault("result", JsonValue.NULL)).stream().distinct().toList();
        if (chosen.isEmpty()) {
            report.empty++;
            report.line("Task " + task + ": an answer without a label; not counted.");
            return List.of();
        } else if (chosen.size() > 1) {
            report.severalChoices++;
            report.line("Task " + task + ": an answer with several labels; somebody in charge has to decide.");
            return chosen.stream().limit(MOST_CHOICES).map(c -> scheme.ownLabels().getOrDefault(c, c)).map(Answers::shortened).toList();
        }
        String label = scheme.ownLabels().get(chosen.get(0));
        if (label == null) {
            report.unknown(chosen.get(0));
            report.line("Task " + task + ": an answer with a label that is none of this data set; not counted.");
        }
        return label == null ? List.of() : List.of(label);
    }

    private static String shortened(String choice) {
        return choice.length() <= LONGEST_CHOICE ? choice : choice.substring(0, LONGEST_CHOICE) + "…";
    }

    /** What the person was shown, where the answer was begun from a prediction. */
    private String proposed(JsonObject annotation, JsonObject outside) {
        if (annotation.get("parent_prediction") instanceof JsonNumber parent) {
            for (JsonObject prediction : Results.objects(outside.get("predictions"))) {
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
