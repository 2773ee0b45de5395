package org.fastlabel.embedding.text;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.embedding.text.Onnx.Tensor;
import org.fastlabel.torch.Safetensors;

/** Reads a sentence model from a folder, in the form in which such models are published. */
final class SentenceFolder {

    private static final int MAX_JSON_BYTES = 1_000_000;

    private SentenceFolder() {
    }

    static SentenceModel open(Path folder, String device) {
        String name = folder.getFileName().toString();
        for (String file : new String[] {"config.json", "model.safetensors", "tokenizer.json"}) {
            if (!Files.isRegularFile(folder.resolve(file))) {
                throw bad(file + " is missing from the folder " + name + " that FASTLABEL_TEXT_MODEL names.");
            }
        }
        SentenceConfig config = config(folder);
        Map<String, Tensor> tensors = new HashMap<>();
        try (Safetensors file = Safetensors.open(folder.resolve("model.safetensors"));
                InputStream tokenizer = Files.newInputStream(folder.resolve("tokenizer.json"))) {
            String prefix = file.entries().containsKey("bert.embeddings.word_embeddings.weight") ? "bert." : "";
            for (String tensor : config.shapes().keySet()) {
                if (file.entries().containsKey(prefix + tensor)) {
                    tensors.put(tensor, new Tensor(file.entries().get(prefix + tensor).shape(), file.floats(prefix + tensor)));
                }
            }
            return new SentenceModel(name, config, tensors, new SentenceTokenizer(tokenizer, config), device);
        } catch (IOException e) {
            throw bad("tokenizer.json cannot be read.");
        }
    }

    private static SentenceConfig config(Path folder) {
        JsonObject json = json(folder.resolve("config.json"));
        require(json, "model_type", "bert");
        require(json, "hidden_act", "gelu");
        require(json, "position_embedding_type", "absolute");
        int width = number(json, "hidden_size");
        int heads = number(json, "num_attention_heads");
        if (width % heads != 0) {
            throw bad("config.json: hidden_size is no multiple of num_attention_heads.");
        }
        int positions = number(json, "max_position_embeddings");
        Path limit = folder.resolve("sentence_bert_config.json");
        int tokens = Files.isRegularFile(limit) && json(limit).has("max_seq_length")
                ? number(json(limit), "max_seq_length") : positions;
        JsonElement eps = json.get("layer_norm_eps");
        return new SentenceConfig(number(json, "vocab_size"), positions, width, number(json, "intermediate_size"),
                number(json, "num_hidden_layers"), heads, eps == null ? 1e-12 : eps.getAsDouble(),
                Math.max(3, Math.min(tokens, positions)), first(folder.resolve("1_Pooling").resolve("config.json")),
                prefix(folder.resolve("config_sentence_transformers.json")));
    }

    /** The prompt that the model's authors made its default, if they did. */
    private static String prefix(Path file) {
        if (!Files.isRegularFile(file)) {
            return "";
        }
        JsonObject json = json(file);
        JsonElement name = json.get("default_prompt_name");
        JsonElement prompts = json.get("prompts");
        if (name == null || name.isJsonNull() || prompts == null || !prompts.isJsonObject()) {
            return "";
        }
        JsonElement prefix = prompts.getAsJsonObject().get(name.getAsString());
        return prefix == null || !prefix.isJsonPrimitive() ? "" : prefix.getAsString();
    }

    /** Without a file about it, the mean is taken, as the reference library does. */
    private static boolean first(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        JsonObject json = json(file);
        boolean first = flag(json, "pooling_mode_cls_token");
        if (first == flag(json, "pooling_mode_mean_tokens")) {
            throw bad("1_Pooling/config.json asks for a way of pooling that is not supported; the first token or the mean is.");
        }
        return first;
    }

    private static boolean flag(JsonObject json, String name) {
        return json.has(name) && json.get(name).getAsBoolean();
    }

    private static void require(JsonObject json, String name, String value) {
        if (json.has(name) ? !json.get(name).getAsString().equals(value) : name.equals("model_type")) {
            throw bad("config.json: " + name + " must be \"" + value + "\" for a sentence model.");
        }
    }

    private static int number(JsonObject json, String name) {
        try {
            int n = json.get(name).getAsInt();
            if (n > 0 && n <= 10_000_000) {
                return n;
            }
        } catch (RuntimeException e) {
            // Refused below, like a number out of range.
        }
        throw bad("The model's configuration needs " + name + ", a positive whole number.");
    }

    private static JsonObject json(Path file) {
        try {
            if (Files.size(file) <= MAX_JSON_BYTES) {
                return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
            }
        } catch (IOException | JsonParseException | IllegalStateException e) {
            // Refused below, like a file of a wrong size.
        }
        throw bad(file.getFileName() + " cannot be read as a JSON object.");
    }

    private static InvalidInput bad(String message) {
        return new InvalidInput("bad-checkpoint", message);
    }
}
