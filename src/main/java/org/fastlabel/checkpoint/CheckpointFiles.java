package org.fastlabel.checkpoint;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.fastlabel.api.InvalidInput;

/**
 * Which files make a checkpoint, in the layout of Hugging Face or of open_clip.
 *
 * @param configuration small files, to be read before the weights are worth fetching
 * @param weights       the single file, or the index of the shards
 */
record CheckpointFiles(List<String> configuration, String weights) {

    private static final String INDEX = ".index.json";
    private static final long MAX_JSON_BYTES = 20L << 20;
    private static final int MAX_SHARDS = 200;
    private static final Pattern SHARD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,120}\\.safetensors");

    /** Either of these, the first that is there. */
    private static final List<List<String>> TOKENIZERS = List.of(List.of("tokenizer.json"), List.of("vocab.json", "merges.txt"));
    /** Read where it is there. */
    private static final String TOKENIZER_SETTINGS = "tokenizer_config.json";

    private static final List<CheckpointFiles> LAYOUTS = List.of(
            new CheckpointFiles(List.of("config.json", "preprocessor_config.json"), "model.safetensors"),
            new CheckpointFiles(List.of("open_clip_config.json"), "open_clip_model.safetensors"));

    /** Those of a layout of which all files exist, the index included where there is one; empty when there is none. */
    static Optional<CheckpointFiles> of(Predicate<String> exists) {
        Optional<List<String>> tokenizer = TOKENIZERS.stream().filter(files -> files.stream().allMatch(exists)).findFirst();
        for (CheckpointFiles layout : LAYOUTS) {
            boolean single = exists.test(layout.weights);
            if (tokenizer.isPresent() && layout.configuration.stream().allMatch(exists) && (single || exists.test(layout.weights + INDEX))) {
                List<String> files = new ArrayList<>(layout.configuration);
                files.addAll(tokenizer.get());
                if (exists.test(TOKENIZER_SETTINGS)) {
                    files.add(TOKENIZER_SETTINGS);
                }
                return Optional.of(new CheckpointFiles(files, single ? layout.weights : layout.weights + INDEX));
            }
        }
        return Optional.empty();
    }

    /** What to say of files of which {@link #of} is empty. @param where they are not all, as a sentence begins; @param advice where to find the weights */
    static InvalidInput incomplete(Predicate<String> exists, String where, String advice) {
        for (CheckpointFiles layout : LAYOUTS) {
            if (exists.test(layout.configuration.get(0))) {
                String pickle = layout.weights.replace("model.safetensors", "pytorch_model.bin");
                String missing = layout.configuration.stream().filter(f -> !exists.test(f)).findFirst()
                        .orElse(exists.test(layout.weights) || exists.test(layout.weights + INDEX) ? "tokenizer.json" : layout.weights);
                return new InvalidInput("bad-checkpoint", where + " has no " + missing + "." + (!missing.equals(layout.weights) ? ""
                        : (exists.test(pickle) ? " Its weights are a pickle file (" + pickle + "), which FastLabel never opens." : "") + advice));
            }
        }
        return new InvalidInput("bad-checkpoint", where + " has neither config.json nor open_clip_config.json: it is no CLIP checkpoint.");
    }

    boolean sharded() {
        return weights.endsWith(INDEX);
    }

    /** All files of a folder, each of them there. @throws InvalidInput with code {@code bad-checkpoint} when one is missing */
    static List<String> in(Path folder) {
        Predicate<String> exists = file -> Files.isRegularFile(folder.resolve(file));
        CheckpointFiles layout = of(exists).orElseThrow(() -> incomplete(exists, "The folder", ""));
        List<String> files = new ArrayList<>(layout.configuration);
        files.add(layout.weights);
        if (layout.sharded()) {
            for (String shard : shards(folder.resolve(layout.weights))) {
                if (!exists.test(shard)) {
                    throw new InvalidInput("bad-checkpoint", "The folder has no " + shard + ", which " + layout.weights + " names.");
                }
                files.add(shard);
            }
        }
        return files;
    }

    /** The files that an index names, none of which can leave the folder. @throws InvalidInput when it is no such index */
    static Set<String> shards(Path index) {
        String name = index.getFileName().toString();
        Set<String> shards = new TreeSet<>();
        for (JsonValue value : json(index).getOrDefault("weight_map", JsonValue.EMPTY_JSON_OBJECT).asJsonObject().values()) {
            String shard = value instanceof JsonString s ? s.getString() : value.toString();
            if (!SHARD.matcher(shard).matches() || shards.add(shard) && shards.size() > MAX_SHARDS) {
                throw new InvalidInput("bad-checkpoint", name + " names the file \"" + shorten(shard)
                        + "\": shards are at most " + MAX_SHARDS + " safetensors files beside it.");
            }
        }
        if (shards.isEmpty()) {
            throw new InvalidInput("bad-checkpoint", name + " has no weight_map: it is no index of shards.");
        }
        return shards;
    }

    private static JsonObject json(Path file) {
        try (InputStream in = Files.newInputStream(file); JsonReader reader = Json.createReader(in)) {
            if (Files.size(file) > MAX_JSON_BYTES) {
                throw new InvalidInput("bad-checkpoint", file.getFileName() + " is larger than any index of shards.");
            }
            return reader.readObject();
        } catch (IOException | JsonException | ClassCastException e) {
            throw new InvalidInput("bad-checkpoint", file.getFileName() + " is not JSON.", e);
        }
    }

    private static String shorten(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
