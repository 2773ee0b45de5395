package org.fastlabel.clip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.torch.RawSafetensors.Tensor;
import org.fastlabel.torch.RawSafetensors.Type;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Folders that are no checkpoint, or not one that can be read: each is refused with what is wrong and in which file. */
class BadCheckpointTest {

    private static final String CONFIG = "config.json";
    private static final String OPEN_CLIP = "open_clip_config.json";
    private static final String PICTURES = "preprocessor_config.json";

    @TempDir
    private Path temporary;
    private CheckpointCopy hf;
    private CheckpointCopy openClip;
    private CheckpointCopy siglip;

    @BeforeEach
    void copies() throws IOException {
        hf = CheckpointCopy.of("clip-hf", temporary.resolve("hf"));
        openClip = CheckpointCopy.of("openclip", temporary.resolve("openclip"));
        siglip = CheckpointCopy.of("siglip", temporary.resolve("siglip"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bert", "blip", "siglip2", "clip_text_model", "mobilevit", ""})
    void anotherArchitectureOfHuggingFace(String type) throws IOException {
        refused(hf.set(CONFIG, "model_type", "\"" + type + "\""),
                "config.json: \"model_type\" is \"" + type + "\"; FastLabel reads \"clip\" and \"siglip\".");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"model_cfg/multimodal_cfg|{\"width\": 512}|multimodal_cfg",
        "model_cfg/text_cfg/hf_model_name|\"xlm-roberta-base\"|hf_model_name",
        "model_cfg/vision_cfg/timm_model_name|\"convnext_base\"|timm_model_name",
        "model_cfg/custom_text|true|custom_text", "model_cfg/vision_cfg/pool_type|\"avg\"|pool_type",
        "model_cfg/text_cfg/no_causal_mask|true|no_causal_mask", "model_cfg/vision_cfg/attentional_pool|true|attentional_pool",
        "model_cfg/init_logit_bias|-10|init_logit_bias", "preprocess_cfg/mode|\"L\"|mode"})
    void anotherArchitectureOfOpenClip(String path, String value, String key) throws IOException {
        refused(openClip.set(OPEN_CLIP, path, value),
                "open_clip_config.json: \"" + key + "\" belongs to an architecture that FastLabel does not know.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"num_hidden_layers|1000000000|200", "hidden_size|1000000000|16384", "image_size|1000000|2048",
        "patch_size|0|1000000", "patch_size|-8|1000000", "num_attention_heads|1e300|1000000", "intermediate_size|2.5|65536",
        "hidden_size|0|16384"})
    void absurdNumbers(String key, String value, String most) throws IOException {
        for (CheckpointCopy copy : new CheckpointCopy[] {hf, siglip}) {
            refused(copy.set(CONFIG, "vision_config/" + key, value), "config.json: \"" + key + "\" is ", "not a size between 1 and " + most);
        }
    }

    @Test
    void numbersThatDoNotGoTogether() throws IOException {
        refused(hf.set(CONFIG, "vision_config/num_attention_heads", "5"),
                "config.json: \"num_attention_heads\" is 5, which does not divide the width 48.");
        refused(siglip.set(CONFIG, "text_config/num_attention_heads", "25"),
                "config.json: \"num_attention_heads\" is 25, which does not divide the width 24.");
        refused(siglip.set(CONFIG, "text_config/num_attention_heads", "4").set(CONFIG, "text_config/projection_size", "24"),
                "config.json: \"projection_size\" differs from the width of the image tower, 36.");
        refused(openClip.set(OPEN_CLIP, "model_cfg/vision_cfg/head_width", "48"),
                "open_clip_config.json: \"head_width\" does not divide the width 64.");
        refused(openClip.set(OPEN_CLIP, "model_cfg/vision_cfg/head_width", "16").set(OPEN_CLIP, "model_cfg/text_cfg/heads", "7"),
                "open_clip_config.json: \"heads\" is 7, which does not divide the width 32.");
        refused(hf.set(CONFIG, "vision_config/num_attention_heads", "4").set(CONFIG, "vision_config/patch_size", "33"),
                "config.json: \"patch_size\" of 33 cuts a picture of 32 into 0 patches");
        refused(hf.set(CONFIG, "vision_config/patch_size", "1").set(CONFIG, "vision_config/image_size", "2048"),
                "config.json: \"patch_size\" of 1 cuts a picture of 2048 into 4194304 patches");
    }

    @Test
    void settingsOfTheWrongKind() throws IOException {
        refused(hf.set(CONFIG, "vision_config", "[1, 2]"), "config.json: \"vision_config\" is not an object.");
        refused(siglip.set(CONFIG, "vision_config/hidden_size", "\"wide\""), "config.json: \"hidden_size\" is not a number.");
        refused(siglip.set(CONFIG, "vision_config/hidden_size", "[36]"), "config.json: \"hidden_size\" is not a number.");
        refused(siglip.set(CONFIG, "vision_config/hidden_size", "36").set(CONFIG, "text_config/hidden_act", "\"gelu\""),
                "config.json: \"hidden_act\" is not gelu_pytorch_tanh");
        refused(openClip.set(OPEN_CLIP, "model_cfg/quick_gelu", "\"yes\""),
                "open_clip_config.json: \"quick_gelu\" is neither true nor false.");
        refused(openClip.set(OPEN_CLIP, "model_cfg", "{}"), "open_clip_config.json: \"vision_cfg\" is missing.");
        refused(openClip.text(OPEN_CLIP, "{}"), "open_clip_config.json: \"model_cfg\" is missing.");
    }

    @Test
    void picturesThatTheModelCannotTake() throws IOException {
        refused(hf.set(PICTURES, "crop_size", "64"), "preprocessor_config.json: \"crop_size\" is 64 but the model takes pictures of 32.");
        refused(hf.set(PICTURES, "crop_size", "32").set(PICTURES, "do_center_crop", "false"),
                "preprocessor_config.json: \"do_center_crop\" is false, but the resized picture is not square.");
        refused(hf.set(PICTURES, "do_center_crop", "true").set(PICTURES, "do_resize", "false"),
                "preprocessor_config.json: \"do_resize\" is false");
        refused(hf.set(PICTURES, "do_resize", "true").set(PICTURES, "resample", "1"),
                "preprocessor_config.json: \"resample\" is neither 2 (bilinear) nor 3 (bicubic).");
        refused(hf.set(PICTURES, "resample", "3").set(PICTURES, "image_std", "[1, 0, 1]"),
                "preprocessor_config.json: \"image_std\" holds 0.0, by which nothing can be divided.");
        refused(hf.set(PICTURES, "image_std", "[1, 1]"), "preprocessor_config.json: \"image_std\" is not a list of three numbers.");
        refused(siglip.set(PICTURES, "size", "{\"height\": 32, \"width\": 64}"), "preprocessor_config.json: \"size\" is not square.");
        refused(siglip.without(PICTURES), "preprocessor_config.json is missing from the checkpoint folder.");
        refused(openClip.set(OPEN_CLIP, "preprocess_cfg/size", "48"), "open_clip_config.json: \"size\" is not 32");
        refused(openClip.set(OPEN_CLIP, "preprocess_cfg/size", "32").set(OPEN_CLIP, "preprocess_cfg/resize_mode", "\"stretch\""),
                "open_clip_config.json: \"resize_mode\" is none of shortest, longest and squash.");
    }

    @Test
    void configurationsThatAreNoJson() throws IOException {
        for (String text : new String[] {"", "{", "[1]", "null", "\"text\"", "{\"a\":".repeat(5000), "[".repeat(500_000), "\u0000"}) {
            refused(hf.text(CONFIG, text), "config.json is not a JSON object in UTF-8.");
        }
        refused(hf.bytes(CONFIG, new byte[] {'{', '"', (byte) 0xff, (byte) 0xfe, '"', ':', '1', '}'}),
                "config.json is not a JSON object in UTF-8.");
        refused(hf.bytes(CONFIG, new byte[20_000_000]), "config.json is larger than 16 MB.");
        refused(hf.without(CONFIG), "config.json is missing from the checkpoint folder.");
        Path absent = temporary.resolve("absent");
        assertEquals("The checkpoint folder absent does not exist.", refusal(absent).getMessage());
    }

    @Test
    void weightsThatAreMissingOrOfAnotherShape() throws IOException {
        refused(hf, "model.safetensors is missing from the checkpoint folder.");
        Map<String, Tensor> tensors = CheckpointCopy.tensors("siglip");
        Tensor probe = tensors.remove("vision_model.head.probe");
        refused(siglip.weights(tensors, Type.F32), "model.safetensors: tensor vision_model.head.probe is missing.");
        tensors.put("vision_model.head.probe", new Tensor(new long[] {36, 1}, probe.values()));
        refused(siglip.weights(tensors, Type.F32), "model.safetensors: tensor vision_model.head.probe has shape [36, 1];"
                + " the configuration asks for [1, 1, 36].");
        float[] broken = probe.values().clone();
        broken[7] = Float.NaN;
        tensors.put("vision_model.head.probe", new Tensor(probe.shape(), broken));
        assertEquals("bad-safetensors", refused(siglip.weights(tensors, Type.F32),
                "model.safetensors is not usable: tensor vision_model.head.probe holds values that are not finite numbers.").code());
    }

    /** The tower that the configuration describes is larger than the file: found out before anything of its size is made. */
    @Test
    void aConfigurationLargerThanTheWeights() throws IOException {
        refused(hf.weightsOf("clip-hf").set(CONFIG, "vision_config/hidden_size", "16384"), "has shape [48, 3, 8, 8];"
                + " the configuration asks for [16384, 3, 8, 8].");
        refused(hf.set(CONFIG, "vision_config/hidden_size", "48").set(CONFIG, "vision_config/num_hidden_layers", "200"),
                "tensor vision_model.encoder.layers.3.layer_norm1.weight is missing.");
    }

    @Test
    void picklesAreNeverOpened() throws IOException {
        refused(hf.bytes("pytorch_model.bin", new byte[100]), "model.safetensors is missing from the checkpoint folder."
                + " pytorch_model.bin is a pickle file, which FastLabel never opens.");
        refused(openClip.bytes("open_clip_pytorch_model.bin", new byte[100]), "open_clip_pytorch_model.bin is a pickle file");
        byte[] archive = new byte[200];
        System.arraycopy(new byte[] {'P', 'K', 3, 4}, 0, archive, 0, 4);
        assertEquals("bad-safetensors", refused(hf.bytes("model.safetensors", archive), "it is a pickle file").code());
    }

    @Test
    void indexesOfShardsThatLie() throws IOException {
        String index = "model.safetensors.index.json";
        Map<String, Tensor> tensors = CheckpointCopy.tensors("siglip");
        for (String name : new String[] {"../siglip/model.safetensors", "/etc/passwd", "a/b.safetensors", "..\\\\b.safetensors",
            "x.bin", ".safetensors", ""}) {
            refused(siglip.text(index, "{\"weight_map\": {\"logit_scale\": \"" + name + "\"}}"), index + " names the file \"",
                    "which is not a safetensors file beside it.");
        }
        for (String map : new String[] {"{}", "{\"weight_map\": 7}", "{\"weight_map\": null}"}) {
            refused(siglip.text(index, map), index + ": \"weight_map\" is ");
        }
        refused(siglip.text(index, "{\"weight_map\": {\"logit_scale\": 7}}"), index + ": \"logit_scale\" is not a text.");
        refused(siglip.text(index, "no JSON"), index + " is not a JSON object");
        siglip.shards(tensors, Type.F32, 2);
        refused(siglip.set(index, "weight_map/logit_bias", "\"model-00003-of-00002.safetensors\""),
                "model-00003-of-00002.safetensors, which " + index + " names, is missing from the checkpoint folder.");
        String right = tensors.keySet().stream().toList().indexOf("logit_bias") % 2 == 0 ? "1" : "2";
        String wrong = right.equals("1") ? "2" : "1";
        refused(siglip.set(index, "weight_map/logit_bias", "\"model-0000" + wrong + "-of-00002.safetensors\""),
                index + " says that tensor logit_bias is in model-0000" + wrong + "-of-00002.safetensors, but it is not.");
        refused(siglip.set(index, "weight_map/logit_bias", null), "model.safetensors: tensor logit_bias is missing.");
        refused(siglip.without("model-0000" + right + "-of-00002.safetensors"), "is missing from the checkpoint folder.");
    }

    @Test
    void tokenizersThatDoNotFit() throws IOException {
        hf.weightsOf("clip-hf");
        refused(hf.set(CONFIG, "text_config/vocab_size", "40000"),
                "tokenizer.json does not fit the model: it gives ids up to 49407, the vocabulary has 40000.");
        refused(siglip.weightsOf("siglip").set(CONFIG, "text_config/vocab_size", "100"), "it gives ids up to 479, the vocabulary has 100.");
        siglip.set(CONFIG, "text_config/vocab_size", "480");
        refused(siglip.set("tokenizer_config.json", "pad_token", "\"<nothing>\""),
                "tokenizer.json does not fit the model: <nothing> is not one of its tokens.");
        refused(siglip.without("tokenizer_config.json"), "tokenizer_config.json is missing from the checkpoint folder.");
        // SigLIP's tokenizer puts one token behind a text, CLIP's two around it.
        hf.set(CONFIG, "text_config/vocab_size", "49408");
        Files.copy(siglip.folder().resolve("tokenizer.json"), hf.without("tokenizer.json").folder().resolve("tokenizer.json"));
        refused(hf, "tokenizer.json does not fit the model: its end token is 1, the vocabulary has 49408.");
        for (String text : new String[] {"", "{}", "[]", "{\"model\": {\"vocab\": {\"a\": \"b\"}}}", "{\"model\": 7}", "x"}) {
            refused(hf.text("tokenizer.json", text), "tokenizer.json cannot be read as a tokenizer.");
        }
        refused(hf.text("tokenizer.json", "[".repeat(500_000)), "tokenizer.json cannot be read as a tokenizer.");
        hf.without("tokenizer.json");
        refused(hf, "tokenizer.json is missing from the checkpoint folder.");
        refused(hf.text("spiece.model", ""), "spiece.model alone does not do");
        refused(hf.text("vocab.json", "{\"a\": 0}").text("merges.txt", ""), "vocab.json lacks <|startoftext|> or <|endoftext|>");
        refused(hf.text("vocab.json", "[7"), "vocab.json is not a JSON object.");
        refused(hf.text("vocab.json", "{\"<|startoftext|>\": \"x\", \"<|endoftext|>\": 1}"), "tokenizer.json cannot be read as a tokenizer.");
    }

    /** The generous limit is there for a hang, not for speed. */
    private static InvalidInput refusal(Path folder) {
        return assertTimeoutPreemptively(Duration.ofMinutes(10),
                () -> assertThrows(InvalidInput.class, () -> ClipModel.open(folder, "cpu", "float32").close()));
    }

    private static InvalidInput refused(CheckpointCopy copy, String... why) {
        InvalidInput e = refusal(copy.folder());
        for (String part : why) {
            assertTrue(e.getMessage().contains(part), e.getMessage());
        }
        assertTrue(e.code().equals("bad-checkpoint") || e.code().equals("bad-safetensors"), e.code());
        return e;
    }
}
