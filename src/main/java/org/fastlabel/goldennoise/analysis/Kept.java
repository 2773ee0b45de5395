package org.fastlabel.goldennoise.analysis;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Results as JSON files that are whole or not there. */
public final class Kept {

    private static final System.Logger LOG = System.getLogger(Kept.class.getName());

    private Kept() {
    }

    public static void write(Path file, String json) {
        try {
            Files.createDirectories(file.getParent());
            Path unfinished = file.resolveSibling(file.getFileName() + ".part");
            Files.writeString(unfinished, json);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** Empty when there is none, or it cannot be read, which the log tells. */
    public static Optional<JsonObject> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (JsonReader reader = Json.createReader(new StringReader(Files.readString(file)))) {
            return Optional.of(reader.readObject());
        } catch (IOException | JsonException | IllegalStateException e) {
            LOG.log(System.Logger.Level.WARNING, "{0} cannot be read: {1}", file.getFileName(), e.getMessage());
            return Optional.empty();
        }
    }
}
