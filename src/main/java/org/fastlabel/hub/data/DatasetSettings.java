package org.fastlabel.hub.data;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.JsonBody;
import org.fastlabel.dataset.table.Encoding;
import org.fastlabel.hub.HubFields;
import org.fastlabel.hub.Rules;

/** What is said of a data set when it is made or changed. Null, or empty, where nothing is said. */
public record DatasetSettings(String name, List<String> labels, String instructions, HubFields rules) {

    private static final int LONGEST_NAME = 200;
    private static final int MOST_LABELS = 200;
    private static final int LONGEST_LABEL = 200;
    private static final int LONGEST_INSTRUCTIONS = 20_000;
    private static final int MOST_PEOPLE = 10;
    private static final int WEEKS_8 = 60 * 24 * 56;

    static DatasetSettings of(HubFields fields) {
        String name = fields.line("name", LONGEST_NAME).orElse(null);
        if (name != null && name.isEmpty()) {
            throw HubFields.bad("name", "one line of 1 to 200 characters");
        }
        List<String> labels = fields.lines("labels", MOST_LABELS, LONGEST_LABEL).orElse(null);
        if (labels != null && (labels.size() < 2 || new HashSet<>(labels).size() < labels.size())) {
            throw new InvalidInput("bad-labels", "\"labels\" must be two or more different texts.");
        }
        return new DatasetSettings(name, labels, instructions(fields.body()), fields.object("rules").orElse(null));
    }

    private static String instructions(JsonObject body) {
        String text = JsonBody.text(body, "instructions").map(t -> Encoding.clean(t).strip()).orElse(null);
        if (text != null && text.length() > LONGEST_INSTRUCTIONS) {
            throw HubFields.bad("instructions", "a text of at most 20,000 characters");
        }
        return text;
    }

    /** For the record of who did what: which of them are said. */
    String inShort() {
        List<String> said = new ArrayList<>();
        if (name != null) {
            said.add("new name");
        }
        if (labels != null) {
            said.add("new labels");
        }
        if (instructions != null) {
            said.add("new instructions");
        }
        if (rules != null) {
            said.add("new rules");
        }
        return String.join("; ", said);
    }

    /** The rules as they are to be, where some may stay as they are. */
    Rules changed(Rules before) {
        if (rules == null) {
            return before;
        }
        int overlap = rules.whole("overlap", before.overlap(), 1, MOST_PEOPLE);
        double share = rules.number("overlap_share", 0, 1).orElse(before.overlapShare());
        return new Rules(overlap, share, rules.oneOf("settle", List.of("majority", "review")).orElse(before.settle()),
                rules.flag("hide_prelabel", before.hidePrelabel()), rules.whole("lock_minutes", before.lockMinutes(), 0, WEEKS_8),
                rules.body().containsKey("deadline") ? rules.time("deadline").orElse(null) : before.deadline());
    }
}
