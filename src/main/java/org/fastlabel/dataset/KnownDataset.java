package org.fastlabel.dataset;

import java.nio.file.Path;
import java.time.Instant;

/**
 * A data set that was opened before.
 *
 * @param path absolute; null for the sample
 * @param tile pixels; null unless a sprite sheet
 */
public record KnownDataset(String id, String type, String path, Integer tile, String name, int count, Instant lastUsed) {

    public SourceSpec spec() {
        switch (type) {
            case "sprite":
                return new SourceSpec.Sprite(Path.of(path), tile);
            case "image":
                return new SourceSpec.Folder(Path.of(path));
            default:
                return new SourceSpec.Sample();
        }
    }
}
