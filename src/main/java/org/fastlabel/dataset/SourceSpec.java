package org.fastlabel.dataset;

import java.nio.file.Path;
import java.util.Optional;

/** Says what a data set is; a {@link MediaSource} reads it. Paths are absolute, real and under an allowed root. */
public sealed interface SourceSpec {

    /** The portraits that the program draws itself. */
    record Sample() implements SourceSpec {
    }

    /** One picture that holds many square tiles of {@code tile} pixels, row by row. */
    record Sprite(Path path, int tile) implements SourceSpec {
    }

    /** All pictures below a folder. */
    record Folder(Path path) implements SourceSpec {
    }

    /** The word for it in the HTTP contract: {@code sample}, {@code sprite}, {@code image}. */
    default String type() {
        if (this instanceof Sample) {
            return "sample";
        }
        return this instanceof Sprite ? "sprite" : "image";
    }

    /** Where it lies; empty for what the program makes itself. */
    default Optional<Path> location() {
        if (this instanceof Sprite s) {
            return Optional.of(s.path);
        }
        return this instanceof Folder f ? Optional.of(f.path) : Optional.empty();
    }
}
