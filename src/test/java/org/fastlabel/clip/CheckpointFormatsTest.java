package org.fastlabel.clip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.fastlabel.torch.RawSafetensors;
import org.fastlabel.torch.RawSafetensors.Tensor;
import org.fastlabel.torch.RawSafetensors.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The reference checkpoints stored in every way that published ones are: types, shards, either library's names and
 * configuration with either activation, either layout of the tokenizer.
 */
class CheckpointFormatsTest {

    @TempDir
    private Path folder;

    /** Weights that the type can hold are the same weights, so every bit of the result is the same as from float32. */
    @ParameterizedTest
    @CsvSource({"clip-hf,BF16", "clip-hf,F16", "clip-hf,F64", "openclip,BF16", "openclip,F16", "siglip,BF16", "siglip,F16"})
    void storedTypes(String set, Type type) throws IOException {
        Map<String, Tensor> rounded = RawSafetensors.rounded(CheckpointCopy.tensors(set), type);
        float[] wanted = embeddings(CheckpointCopy.of(set, folder.resolve("float32")).weights(rounded, Type.F32).folder());
        float[] got = embeddings(CheckpointCopy.of(set, folder.resolve("other")).weights(rounded, type).folder());
        assertArrayEquals(wanted, got);
        boolean coarser = type == Type.BF16 || type == Type.F16;
        assertEquals(!coarser, Arrays.equals(embeddings(Fixtures.folder(set)), got), "only a coarser type changes anything");
    }

    @ParameterizedTest
    @CsvSource({"clip-hf,3", "openclip,2", "siglip,5", "clip-hf,1"})
    void shardsWithAnIndex(String set, int count) throws IOException {
        Path sharded = CheckpointCopy.of(set, folder).shards(CheckpointCopy.tensors(set), Type.F32, count).folder();
        try (ParityReference reference = new ParityReference(set, sharded, set + " in " + count + " shards")) {
            reference.checkTexts("input_ids", "text_embeds", "text_features_raw");
            if (set.equals("siglip")) {
                reference.checkImagesFromOwnPixels("image_embeds", "image_features_raw");
            } else {
                reference.checkImagesFromPixels("pixel_values", "image_embeds", "image_features_raw");
            }
        }
    }

    /** quick_gelu in open_clip's layout: the Hugging Face checkpoint, renamed. */
    @Test
    void quickGeluInOpenClipsLayout() throws IOException {
        String config = """
                {"model_cfg": {"embed_dim": 24, "quick_gelu": true, "custom_text": false,
                  "vision_cfg": {"image_size": 32, "layers": 3, "width": 48, "head_width": 12, "patch_size": 8, "mlp_ratio": 2.0},
                  "text_cfg": {"context_length": 77, "vocab_size": 49408, "width": 32, "heads": 4, "layers": 2, "mlp_ratio": 2.5}},
                 "preprocess_cfg": {"mode": "RGB", "size": [32, 32], "interpolation": "bicubic", "resize_mode": "shortest"}}""";
        Path renamed = CheckpointCopy.of("openclip", folder).text("open_clip_config.json", config)
                .weights(Renaming.toOpenClip(CheckpointCopy.tensors("clip-hf")), Type.F32).folder();
        try (ParityReference reference = new ParityReference("clip-hf", renamed, "clip-hf in open_clip's layout")) {
            reference.checkImagesFromPixels("pixel_values", "image_embeds", "image_features_raw");
            reference.checkTexts("input_ids", "text_embeds", "text_features_raw");
        }
    }

