package org.fastlabel.embedding;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.fastlabel.api.Conflict;
import org.fastlabel.checkpoint.Disk;

/**
 * Which checkpoint is in use and which one is to be: in a file that is replaced as a whole, so that it holds the one or the other
 * whenever the process ends. What the start of the server named cannot be changed. Safe from any thread.
 */
final class Choice {

    private static final System.Logger LOG = System.getLogger(Choice.class.getName());

    private final Path file;
    private final String pinned;
    private final String fallback;
    private Stored stored;

    /** @param imported names of imported embeddings by data set id: they serve that one alone */
    private record Stored(String active, String next, Map<String, String> imported) {
    }

    /**
     * @param pinned   the checkpoint that was named at the start; then nothing else can be chosen
     * @param fallback the one that is always there
     */
    Choice(Path file, Optional<String> pinned, String fallback) {
        this.file = file;
        this.pinned = pinned.orElse(null);
        this.fallback = fallback;
        this.stored = read();
    }

    private Stored read() {
        try {
            JsonObject json = Json.createReader(new StringReader(Files.readString(file))).readObject();
            Map<String, String> imported = new HashMap<>();
            json.getJsonObject("imported").forEach((dataset, id) -> imported.put(dataset, ((JsonString) id).getString()));
            return new Stored(json.getString("active"), json.getString("next", null), imported);
        } catch (IOException | JsonException | NullPointerException | ClassCastException | IllegalStateException e) {
            if (Files.exists(file)) {
                LOG.log(System.Logger.Level.WARNING, "{0} cannot be read; the embedded checkpoint is used.", file.getFileName());
            }
            return new Stored(fallback, null, Map.of());
        }
    }

    boolean pinned() {
        return pinned != null;
    }

    /** The checkpoint to begin with. */
    synchronized String active() {
        return pinned != null ? pinned : stored.active;
    }

    /** The one that a switch was begun to and not ended; null when there is none. */
    synchronized String next() {
        return pinned != null ? null : stored.next;
    }

    /** The imported embeddings that serve a data set, or null. */
    synchronized String imported(String datasetId) {
        return pinned != null ? null : stored.imported.get(datasetId);
    }

    /** @throws Conflict with code {@code checkpoint-pinned} */
    void requireFree() {
        if (pinned != null) {
            throw new Conflict("checkpoint-pinned", "The checkpoint was named when the server was started (FASTLABEL_CHECKPOINT); "
                    + "start it without that to choose one here.");
        }
    }

    /** Notes what a switch is begun to; null when it has ended. */
    synchronized void next(String id) {
        if (pinned == null && !Objects.equals(id, stored.next)) {
            write(new Stored(stored.active, id, stored.imported));
        }
    }

    /** Notes that a checkpoint is in use from now on, for every data set. */
    synchronized void use(String id, String datasetId) {
        if (pinned == null) {
            Map<String, String> others = new HashMap<>(stored.imported);
            others.remove(datasetId);
            write(new Stored(id, null, others));
        }
    }

    /** Notes that imported embeddings serve a data set from now on. */
    synchronized void useImported(String id, String datasetId) {
        Map<String, String> all = new HashMap<>(stored.imported);
        all.put(datasetId, id);
        write(new Stored(stored.active, null, all));
    }

    private void write(Stored next) {
        JsonObjectBuilder imported = Json.createObjectBuilder();
        next.imported.forEach(imported::add);
        JsonObjectBuilder json = Json.createObjectBuilder().add("active", next.active).add("imported", imported);
        if (next.next != null) {
            json.add("next", next.next);
        }
        Disk.replace(file, json.build().toString().getBytes(StandardCharsets.UTF_8));
        stored = next;
    }
}
