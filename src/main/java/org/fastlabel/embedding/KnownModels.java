package org.fastlabel.embedding;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.fastlabel.checkpoint.Disk;
import org.fastlabel.dataset.MediaKind;

/** What was learnt of each checkpoint when it was loaded last, so that it is known without loading it. Safe from any thread. */
final class KnownModels {

    private static final System.Logger LOG = System.getLogger(KnownModels.class.getName());

    private final Path file;
    private final Map<String, Known> known = new TreeMap<>();

    /**
     * @param embedders       id of the embedder by what it embeds
     * @param imagesPerSecond 0 when it was not measured
     */
    record Known(Map<MediaKind, String> embedders, double imagesPerSecond) {
    }

    KnownModels(Path file) {
        this.file = file;
        try {
            if (Files.exists(file)) {
                Json.createReader(new StringReader(Files.readString(file))).readObject()
                        .forEach((id, value) -> known.put(id, known(value.asJsonObject())));
            }
        } catch (IOException | JsonException | NullPointerException | ClassCastException | IllegalStateException e) {
            LOG.log(System.Logger.Level.WARNING, "{0} cannot be read; checkpoints are measured again when they are loaded.",
                    file.getFileName());
        }
    }

    private static Known known(JsonObject json) {
        Map<MediaKind, String> embedders = new EnumMap<>(MediaKind.class);
        for (MediaKind kind : MediaKind.values()) {
            embedders.put(kind, json.getString(kind.wireName()));
        }
        return new Known(embedders, json.getJsonNumber("images_per_second").doubleValue());
    }

    synchronized Optional<Known> of(String checkpoint) {
        return Optional.ofNullable(known.get(checkpoint));
    }

    synchronized void note(Model model) {
        Map<MediaKind, String> embedders = new EnumMap<>(MediaKind.class);
        for (MediaKind kind : MediaKind.values()) {
            embedders.put(kind, model.embedder(kind).id());
        }
        known.put(model.id(), new Known(embedders, model.imagesPerSecond()));
        try {
            Disk.replace(file, json().getBytes(StandardCharsets.UTF_8));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "what was learnt of a checkpoint could not be kept", e);
        }
    }

    private String json() {
        JsonObjectBuilder all = Json.createObjectBuilder();
        known.forEach((id, one) -> {
            JsonObjectBuilder json = Json.createObjectBuilder().add("images_per_second", one.imagesPerSecond);
            one.embedders.forEach((kind, embedder) -> json.add(kind.wireName(), embedder));
            all.add(id, json);
        });
        return all.build().toString();
    }
}
