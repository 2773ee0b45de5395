package org.fastlabel.generation;

import java.nio.file.Files;
import java.nio.file.Path;

/** The tiny FLUX model with random weights: the project's copy, or one of the same structure that FASTLABEL_FIXTURES names. */
final class FluxFixture {

    /** Nobody looks at the progress. */
    static final FluxLoadingProgram.Progress QUIET = (part, bytes) -> { };

    private FluxFixture() {
    }

    static Path folder() {
        String other = System.getenv("FASTLABEL_FIXTURES");
        Path folder = Path.of(other == null || other.isBlank() ? "src/test/resources/fixtures" : other).resolve("flux");
        if (!Files.isDirectory(folder)) {
            throw new IllegalStateException("no fixtures in " + folder.toAbsolutePath());
        }
        return folder;
    }

    static FluxModel open(String precision) {
        return FluxModel.open(FluxFolder.read(folder()), "cpu", precision, QUIET);
    }

    static GenerationParameters parameters(int steps, int width, int height) {
        return new GenerationParameters(steps, 0, "flow-match-euler", width, height);
    }
}