    /** The exact GELU in Hugging Face's layout: the open_clip checkpoint, renamed. Newer libraries write sizes as objects. */
    @Test
    void exactGeluInHuggingFacesLayout() throws IOException {
        String config = """
                {"model_type": "clip", "projection_dim": 20, "dtype": "float32", "text_config_dict": null,
                 "text_config": {"hidden_act": "gelu", "hidden_size": 32, "intermediate_size": 128, "num_attention_heads": 4,
                   "num_hidden_layers": 2, "eos_token_id": 49407},
                 "vision_config": {"hidden_act": "gelu", "hidden_size": 64, "intermediate_size": 256, "num_attention_heads": 4,
                   "num_hidden_layers": 3, "image_size": 16, "patch_size": 8},
                 "vision_config_dict": {"image_size": 32}}""";
        String pictures = """
                {"size": {"shortest_edge": 32}, "crop_size": {"height": 32, "width": 32}, "resample": 3, "do_convert_rgb": true}""";
        Path renamed = CheckpointCopy.of("clip-hf", folder).text("config.json", config).text("preprocessor_config.json", pictures)
                .weights(Renaming.toHuggingFace(CheckpointCopy.tensors("openclip")), Type.F32).folder();
        try (ParityReference reference = new ParityReference("openclip", renamed, "openclip in Hugging Face's layout")) {
            reference.checkPreprocessing("hfstyle_pixel_values");
            reference.checkImagesFromPixels("pixel_values", "image_embeds", "image_features_raw");
            reference.checkImagesEndToEnd("hfstyle_image_embeds");
            reference.checkTexts("input_ids", "text_embeds", "text_features_raw");
        }
    }

    /** The layout that has no tokenizer.json. */
    @Test
    void vocabularyAndMergesDoForATokenizer() throws IOException {
        CheckpointCopy copy = CheckpointCopy.of("clip-hf", folder);
        JsonObject bpe = JsonParser.parseString(Files.readString(folder.resolve("tokenizer.json"))).getAsJsonObject()
                .getAsJsonObject("model");
        copy.text("vocab.json", bpe.get("vocab").toString()).without("tokenizer.json").text("merges.txt", "#version: 0.2\n"
                + bpe.getAsJsonArray("merges").asList().stream().map(JsonElement::getAsString).collect(Collectors.joining("\n")) + "\n");
        JsonArray cases = JsonParser.parseString(Files.readString(folder.resolve("tokenizer_cases.json"))).getAsJsonArray();
        try (ClipTokenizer tokenizer = new ClipTokenizer(folder.resolve("tokenizer.json"), 77, 49408)) {
            for (JsonElement c : cases) {
                long[] expected = c.getAsJsonObject().getAsJsonArray("hf_ids").asList().stream().mapToLong(JsonElement::getAsLong)
                        .toArray();
                assertArrayEquals(expected, tokenizer.encode(c.getAsJsonObject().get("text").getAsString()), c.toString());
            }
        }
    }

