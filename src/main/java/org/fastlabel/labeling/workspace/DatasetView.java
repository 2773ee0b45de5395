package org.fastlabel.labeling.workspace;

import jakarta.json.bind.annotation.JsonbNillable;
import java.util.Map;
import org.fastlabel.dataset.OpenDataset;
import org.fastlabel.dataset.SourceSpec;

/**
 * A data set as the pages see it.
 *
 * @param path      null for the sample
 * @param tile      null unless a sprite sheet
 * @param data_type image, audio or text
 */
@JsonbNillable
public record DatasetView(String id, String name, String type, String path, Integer tile, String text_column, String label_column,
        String path_column, String data_type, int count, int unreadable) {

    static DatasetView of(OpenDataset d, int unreadable) {
        SourceSpec spec = d.source().spec();
        Map<String, String> options = spec.options();
        return new DatasetView(d.id(), d.name(), spec.type(), spec.location().map(Object::toString).orElse(null),
                spec instanceof SourceSpec.Sprite s ? s.tile() : null, options.get(SourceSpec.TEXT_COLUMN),
                options.get(SourceSpec.LABEL_COLUMN), options.get(SourceSpec.PATH_COLUMN), d.source().kind().wireName(),
                d.items().presentCount(), unreadable);
    }
}
