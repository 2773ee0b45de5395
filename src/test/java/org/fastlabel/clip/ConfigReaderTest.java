package org.fastlabel.clip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.fastlabel.clip.ClipConfig.ClipText;
import org.fastlabel.clip.ClipConfig.Fit;
import org.fastlabel.clip.ClipConfig.Margin;
import org.fastlabel.clip.ClipConfig.Preprocess;
import org.fastlabel.clip.ClipConfig.ResNet;
import org.fastlabel.clip.ClipConfig.SiglipText;
import org.fastlabel.clip.ClipConfig.SiglipVit;
import org.fastlabel.clip.ClipConfig.Vit;
import org.fastlabel.media.image.ResizeFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The configurations of published checkpoints, spelt out as they are there or as briefly as they may be. The numbers of
 * tensors and parameters are those of the reference libraries.
 */
class ConfigReaderTest {

    private static final String OPENAI_PICTURES = """
            {"crop_size": 224, "do_center_crop": true, "do_normalize": true, "do_resize": true, "feature_extractor_type": "CLIPFeatureExtractor",
             "image_mean": [0.48145466, 0.4578275, 0.40821073], "image_std": [0.26862954, 0.26130258, 0.27577711], "resample": 3, "size": 224}""";
    private static final String TEXT = "\"text_cfg\": {\"context_length\": 77, \"vocab_size\": 49408, \"width\": %d, \"heads\": %d, \"layers\": %d}";

    @TempDir
    private Path folder;

    @Test
    void clipVitBase32OfHuggingFace() throws IOException {
        ClipConfig config = huggingFace("{\"model_type\": \"clip\"}", OPENAI_PICTURES);
        assertEquals(new Vit(224, 32, 768, 12, 12, 3072, true, 1e-5), config.vision());
        assertEquals(new ClipText(49408, 77, 512, 12, 8, 2048, true, 1e-5), config.text());
        assertEquals(new Preprocess(224, 224, (float) (1 / 255.0), Preprocess.OPENAI_MEAN, Preprocess.OPENAI_STD).toString(),
                config.preprocess().toString());
        assertEquals("ViT-B/32", config.architecture());
        consistsOf(302, 151_277_313, config);
    }

    @Test
    void clipVitBase32OfLaion() throws IOException {
        ClipConfig config = huggingFace("{\"model_type\": \"clip\", \"text_config\": {\"hidden_act\": \"gelu\", \"eos_token_id\": 2},"
                + "\"vision_config\": {\"hidden_act\": \"gelu\"}}", OPENAI_PICTURES);
        assertEquals(new Vit(224, 32, 768, 12, 12, 3072, false, 1e-5), config.vision());
        assertEquals(false, assertInstanceOf(ClipText.class, config.text()).quickGelu());
    }

    @Test
    void clipVitLarge14At336() throws IOException {
        ClipConfig config = huggingFace("""
                {"model_type": "clip", "projection_dim": 768, "torch_dtype": "float32",
                 "text_config_dict": {"hidden_size": 768, "intermediate_size": 3072, "num_attention_heads": 12, "projection_dim": 768},
                 "text_config": {"hidden_size": 768, "intermediate_size": 3072, "num_attention_heads": 12, "hidden_act": "quick_gelu"},
                 "vision_config": {"hidden_size": 1024, "intermediate_size": 4096, "num_attention_heads": 16, "num_hidden_layers": 24,
                   "image_size": 336, "patch_size": 14}, "vision_config_dict": null}""", OPENAI_PICTURES.replace("224", "336"));
        assertEquals(new Vit(336, 14, 1024, 24, 16, 4096, true, 1e-5), config.vision());
        assertEquals(768, config.embedDim());
        assertEquals("ViT-L/14", config.architecture());
        consistsOf(446, 427_944_193, config);
    }

    /** As published: nearly everything is left to the defaults. */
    @Test
    void siglip2Base16() throws IOException {
        ClipConfig config = huggingFace("""
                {"initializer_factor": 1.0, "model_type": "siglip", "text_config": {"model_type": "siglip_text_model", "vocab_size": 256000},
                 "transformers_version": "4.49.0.dev0", "vision_config": {"image_size": 512, "model_type": "siglip_vision_model"}}""", """
                {"do_convert_rgb": null, "do_normalize": true, "do_rescale": true, "do_resize": true, "image_mean": [0.5, 0.5, 0.5],
                 "image_processor_type": "SiglipImageProcessor", "image_std": [0.5, 0.5, 0.5], "processor_class": "SiglipProcessor",
                 "resample": 2, "rescale_factor": 0.00392156862745098, "size": {"height": 512, "width": 512}}""");
        assertEquals(new SiglipVit(512, 16, 768, 12, 12, 3072, 1e-6), config.vision());
        assertEquals(new SiglipText(256_000, 64, 768, 12, 12, 3072, 1e-6), config.text());
        assertEquals("512 512 SQUASH BILINEAR DOWN 0 0.003921569 [0.5, 0.5, 0.5] [0.5, 0.5, 0.5]", config.preprocess().toString());
        assertEquals("SigLIP-B/16", config.architecture());
        ClipConfig small = new ClipConfig(768, new SiglipVit(224, 16, 768, 12, 12, 3072, 1e-6), config.text(), config.preprocess());
        parameters(375_187_970, small);
    }

