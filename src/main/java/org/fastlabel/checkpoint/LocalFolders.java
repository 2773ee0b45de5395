package org.fastlabel.checkpoint;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fastlabel.api.CapacityExceeded;

/** The folders that a person added, remembered in a small file. Safe from any thread. */
public final class LocalFolders {

    private static final System.Logger LOG = System.getLogger(LocalFolders.class.getName());
    private static final int MAX = 100;

    private final Path file;

    public LocalFolders(Path file) {
        this.file = file;
    }

    public synchronized List<Path> all() {
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        try (InputStream in = Files.newInputStream(file); JsonReader reader = Json.createReader(in)) {
            return reader.readObject().getJsonArray("folders").getValuesAs(JsonString.class).stream()
                    .map(text -> Path.of(text.getString())).toList();
        } catch (IOException | JsonException | ClassCastException | NullPointerException | IllegalArgumentException e) {
            LOG.log(System.Logger.Level.WARNING, "{0} cannot be read; its folders have to be added again.", file);
            return List.of();
        }
    }

    public synchronized void add(Path folder) {
        List<Path> folders = new ArrayList<>(all());
        if (folders.contains(folder)) {
            return;
        }
        if (folders.size() == MAX) {
            throw new CapacityExceeded("too-many-checkpoints", "There are " + MAX + " folders already; take one off the list first.");
        }
        folders.add(folder);
        write(folders);
    }

    public synchronized void remove(Path folder) {
        write(all().stream().filter(f -> !f.equals(folder)).toList());
    }

    private void write(List<Path> folders) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        folders.forEach(folder -> array.add(folder.toString()));
        JsonObject json = Json.createObjectBuilder().add("folders", array).build();
        Disk.replace(file, json.toString().getBytes(StandardCharsets.UTF_8));
    }
}
