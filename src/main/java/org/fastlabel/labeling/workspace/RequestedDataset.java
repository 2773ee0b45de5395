package org.fastlabel.labeling.workspace;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.JsonBody;
import org.fastlabel.dataset.SourceSpec;
import org.fastlabel.labeling.Classes;
import org.fastlabel.security.PathGuard;

/**
 * What a request to open a data set says, after every field has been looked at.
 *
 * @param classes the names to begin with; empty for the two defaults
 */
public record RequestedDataset(SourceSpec spec, List<String> classes) {

    private static final int DEFAULT_TILE = 48;
    private static final String TYPES = "image, sprite, sample, audio, text, cifar10, imagefolder, esc50, urbansound8k or csv";

    /** @throws InvalidInput naming the field that is at fault; and as {@link PathGuard#resolve} */
    public static RequestedDataset of(JsonObject body, PathGuard paths) {
        String type = JsonBody.text(body, "type").orElseThrow(() -> new InvalidInput("missing-type",
                "Say what to open, \"type\": " + TYPES + "."));
        Map<String, String> columns = new HashMap<>();
        for (String name : List.of(SourceSpec.TEXT_COLUMN, SourceSpec.LABEL_COLUMN, SourceSpec.PATH_COLUMN)) {
            JsonBody.text(body, name).filter(c -> !c.isBlank()).ifPresent(c -> columns.put(name, c));
        }
        List<String> classes = classes(body);
        // Known types only: what is asked of the disk below depends on them.
        if (SourceSpec.of(type, Path.of("/"), DEFAULT_TILE, columns).isEmpty()) {
            throw new InvalidInput("unknown-type", "The type \"" + JsonBody.shortened(type) + "\" is not known; use " + TYPES + ".");
        }
        Path path = type.equals("sample") ? null : path(type, paths.resolve(JsonBody.text(body, "path").orElse(null)));
        int tile = type.equals("sprite") ? tile(body) : DEFAULT_TILE;
        return new RequestedDataset(SourceSpec.of(type, path, tile, columns).orElseThrow(), classes);
    }

    private static Path path(String type, Path path) {
        switch (type) {
            case "sprite":
                if (!Files.isRegularFile(path)) {
                    throw new InvalidInput("not-a-file", "A sprite sheet is one picture file; this path is a folder.");
                }
                return path;
            case "csv":
                if (!Files.isRegularFile(path)) {
                    throw new InvalidInput("not-a-file", "A table of paths is one file; this path is a folder.");
                }
                return path;
            case "text":
                return path;
            default:
                if (!Files.isDirectory(path)) {
                    throw new InvalidInput("not-a-folder", "This path is a file; give the folder that holds the items.");
                }
                return path;
        }
    }

    private static int tile(JsonObject body) {
        JsonValue tile = body.get("tile");
        if (tile == null || tile == JsonValue.NULL) {
            return DEFAULT_TILE;
        }
        int side = JsonBody.integer(tile, "tile");
        if (side < 4 || side > 2048) {
            throw new InvalidInput("bad-tile", "The tile size must be from 4 to 2048 pixels; it is " + side + ".");
        }
        return side;
    }

    private static List<String> classes(JsonObject body) {
        JsonValue value = body.get("classes");
        if (value == null || value == JsonValue.NULL) {
            return List.of();
        }
        if (value.getValueType() != JsonValue.ValueType.ARRAY) {
            throw new InvalidInput("bad-class-name", "\"classes\" must be a list of names, such as [\"cat\", \"dog\"].");
        }
        List<String> names = new ArrayList<>();
        for (JsonValue item : value.asJsonArray()) {
            if (!(item instanceof JsonString name)) {
                throw new InvalidInput("bad-class-name", "\"classes\" must be a list of names, such as [\"cat\", \"dog\"].");
            }
            names.add(name.getString());
        }
        // Refused before anything is opened.
        Classes.named(names);
        return List.copyOf(names);
    }
}
