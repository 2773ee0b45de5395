package org.fastlabel.clip;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.clip.ClipConfig.ClipText;
import org.fastlabel.clip.ClipConfig.Fit;
import org.fastlabel.clip.ClipConfig.Margin;
import org.fastlabel.clip.ClipConfig.Preprocess;
import org.fastlabel.clip.ClipConfig.ResNet;
import org.fastlabel.clip.ClipConfig.Vision;
import org.fastlabel.clip.ClipConfig.Vit;
import org.fastlabel.media.image.ResizeFilter;

/** Reads the shape of a model from either kind of folder, with the defaults of the library that wrote it. */
public final class ConfigReader {

    private static final String OPEN_CLIP = "open_clip_config.json";
    private static final int DEFAULT_HEAD_WIDTH = 64;
    private static final double EPS = 1e-5;

    /** Keys that published files carry although they choose what is anyhow done, or concern only training. */
    private static final Map<String, String> MODEL_DEFAULTS = Map.of("custom_text", "false");
    private static final Map<String, String> VISION_DEFAULTS = Map.of("attentional_pool", "false",
            "no_ln_pre", "false", "pos_embed_type", "learnable", "final_ln_after_pool", "false", "pool_type", "tok",
            "output_tokens", "false");
    private static final Map<String, String> TEXT_DEFAULTS = Map.of("embed_cls", "false",
            "no_causal_mask", "false", "final_ln_after_pool", "false", "pool_type", "argmax", "proj_bias", "false",
            "proj_type", "linear", "output_tokens", "false", "hf_tokenizer_name", "");

    private ConfigReader() {
    }

    /** The shape of the model of a folder; its weights need not be there. @throws InvalidInput with code {@code bad-checkpoint} */
    public static ClipConfig read(Path folder) {
        return isOpenClip(folder) ? openClip(folder) : HuggingFaceConfig.read(folder);
    }

    /** The {@code config.json} of a folder that holds a text tower alone, as diffusion models bring one. */
    public static ClipText textTower(Path folder) {
        return HuggingFaceConfig.text(JsonFile.read(folder.resolve("config.json")));
    }

    /** {@code open_clip_config.json}. */
    public static ClipConfig openClip(Path folder) {
        JsonFile file = JsonFile.read(folder.resolve(OPEN_CLIP));
        JsonFile model = file.required("model_cfg");
        model.onlyKnows(Set.of("embed_dim", "vision_cfg", "text_cfg", "quick_gelu"), MODEL_DEFAULTS);
        boolean quickGelu = model.flag("quick_gelu", false);
        JsonFile v = model.required("vision_cfg");
        v.onlyKnows(Set.of("image_size", "layers", "width", "head_width", "mlp_ratio", "patch_size", "patch_dropout"), VISION_DEFAULTS);
        JsonFile t = model.required("text_cfg");
        t.onlyKnows(Set.of("context_length", "vocab_size", "width", "heads", "layers", "mlp_ratio", "pad_id", "eos_id"), TEXT_DEFAULTS);
        int width = Limits.width(t, "width", 512);
        ClipText text = new ClipText(Limits.vocabulary(t, 49408), Limits.context(t, "context_length", 77), width,
                Limits.layers(t, "layers"), t.integer("heads", 8), mlp(t, width), quickGelu, EPS);
        Limits.heads(t, "heads", width, text.heads());
        Vision vision = vision(v, quickGelu);
        return new ClipConfig(Limits.width(model, "embed_dim", 512), vision, text,
                preprocess(file.child("preprocess_cfg"), vision.imageSize()));
    }

    private static Vision vision(JsonFile v, boolean quickGelu) {
        int size = Limits.imageSize(v, 224);
        int headWidth = v.integer("head_width", DEFAULT_HEAD_WIDTH);
        if (v.isArray("layers")) {
            int width = v.integer("width", 64, 1024);
            int[] blocks = v.integers("layers");
            if (blocks.length != 4 || Arrays.stream(blocks).anyMatch(b -> b < 1 || b > 200) || size % 32 != 0 || width % 2 != 0) {
                throw v.bad("layers", "must list four stages, \"image_size\" be a multiple of 32 and \"width\" be even");
            }
            return new ResNet(size, width, blocks, heads(v, width * 32, headWidth));
        }
        int width = Limits.width(v, "width", 768);
        Vit vit = new Vit(size, v.integer("patch_size", 16), width, Limits.layers(v, "layers"), heads(v, width, headWidth),
                mlp(v, width), quickGelu, EPS);
        Limits.patches(v, size, vit.patch());
        return vit;
    }

    private static int heads(JsonFile v, int width, int headWidth) {
        if (width % headWidth != 0) {
            throw v.bad("head_width", "does not divide the width " + width);
        }
        return width / headWidth;
    }

    private static int mlp(JsonFile tower, int width) {
        double ratio = tower.number("mlp_ratio", 4);
        if (!(ratio * width >= 1 && ratio <= 16)) {
            throw tower.bad("mlp_ratio", "is " + ratio + ", not a sensible ratio");
        }
        return (int) (width * ratio);
    }

    private static Preprocess preprocess(JsonFile p, int side) {
        p.onlyKnows(Set.of("mean", "std", "interpolation", "resize_mode", "size", "fill_color"), Map.of("mode", "RGB"));
        int size = p.isArray("size") ? p.integers("size")[0] : p.integer("size", side);
        if (size != side || p.isArray("size") && Arrays.stream(p.integers("size")).anyMatch(s -> s != size)) {
            throw p.bad("size", "is not " + side + ", the size of the pictures that the model takes");
        }
        // What is "random" while training is bicubic afterwards.
        ResizeFilter filter = switch (p.text("interpolation").orElse("bicubic")) {
            case "bicubic", "random" -> ResizeFilter.BICUBIC;
            case "bilinear" -> ResizeFilter.BILINEAR;
            default -> throw p.bad("interpolation", "is neither bicubic nor bilinear");
        };
        Fit fit = switch (p.text("resize_mode").orElse("shortest")) {
            case "shortest" -> Fit.SHORTEST;
            case "longest" -> Fit.LONGEST;
            case "squash" -> Fit.SQUASH;
            default -> throw p.bad("resize_mode", "is none of shortest, longest and squash");
        };
        return new Preprocess(side, side, fit, filter, Margin.EVEN, (int) p.number("fill_color", 0) & 255, 1 / 255f,
                p.three("mean", Preprocess.OPENAI_MEAN), p.deviations("std", Preprocess.OPENAI_STD));
    }

    /** Which of the two formats a folder holds. */
    static boolean isOpenClip(Path folder) {
        return Files.exists(folder.resolve(OPEN_CLIP)) && !Files.exists(folder.resolve("config.json"))
                || Files.exists(folder.resolve("open_clip_model.safetensors"))
                && !Files.exists(folder.resolve("model.safetensors"))
                && !Files.exists(folder.resolve("model.safetensors.index.json"));
    }
}
