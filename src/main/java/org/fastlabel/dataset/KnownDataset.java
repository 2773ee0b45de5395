package org.fastlabel.dataset;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/**
 * A data set that was opened before.
 *
 * @param path    absolute; null for the sample
 * @param tile    pixels; null unless a sprite sheet
 * @param options as {@link SourceSpec#options}
 */
public record KnownDataset(String id, String type, String path, Integer tile, Map<String, String> options, String name, int count,
        Instant lastUsed) {

    /** What to open to have it again; the sample in place of a type that is no longer known. */
    public SourceSpec spec() {
        return SourceSpec.of(type, path == null ? null : Path.of(path), tile, options).orElseGet(SourceSpec.Sample::new);
    }
}
