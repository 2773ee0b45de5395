package org.fastlabel.generation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A copy of the tiny model, to be damaged. */
final class ModelCopy {

    private ModelCopy() {
    }

    static Path in(Path parent, String name) throws IOException {
        Path from = FluxFixture.folder();
        Path to = parent.resolve(name);
        try (Stream<Path> tree = Files.walk(from)) {
            for (Path file : tree.filter(f -> !f.endsWith("expected.safetensors")).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                    target.toFile().setWritable(true);
                }
            }
        }
        return to;
    }

    static void edit(Path file, String from, String to) throws IOException {
        String text = Files.readString(file);
        if (!text.contains(from)) {
            throw new IllegalArgumentException(file + " has no " + from);
        }
        Files.writeString(file, text.replace(from, to));
    }
}
