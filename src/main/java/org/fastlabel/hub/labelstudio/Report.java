package org.fastlabel.hub.labelstudio;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What a reading of a project found that is not as it was left. */
final class Report {

    private static final int MOST_LINES = 200;
    private static final int MOST_LABELS = 50;

    int imported;
    int found;
    int missing;
    int edited;
    int foreign;
    int copies;
    int cancelled;
    int empty;
    int severalAnswers;
    int severalChoices;
    private final TreeSet<String> unknownLabels = new TreeSet<>();
    private final List<String> lines = new ArrayList<>();
    private final Map<String, Integer> left = new LinkedHashMap<>();

    void unknown(String label) {
        if (unknownLabels.size() < MOST_LABELS) {
            unknownLabels.add(label.length() > 100 ? label.substring(0, 100) + "…" : label);
        }
    }

    void line(String text) {
        if (lines.size() < MOST_LINES) {
            lines.add(text);
        } else {
            left.merge("more", 1, Integer::sum);
        }
    }

    JsonObject json(Instant at, long project) {
        JsonArrayBuilder unknown = Json.createArrayBuilder();
        unknownLabels.forEach(unknown::add);
        JsonArrayBuilder said = Json.createArrayBuilder();
        lines.forEach(said::add);
        left.values().forEach(n -> said.add("… and " + n + " lines more."));
        return Json.createObjectBuilder().add("at", at.toString()).add("project_id", project).add("imported", imported).add("found", found)
                .add("missing", missing).add("edited", edited).add("foreign", foreign).add("copies", copies).add("cancelled", cancelled)
                .add("empty", empty).add("unknown_labels", unknown).add("several_answers", severalAnswers).add("several_choices", severalChoices)
                .add("lines", said).build();
    }
}
