package org.fastlabel.checkpoint;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.clip.ClipConfig;

/**
 * What is being downloaded, or has been: the same file, renamed at the end, says that a checkpoint is complete.
 *
 * @param commit  that all files are of
 * @param license of the hub's tags, or null
 * @param shape   null before the configuration has been read
 */
record Plan(HubName name, String commit, String license, Shape shape, List<PlannedFile> files) {

    /** While files are missing. */
    static final String BEGUN = "download.json";
    /** When all are there and verified. */
    static final String COMPLETE = "checkpoint.json";

    private static final System.Logger LOG = System.getLogger(Plan.class.getName());

    /** What the configuration says about the model. */
    record Shape(String architecture, int dim, int imageSize) {

        static Shape of(ClipConfig config) {
            return new Shape(config.architecture(), config.embedDim(), config.vision().imageSize());
        }
    }

    Plan {
        files = List.copyOf(files);
    }

    /** Bytes of all files, as far as they are known. */
    long bytes() {
        return files.stream().mapToLong(f -> f.size() == null ? 0 : f.size()).sum();
    }

    List<String> names() {
        return files.stream().map(PlannedFile::name).toList();
    }

    PlannedFile file(String file) {
        return files.stream().filter(f -> f.name().equals(file)).findFirst().orElseThrow();
    }

    /** With one file replaced, or added. */
    Plan with(PlannedFile file) {
        List<PlannedFile> changed = new ArrayList<>(files);
        int at = names().indexOf(file.name());
        if (at < 0) {
            changed.add(file);
        } else {
            changed.set(at, file);
        }
        return new Plan(name, commit, license, shape, changed);
    }

    Plan shaped(Shape read) {
        return new Plan(name, commit, license, read, files);
    }

    /** Empty when there is none, or none that can be read. */
    static Optional<Plan> read(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file); JsonReader reader = Json.createReader(in)) {
            JsonObject json = reader.readObject();
            List<PlannedFile> files = new ArrayList<>();
            for (JsonValue value : json.getJsonArray("files")) {
                JsonObject f = value.asJsonObject();
                files.add(new PlannedFile(f.getString("name"), f.containsKey("size") ? f.getJsonNumber("size").longValueExact() : null,
                        Checksum.of(f.getString("checksum", "")), f.getString("etag", null)));
            }
            Shape shape = json.containsKey("architecture")
                    ? new Shape(json.getString("architecture"), json.getInt("dim"), json.getInt("image_size")) : null;
            return Optional.of(new Plan(new HubName(json.getString("repository"), json.getString("revision")), json.getString("commit"),
                    json.getString("license", null), shape, files));
        } catch (IOException | JsonException | ClassCastException | NullPointerException | ArithmeticException | InvalidInput e) {
            LOG.log(System.Logger.Level.WARNING, "{0} cannot be read: {1}", file, e.getMessage());
            return Optional.empty();
        }
    }

    void write(Path file) {
        JsonObjectBuilder json = Json.createObjectBuilder().add("repository", name.repository()).add("revision", name.revision())
                .add("commit", commit);
        if (license != null) {
            json.add("license", license);
        }
        if (shape != null) {
            json.add("architecture", shape.architecture()).add("dim", shape.dim()).add("image_size", shape.imageSize());
        }
        JsonArrayBuilder list = Json.createArrayBuilder();
        for (PlannedFile f : files) {
            JsonObjectBuilder one = Json.createObjectBuilder().add("name", f.name());
            if (f.size() != null) {
                one.add("size", f.size());
            }
            f.checksum().ifPresent(checksum -> one.add("checksum", checksum.hex()));
            if (f.etag() != null) {
                one.add("etag", f.etag());
            }
            list.add(one);
        }
        Disk.replace(file, json.add("files", list).build().toString().getBytes(StandardCharsets.UTF_8));
    }
}
