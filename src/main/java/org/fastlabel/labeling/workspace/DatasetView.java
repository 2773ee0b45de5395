package org.fastlabel.labeling.workspace;

import jakarta.json.bind.annotation.JsonbNillable;
import org.fastlabel.dataset.OpenDataset;
import org.fastlabel.dataset.SourceSpec;

/**
 * A data set as the pages see it.
 *
 * @param path null for the sample
 * @param tile null unless a sprite sheet
 */
@JsonbNillable
public record DatasetView(String id, String name, String type, String path, Integer tile, int count, int unreadable) {

    static DatasetView of(OpenDataset d, int unreadable) {
        SourceSpec spec = d.source().spec();
        return new DatasetView(d.id(), d.name(), spec.type(), spec.location().map(Object::toString).orElse(null),
                spec instanceof SourceSpec.Sprite s ? s.tile() : null, d.items().presentCount(), unreadable);
    }
}
