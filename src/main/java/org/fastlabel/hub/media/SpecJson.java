package org.fastlabel.hub.media;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import org.fastlabel.dataset.SourceSpec;
import org.fastlabel.labeling.workspace.RequestedDataset;
import org.fastlabel.security.PathGuard;

/** Sources as {@code POST /api/config} takes them, which is how a data set of the team keeps its own. */
final class SpecJson {

    private SpecJson() {
    }

    static JsonObject write(SourceSpec spec) {
        JsonObjectBuilder json = Json.createObjectBuilder().add("type", spec.type());
        spec.location().ifPresent(path -> json.add("path", path.toString()));
        if (spec instanceof SourceSpec.Sprite sheet) {
            json.add("tile", sheet.tile());
        }
        spec.options().forEach(json::add);
        return json.build();
    }

    /** Looks again whether the path may be read: roots may have become fewer since it was kept. */
    static SourceSpec read(JsonObject json, PathGuard paths) {
        return RequestedDataset.of(json, paths).spec();
    }
}
