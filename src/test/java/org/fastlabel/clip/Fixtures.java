package org.fastlabel.clip;

import java.nio.file.Files;
import java.nio.file.Path;

/** The reference checkpoints: the project's copies, or a folder of the same structure that FASTLABEL_FIXTURES names. */
final class Fixtures {

    private Fixtures() {
    }

    static Path folder(String set) {
        String other = System.getenv("FASTLABEL_FIXTURES");
        Path root = other == null || other.isBlank() ? Path.of("src/test/resources/fixtures") : Path.of(other);
        Path folder = root.resolve(set);
        if (!Files.isDirectory(folder)) {
            throw new IllegalStateException("no fixtures in " + folder.toAbsolutePath());
        }
        return folder;
    }
}
