package org.fastlabel.clip;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fastlabel.torch.RawSafetensors;
import org.fastlabel.torch.RawSafetensors.Tensor;
import org.fastlabel.torch.RawSafetensors.Type;

/** A reference checkpoint, copied to be stored otherwise or to be damaged. */
final class CheckpointCopy {

    private final Path folder;
    private final String weights;

    private CheckpointCopy(Path folder, String weights) {
        this.folder = folder;
        this.weights = weights;
    }

    /** @param set of the fixtures; its weights are not copied */
    static CheckpointCopy of(String set, Path folder) throws IOException {
        Files.createDirectories(folder);
        try (var files = Files.list(Fixtures.folder(set))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
                Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return new CheckpointCopy(folder, set.equals("openclip") ? "open_clip_model.safetensors" : "model.safetensors");
    }

    static Map<String, Tensor> tensors(String set) {
        return RawSafetensors.read(Fixtures.folder(set)
                .resolve(set.equals("openclip") ? "open_clip_model.safetensors" : "model.safetensors"));
    }

    Path folder() {
        return folder;
    }

    CheckpointCopy weights(Map<String, Tensor> tensors, Type type) throws IOException {
        RawSafetensors.write(folder.resolve(weights), tensors, type);
        return this;
    }

    /** The weights of the set, byte by byte. */
    CheckpointCopy weightsOf(String set) throws IOException {
        Files.copy(Fixtures.folder(set).resolve(weights), folder.resolve(weights), StandardCopyOption.REPLACE_EXISTING);
        return this;
    }

    /** Deals the tensors out to so many files, and writes the index. */
    CheckpointCopy shards(Map<String, Tensor> tensors, Type type, int count) throws IOException {
        List<Map<String, Tensor>> shards = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            shards.add(new LinkedHashMap<>());
        }
        JsonObject map = new JsonObject();
        int next = 0;
        for (Map.Entry<String, Tensor> t : tensors.entrySet()) {
            int shard = next++ % count;
            shards.get(shard).put(t.getKey(), t.getValue());
            map.addProperty(t.getKey(), shard(shard, count));
        }
        for (int i = 0; i < count; i++) {
            RawSafetensors.write(folder.resolve(shard(i, count)), shards.get(i), type);
        }
        JsonObject index = new JsonObject();
        index.add("metadata", new JsonObject());
        index.add("weight_map", map);
        Files.writeString(folder.resolve(weights + ".index.json"), index.toString());
        return this;
    }

    private String shard(int i, int count) {
        return String.format("%s-%05d-of-%05d.safetensors", weights.replace(".safetensors", ""), i + 1, count);
    }

    /**
     * Changes a setting.
     *
     * @param path  keys from the top of the file, separated by slashes
     * @param value JSON; {@code null} takes the key away
     */
    CheckpointCopy set(String file, String path, String value) throws IOException {
        JsonObject json = JsonParser.parseString(Files.readString(folder.resolve(file))).getAsJsonObject();
        String[] keys = path.split("/");
        JsonObject at = json;
        for (int i = 0; i < keys.length - 1; i++) {
            at = at.getAsJsonObject(keys[i]);
        }
        JsonElement parsed = value == null ? null : JsonParser.parseString(value);
        if (parsed == null) {
            at.remove(keys[keys.length - 1]);
        } else {
            at.add(keys[keys.length - 1], parsed);
        }
        Files.writeString(folder.resolve(file), json.toString());
        return this;
    }

    CheckpointCopy text(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
        return this;
    }

    CheckpointCopy bytes(String file, byte[] bytes) throws IOException {
        Files.write(folder.resolve(file), bytes);
        return this;
    }

    CheckpointCopy without(String file) throws IOException {
        Files.delete(folder.resolve(file));
        return this;
    }
}
