package org.fastlabel.clip;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.fastlabel.clip.ClipConfig.Preprocess;
import org.fastlabel.clip.ClipConfig.ResNet;
import org.fastlabel.clip.ClipConfig.Text;
import org.fastlabel.clip.ClipConfig.Vision;
import org.fastlabel.clip.ClipConfig.Vit;

/** Reads the shape of a model from either kind of folder, with the defaults of the library that wrote it. */
public final class ConfigReader {

    private static final int DEFAULT_HEAD_WIDTH = 64;

    private ConfigReader() {
    }

    /** The shape of the model of a folder; its weights need not be there. @throws org.fastlabel.api.InvalidInput {@code bad-checkpoint} */
    public static ClipConfig read(Path folder) {
        return isOpenClip(folder) ? openClip(folder) : huggingFace(folder);
    }

    /** {@code config.json} and {@code preprocessor_config.json} of Hugging Face. */
    static ClipConfig huggingFace(Path folder) {
        JsonFile config = JsonFile.read(folder.resolve("config.json"));
        String type = config.text("model_type").orElse("");
        if (!type.equals("clip")) {
            throw config.bad("model_type", "is \"" + type + "\"; FastLabel reads \"clip\"");
        }
        JsonFile v = config.child("vision_config");
        JsonFile t = config.child("text_config");
        Vision vision = new Vit(v.integer("image_size", 224), v.integer("patch_size", 32), v.integer("hidden_size", 768),
                v.integer("num_hidden_layers", 12), v.integer("num_attention_heads", 12), v.integer("intermediate_size", 3072),
                quickGelu(v), v.number("layer_norm_eps", 1e-5));
        Text text = new Text(t.integer("vocab_size", 49408), t.integer("max_position_embeddings", 77),
                t.integer("hidden_size", 512), t.integer("num_hidden_layers", 12), t.integer("num_attention_heads", 8),
                t.integer("intermediate_size", 2048), quickGelu(t), t.number("layer_norm_eps", 1e-5));
        return new ClipConfig(config.integer("projection_dim", 512), vision, text,
                huggingFacePreprocess(folder, vision.imageSize()));
    }

    private static boolean quickGelu(JsonFile tower) {
        String act = tower.text("hidden_act").orElse("quick_gelu");
        if (!act.equals("quick_gelu") && !act.equals("gelu")) {
            throw tower.bad("hidden_act", "is \"" + act + "\"; FastLabel knows quick_gelu and gelu");
        }
        return act.equals("quick_gelu");
    }

    private static Preprocess huggingFacePreprocess(Path folder, int imageSize) {
        JsonFile p = JsonFile.read(folder.resolve("preprocessor_config.json"));
        // Older files write bare integers, newer ones objects.
        int resize = p.isObject("size") ? p.child("size").integer("shortest_edge", imageSize) : p.integer("size", imageSize);
        int crop = p.isObject("crop_size") ? p.child("crop_size").integer("height", imageSize)
                : p.integer("crop_size", imageSize);
        if (p.integer("resample", 3) != 3) {
            throw p.bad("resample", "is not 3 (bicubic)");
        }
        if (crop != imageSize) {
            throw p.bad("crop_size", "is " + crop + " but the model takes pictures of " + imageSize);
        }
        return new Preprocess(resize, crop, (float) p.number("rescale_factor", 1 / 255.0),
                p.three("image_mean", Preprocess.OPENAI_MEAN), p.three("image_std", Preprocess.OPENAI_STD));
    }

    /** {@code open_clip_config.json}. */
    public static ClipConfig openClip(Path folder) {
        JsonFile file = JsonFile.read(folder.resolve("open_clip_config.json"));
        JsonFile model = file.child("model_cfg");
        model.onlyKnows(Set.of("embed_dim", "vision_cfg", "text_cfg", "quick_gelu"));
        boolean quickGelu = model.flag("quick_gelu", false);
        JsonFile v = model.child("vision_cfg");
        v.onlyKnows(Set.of("image_size", "layers", "width", "head_width", "mlp_ratio", "patch_size"));
        JsonFile t = model.child("text_cfg");
        t.onlyKnows(Set.of("context_length", "vocab_size", "width", "heads", "layers", "mlp_ratio"));
        int textWidth = t.integer("width", 512);
        Text text = new Text(t.integer("vocab_size", 49408), t.integer("context_length", 77), textWidth,
                t.integer("layers", 12), t.integer("heads", 8), (int) (textWidth * t.number("mlp_ratio", 4)), quickGelu, 1e-5);
        Vision vision = vision(v, quickGelu);
        JsonFile p = file.child("preprocess_cfg");
        p.onlyKnows(Set.of("mean", "std", "interpolation", "resize_mode", "size", "mode", "fill_color"));
        if (!p.text("interpolation").orElse("bicubic").equals("bicubic")
                || !p.text("resize_mode").orElse("shortest").equals("shortest")) {
            throw p.bad("interpolation", "or \"resize_mode\" is not bicubic and shortest");
        }
        return new ClipConfig(model.integer("embed_dim", 512), vision, text,
                new Preprocess(vision.imageSize(), vision.imageSize(), 1 / 255f,
                        p.three("mean", Preprocess.OPENAI_MEAN), p.three("std", Preprocess.OPENAI_STD)));
    }

    private static Vision vision(JsonFile v, boolean quickGelu) {
        int size = v.integer("image_size", 224);
        int headWidth = v.integer("head_width", DEFAULT_HEAD_WIDTH);
        if (v.isArray("layers")) {
            int width = v.integer("width", 64);
            int[] blocks = v.integers("layers");
            if (blocks.length != 4 || Arrays.stream(blocks).anyMatch(b -> b < 1) || size % 32 != 0) {
                throw v.bad("layers", "must list four stages, and \"image_size\" be a multiple of 32");
            }
            return new ResNet(size, width, blocks, heads(v, width * 32, headWidth));
        }
        int width = v.integer("width", 768);
        return new Vit(size, v.integer("patch_size", 16), width, v.integer("layers", 12), heads(v, width, headWidth),
                (int) (width * v.number("mlp_ratio", 4)), quickGelu, 1e-5);
    }

    private static int heads(JsonFile v, int width, int headWidth) {
        if (width % headWidth != 0) {
            throw v.bad("head_width", "does not divide the width " + width);
        }
        return width / headWidth;
    }

    /** Which of the two formats a folder holds. */
    static boolean isOpenClip(Path folder) {
        return Files.exists(folder.resolve("open_clip_config.json")) && !Files.exists(folder.resolve("config.json"))
                || Files.exists(folder.resolve("open_clip_model.safetensors"))
                && !Files.exists(folder.resolve("model.safetensors"));
    }
}