    @Test
    void siglipSo400m() throws IOException {
        String tower = "\"hidden_size\": 1152, \"intermediate_size\": 4304, \"num_attention_heads\": 16, \"num_hidden_layers\": 27";
        ClipConfig config = huggingFace("{\"model_type\": \"siglip\", \"text_config\": {" + tower + "}, \"vision_config\": {" + tower
                + ", \"patch_size\": 14, \"image_size\": 384}}", "{\"size\": {\"height\": 384, \"width\": 384}, \"resample\": 3}");
        assertEquals("SigLIP-So400m/14", config.architecture());
        assertEquals(ResizeFilter.BICUBIC, config.preprocess().filter());
        assertEquals(0.5f, config.preprocess().mean()[1]);
        parameters(877_960_498, config);
    }

    /** Newer libraries write sizes as objects and may keep everything in one file. */
    @Test
    void oneFileForPicturesAndTexts() throws IOException {
        Files.writeString(folder.resolve("config.json"), "{\"model_type\": \"clip\"}");
        Files.writeString(folder.resolve("processor_config.json"), "{\"processor_class\": \"CLIPProcessor\", \"image_processor\":"
                + " {\"size\": {\"shortest_edge\": 256}, \"crop_size\": {\"height\": 224, \"width\": 224}, \"do_normalize\": false}}");
        Preprocess preprocess = ConfigReader.read(folder).preprocess();
        assertEquals(256, preprocess.resize());
        assertEquals(224, preprocess.crop());
        assertEquals(Fit.SHORTEST, preprocess.fit());
        assertEquals("[0.0, 0.0, 0.0] [1.0, 1.0, 1.0]", Arrays.toString(preprocess.mean()) + " " + Arrays.toString(preprocess.std()));
    }

    @Test
    void vitB32OfOpenClip() throws IOException {
        ClipConfig config = openClip("\"embed_dim\": 512, \"vision_cfg\": {\"image_size\": 224, \"layers\": 12, \"width\": 768, \"patch_size\": 32}, "
                + String.format(TEXT, 512, 8, 12));
        assertEquals(new Vit(224, 32, 768, 12, 12, 3072, false, 1e-5), config.vision());
        assertEquals(new ClipText(49408, 77, 512, 12, 8, 2048, false, 1e-5), config.text());
        assertEquals(Margin.EVEN, config.preprocess().margin());
        consistsOf(302, 151_277_313, config);
    }

    @Test
    void vitH14AndBigG14OfOpenClip() throws IOException {
        ClipConfig h = openClip("\"embed_dim\": 1024, \"quick_gelu\": true, \"vision_cfg\": {\"image_size\": 224, \"layers\": 32, \"width\": 1280,"
                + " \"head_width\": 80, \"patch_size\": 14}, " + String.format(TEXT, 1024, 16, 24));
        assertEquals(new Vit(224, 14, 1280, 32, 16, 5120, true, 1e-5), h.vision());
        consistsOf(686, 986_109_441, h);
        ClipConfig bigG = openClip("\"embed_dim\": 1280, \"vision_cfg\": {\"image_size\": 224, \"layers\": 48, \"width\": 1664,"
                + " \"head_width\": 104, \"mlp_ratio\": 4.9231, \"patch_size\": 14}, " + String.format(TEXT, 1280, 20, 32));
        assertEquals("ViT-bigG/14", bigG.architecture());
        consistsOf(974, 2_539_567_105L, bigG);
    }

    @Test
    void resNetsOfOpenClip() throws IOException {
        ClipConfig rn50 = openClip("\"embed_dim\": 1024, \"vision_cfg\": {\"image_size\": 224, \"layers\": [3, 4, 6, 3], \"width\": 64,"
                + " \"patch_size\": null}, " + String.format(TEXT, 512, 8, 12));
        assertEquals("RN50", rn50.architecture());
        consistsOf(434, 102_060_385, rn50);
        ClipConfig rn50x4 = openClip("\"embed_dim\": 640, \"vision_cfg\": {\"image_size\": 288, \"layers\": [4, 6, 10, 6], \"width\": 80,"
                + " \"patch_size\": null}, " + String.format(TEXT, 640, 10, 12));
        assertEquals(40, assertInstanceOf(ResNet.class, rn50x4.vision()).heads());
        consistsOf(584, 178_410_361, rn50x4);
    }

    private ClipConfig huggingFace(String config, String pictures) throws IOException {
        Files.writeString(folder.resolve("config.json"), config);
        Files.writeString(folder.resolve("preprocessor_config.json"), pictures);
        return ConfigReader.read(folder);
    }

    private ClipConfig openClip(String model) throws IOException {
        Files.writeString(folder.resolve("open_clip_config.json"), "{\"model_cfg\": {" + model + "}}");
        return ConfigReader.read(folder);
    }

    private static void consistsOf(int tensors, long parameters, ClipConfig config) {
        assertEquals(tensors, WeightNames.of(config).size());
        parameters(parameters, config);
    }

    /** SigLIP's pooling attention counts other tensors here than in its files, but as many parameters. */
    private static void parameters(long parameters, ClipConfig config) {
        Map<String, long[]> shapes = WeightNames.of(config);
        assertEquals(parameters, shapes.values().stream().mapToLong(s -> Arrays.stream(s).reduce(1, (a, b) -> a * b)).sum());
    }
}
