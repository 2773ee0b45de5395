package org.fastlabel.clip.training;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.fastlabel.torch.Safetensors;
import org.fastlabel.torch.Safetensors.Tensor;

/** Writes an open_clip folder. Every file is written beside its name and then renamed. */
public final class CheckpointFolder {

    static final String CONFIG = "open_clip_config.json";
    private static final String START = "<|startoftext|>";
    private static final String END = "<|endoftext|>";
    /** A token for each byte, alone and at the end of a word. */
    private static final int BYTE_TOKENS = 512;

    private CheckpointFolder() {
    }

    /**
     * A smaller CLIP tokenizer: the same rules with only the first merges. The end token gets the largest id, since the
     * text tower looks for that.
     *
     * @param full       CLIP's {@code tokenizer.json}
     * @param vocabulary tokens of the smaller one, start and end included
     */
    static void writeTokenizer(Path full, int vocabulary, Path folder) {
        JsonObject json = JsonParser.parseString(read(full)).getAsJsonObject();
        JsonObject model = json.getAsJsonObject("model");
        JsonArray merges = new JsonArray();
        for (int i = 0; i < vocabulary - 2 - BYTE_TOKENS; i++) {
            merges.add(model.getAsJsonArray("merges").get(i));
        }
        JsonObject tokens = new JsonObject();
        for (Map.Entry<String, JsonElement> e : model.getAsJsonObject("vocab").entrySet()) {
            if (e.getValue().getAsInt() < vocabulary - 2) {
                tokens.add(e.getKey(), e.getValue());
            }
        }
        tokens.addProperty(START, vocabulary - 2);
        tokens.addProperty(END, vocabulary - 1);
        model.add("merges", merges);
        model.add("vocab", tokens);
        for (JsonElement added : json.getAsJsonArray("added_tokens")) {
            JsonObject token = added.getAsJsonObject();
            token.add("id", tokens.get(token.get("content").getAsString()));
        }
        JsonObject post = json.getAsJsonObject("post_processor");
        for (String place : new String[] {"cls", "sep"}) {
            JsonArray token = post.getAsJsonArray(place);
            token.set(1, tokens.get(token.get(0).getAsString()));
        }
        write(folder.resolve("tokenizer.json"), json.toString());
    }

    /** The weights without what only training needs; matrices and kernels in float16, vectors in float32. */
    static void writeWeights(Map<String, Tensor> state, Path folder) {
        Map<String, Tensor> weights = new LinkedHashMap<>();
        state.forEach((name, t) -> {
            if (!name.startsWith("m.") && !name.startsWith("v.") && !name.startsWith("aux.")) {
                weights.put(name, new Tensor(t.shape(), t.values(), t.shape().length > 1));
            }
        });
        writeTensors(folder.resolve("open_clip_model.safetensors"), weights);
    }

    public static void writeTensors(Path file, Map<String, Tensor> tensors) {
        try {
            Safetensors.write(file, tensors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Map<String, Tensor> readTensors(Path file) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        try (Safetensors in = Safetensors.open(file)) {
            in.entries().forEach((name, e) -> tensors.put(name, new Tensor(e.shape(), in.floats(name), false)));
        }
        return tensors;
    }

    public static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void write(Path file, String text) {
        Path temporary = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.writeString(temporary, text);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
