package org.fastlabel.labeling.workspace;

import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.nio.file.Files;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.JsonBody;
import org.fastlabel.dataset.OpenDataset;
import org.fastlabel.dataset.SourceSpec;
import org.fastlabel.labeling.LabelingDesk;
import org.fastlabel.security.PathGuard;

/** Chooses the data set. */
@Path("/config")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ConfigResource {

    private static final int DEFAULT_TILE = 48;

    @EJB
    private Workspace workspace;
    @EJB
    private LabelingDesk labeling;
    @Inject
    private PathGuard paths;

    /**
     * @param count           items
     * @param restored_labels labels of an earlier session with the same data set, which can be brought back
     */
    public record Configured(boolean success, int count, String type, DatasetView dataset, int restored_labels) {
    }

    @POST
    public Configured configure(String body) {
        OpenDataset opened = workspace.configure(spec(JsonBody.object(body)));
        return new Configured(true, opened.items().presentCount(), opened.source().spec().type(), DatasetView.of(opened, 0),
                labeling.restorableLabels());
    }

    private SourceSpec spec(JsonObject body) {
        String type = JsonBody.text(body, "type").orElseThrow(() -> new InvalidInput("missing-type",
                "Say \"type\": \"image\" (a folder), \"sprite\" (one sheet of tiles) or \"sample\"."));
        switch (type) {
            case "sample":
                return new SourceSpec.Sample();
            case "sprite":
                java.nio.file.Path sheet = path(body);
                if (!Files.isRegularFile(sheet)) {
                    throw new InvalidInput("not-a-file", "A sprite sheet is one picture file; this path is a folder.");
                }
                return new SourceSpec.Sprite(sheet, tile(body));
            case "image":
                java.nio.file.Path folder = path(body);
                if (!Files.isDirectory(folder)) {
                    throw new InvalidInput("not-a-folder", "This path is a file; give the folder that holds the images.");
                }
                return new SourceSpec.Folder(folder);
            default:
                throw new InvalidInput("unknown-type", "The type \"" + JsonBody.shortened(type)
                        + "\" is not known; use image, sprite or sample.");
        }
    }

    private java.nio.file.Path path(JsonObject body) {
        return paths.resolve(JsonBody.text(body, "path").orElse(null));
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
}