    /** What the reference processor of the first SigLIP makes of a text. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, value = {"A Photo, of: a DOG!|a photo of a dog",
        "'  tabs\tand   spaces '|tabs and spaces", "it's {a} #tag_1|its a tag1", "naïve – „café“|naïve – „café“",
        "ΟΔΟΣ|οδος", "...|''"})
    void textsOfTheFirstSiglip(String text, String canonical) {
        assertEquals(canonical, SiglipTexts.canonical(text));
    }

    @Test
    void theFirstSiglipsTokenizerCleansItsTexts() throws IOException {
        CheckpointCopy copy = CheckpointCopy.of("siglip", folder).set("tokenizer_config.json", "tokenizer_class", "\"SiglipTokenizer\"")
                .set("tokenizer_config.json", "pad_token", "{\"content\": \"<eos>\", \"lstrip\": true}");
        ClipConfig config = ConfigReader.read(copy.folder());
        try (ClipTokenizer first = ClipTokenizer.open(folder, config.text());
                ClipTokenizer second = ClipTokenizer.open(Fixtures.folder("siglip"), config.text())) {
            long[] ids = first.encodePadded("A photo, of a CAT!");
            assertArrayEquals(second.encode("a photo of a cat"), first.encode("A photo, of a CAT!"));
            assertFalse(Arrays.equals(second.encode("a photo of a cat"), second.encode("a photo, of a cat!")));
            assertEquals(16, ids.length);
            assertEquals(1, ids[15]);
        }
    }

    @Test
    void paddingOnTheLeftIsObeyed() throws IOException {
        CheckpointCopy copy = CheckpointCopy.of("siglip", folder).set("tokenizer_config.json", "padding_side", "\"left\"");
        try (ClipTokenizer left = ClipTokenizer.open(folder, ConfigReader.read(copy.folder()).text());
                ClipTokenizer right = ClipTokenizer.open(Fixtures.folder("siglip"), ConfigReader.read(folder).text())) {
            long[] ids = right.encode("a photo of a cat");
            long[] padded = left.encodePadded("a photo of a cat");
            assertArrayEquals(ids, Arrays.copyOfRange(padded, 16 - ids.length, 16));
            assertTrue(Arrays.stream(padded, 0, 16 - ids.length).allMatch(id -> id == 0));
        }
    }

    /** As in siglip-so400m-patch14-384, whose patches leave six pixels: they have no influence. */
    @Test
    void whatThePatchesDoNotCoverIsLeftOut() throws IOException {
        CheckpointCopy copy = CheckpointCopy.of("siglip", folder).weightsOf("siglip").set("config.json", "vision_config/image_size", "37")
                .set("preprocessor_config.json", "size", "{\"height\": 37, \"width\": 37}");
        float[] large = random(3 * 37 * 37);
        float[] small = new float[3 * 32 * 32];
        for (int c = 0; c < 3; c++) {
            for (int y = 0; y < 32; y++) {
                System.arraycopy(large, (c * 37 + y) * 37, small, (c * 32 + y) * 32, 32);
            }
        }
        try (ClipModel odd = ClipModel.open(copy.folder(), "cpu", "float32");
                ClipModel even = ClipModel.open(Fixtures.folder("siglip"), "cpu", "float32")) {
            assertArrayEquals(even.rawImages(small, 1), odd.rawImages(large, 1), 1e-6f);
        }
    }

    @Test
    void siglipInHalfPrecisionPointsTheSameWay() {
        try (ClipModel exact = ClipModel.open(Fixtures.folder("siglip"), "cpu", "float32");
                ClipModel coarse = ClipModel.open(Fixtures.folder("siglip"), "cpu", "bfloat16")) {
            List<String> texts = List.of("a photo of a cat", "two dogs");
            float[][] wanted = exact.embedTexts(texts);
            float[][] got = coarse.embedTexts(texts);
            float[] pixels = random(2 * 3 * 32 * 32);
            assertTrue(cosine(wanted[0], got[0]) > 0.999 && cosine(wanted[1], got[1]) > 0.999);
            assertTrue(cosine(exact.rawImages(pixels, 2), coarse.rawImages(pixels, 2)) > 0.999);
        }
    }

    private static double cosine(float[] a, float[] b) {
        double dot = 0;
        double x = 0;
        double y = 0;
        for (int i = 0; i < a.length; i++) {
            dot += (double) a[i] * b[i];
            x += (double) a[i] * a[i];
            y += (double) b[i] * b[i];
        }
        return dot / Math.sqrt(x * y);
    }

    private static float[] random(int n) {
        Random random = new Random(n);
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    /** Of three pictures of noise and three texts, not normalised. */
    private static float[] embeddings(Path checkpoint) {
        try (ClipModel model = ClipModel.open(checkpoint, "cpu", "float32")) {
            float[] images = model.rawImages(random(3 * 3 * 32 * 32), 3);
            float[] texts = ParityReference.flat(model.embedTexts(List.of("a photo of a cat", "", "a round green ball")));
            float[] all = Arrays.copyOf(images, images.length + texts.length);
            System.arraycopy(texts, 0, all, images.length, texts.length);
            return all;
        }
    }
}
