package org.fastlabel.clip;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fastlabel.api.InvalidInput;

/** The text of a {@code tokenizer.json}, read from a folder or, for CLIP's older layout, put together from its parts. */
public final class TokenizerFile {

    public static final String JSON = "tokenizer.json";
    private static final String VOCABULARY = "vocab.json";
    private static final String MERGES = "merges.txt";

    /** The largest published ones, of a quarter of a million tokens, have 34 MB. */
    private static final long MAX_BYTES = 100_000_000;

    private static final String START = "<|startoftext|>";
    private static final String END = "<|endoftext|>";

    /** What CLIP does to a text before and after the byte-pair encoding itself. */
    private static final String CLIP = """
            {"version": "1.0", "truncation": null, "padding": null, "added_tokens": [],
             "normalizer": {"type": "Sequence", "normalizers": [{"type": "NFC"},
               {"type": "Replace", "pattern": {"Regex": "\\\\s+"}, "content": " "}, {"type": "Lowercase"}]},
             "pre_tokenizer": {"type": "Sequence", "pretokenizers": [
               {"type": "Split", "behavior": "Removed", "invert": true, "pattern": {"Regex":
                 "<\\\\|startoftext\\\\|>|<\\\\|endoftext\\\\|>|'s|'t|'re|'ve|'m|'ll|'d|[\\\\p{L}]+|[\\\\p{N}]|[^\\\\s\\\\p{L}\\\\p{N}]+"}},
               {"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true, "use_regex": true}]},
             "decoder": null,
             "model": {"type": "BPE", "dropout": null, "unk_token": "<|endoftext|>", "continuing_subword_prefix": "",
               "end_of_word_suffix": "</w>", "fuse_unk": false, "byte_fallback": false}}""";

    private TokenizerFile() {
    }

    /** @throws InvalidInput with code {@code bad-checkpoint} when there is no tokenizer, or it is damaged */
    public static byte[] read(Path folder) {
        try {
            if (Files.isRegularFile(folder.resolve(JSON))) {
                return bytes(folder.resolve(JSON));
            } else if (Files.isRegularFile(folder.resolve(VOCABULARY)) && Files.isRegularFile(folder.resolve(MERGES))) {
                return clip(folder).toString().getBytes(StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new InvalidInput("bad-checkpoint", "The tokenizer of the checkpoint folder could not be read.", e);
        }
        throw new InvalidInput("bad-checkpoint", JSON + " is missing from the checkpoint folder"
                + (Files.exists(folder.resolve("spiece.model")) ? "; spiece.model alone does not do, save the tokenizer as "
                + JSON + "." : "."));
    }

    private static byte[] bytes(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new InvalidInput("bad-checkpoint", file.getFileName() + " is larger than " + MAX_BYTES / 1_000_000 + " MB.");
        }
        return Files.readAllBytes(file);
    }

    private static JsonObject clip(Path folder) throws IOException {
        JsonObject vocabulary;
        try {
            vocabulary = JsonParser.parseString(new String(bytes(folder.resolve(VOCABULARY)), StandardCharsets.UTF_8)).getAsJsonObject();
        } catch (JsonParseException | IllegalStateException e) {
            throw new InvalidInput("bad-checkpoint", VOCABULARY + " is not a JSON object.", e);
        }
        if (!vocabulary.has(START) || !vocabulary.has(END)) {
            throw new InvalidInput("bad-checkpoint", VOCABULARY + " lacks " + START + " or " + END
                    + ", so it is not CLIP's; other kinds need a " + JSON + ".");
        }
        JsonArray merges = new JsonArray();
        new String(bytes(folder.resolve(MERGES)), StandardCharsets.UTF_8).lines()
                .filter(line -> !line.startsWith("#version") && !line.isBlank()).forEach(merges::add);
        JsonObject json = JsonParser.parseString(CLIP).getAsJsonObject();
        JsonObject ends = JsonParser.parseString("{\"type\": \"RobertaProcessing\", \"trim_offsets\": false, \"add_prefix_space\": false}")
                .getAsJsonObject();
        ends.add("cls", special(json, vocabulary, START));
        ends.add("sep", special(json, vocabulary, END));
        json.add("post_processor", ends);
        json.getAsJsonObject("model").add("vocab", vocabulary);
        json.getAsJsonObject("model").add("merges", merges);
        return json;
    }

    /** Declares a token that is never cut apart. @return its name and id */
    private static JsonArray special(JsonObject json, JsonObject vocabulary, String token) {
        JsonObject added = JsonParser.parseString("{\"single_word\": false, \"lstrip\": false, \"rstrip\": false, \"normalized\": false,"
                + " \"special\": true}").getAsJsonObject();
        added.add("id", vocabulary.get(token));
        added.addProperty("content", token);
        json.getAsJsonArray("added_tokens").add(added);
        JsonArray pair = new JsonArray();
        pair.add(token);
        pair.add(vocabulary.get(token));
        return pair;
    }

    /** The largest id of the vocabulary, -1 when there is none. Reads a stream: the file may have hundreds of thousands of entries. */
    public static long largestId(byte[] json) {
        try (JsonReader reader = new JsonReader(new InputStreamReader(new ByteArrayInputStream(json), StandardCharsets.UTF_8))) {
            long largest = -1;
            reader.beginObject();
            while (reader.hasNext()) {
                if (!reader.nextName().equals("model") || reader.peek() != JsonToken.BEGIN_OBJECT) {
                    reader.skipValue();
                    continue;
                }
                reader.beginObject();
                while (reader.hasNext()) {
                    if (reader.nextName().equals("vocab")) {
                        largest = vocabulary(reader);
                    } else {
                        reader.skipValue();
                    }
                }
                reader.endObject();
            }
            return largest;
        } catch (IOException | IllegalStateException | NumberFormatException e) {
            throw new InvalidInput("bad-checkpoint", JSON + " cannot be read as a tokenizer.", e);
        }
    }

    /** An object of ids, or, in a unigram model, a list whose places are the ids. */
    private static long vocabulary(JsonReader reader) throws IOException {
        long largest = -1;
        if (reader.peek() == JsonToken.BEGIN_ARRAY) {
            reader.beginArray();
            for (; reader.hasNext(); largest++) {
                reader.skipValue();
            }
            reader.endArray();
            return largest;
        }
        reader.beginObject();
        while (reader.hasNext()) {
            reader.nextName();
            largest = Math.max(largest, reader.nextLong());
        }
        reader.endObject();
        return largest;
    }
}
