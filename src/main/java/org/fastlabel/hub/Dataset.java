package org.fastlabel.hub;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.fastlabel.dataset.MediaKind;

/**
 * A data set of the team.
 *
 * @param source    where its items are read from, for pictures and sounds
 * @param prompt    what the language model is told; null for the usual words
 * @param lsProject the project of Label Studio, or null when none was chosen
 */
public record Dataset(long id, String name, MediaKind kind, List<String> labels, String instructions, JsonObject source, Rules rules,
                      String prompt, Long lsProject, Instant createdAt, String createdBy) {

    public Dataset {
        labels = List.copyOf(labels);
    }
}
