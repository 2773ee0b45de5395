package org.fastlabel.clip;

import java.nio.file.Files;
import java.nio.file.Path;
import org.fastlabel.clip.ClipConfig.ClipText;
import org.fastlabel.clip.ClipConfig.Fit;
import org.fastlabel.clip.ClipConfig.Margin;
import org.fastlabel.clip.ClipConfig.Preprocess;
import org.fastlabel.clip.ClipConfig.SiglipText;
import org.fastlabel.clip.ClipConfig.SiglipVit;
import org.fastlabel.clip.ClipConfig.Vit;
import org.fastlabel.media.image.ResizeFilter;

/** {@code config.json} and {@code preprocessor_config.json} of Hugging Face, with the defaults of its library. */
final class HuggingFaceConfig {

    private static final float[] HALF = {0.5f, 0.5f, 0.5f};

    private HuggingFaceConfig() {
    }

    static ClipConfig read(Path folder) {
        JsonFile config = JsonFile.read(folder.resolve("config.json"));
        String type = config.text("model_type").orElse("");
        // Old files repeat what differs from the defaults in a second object, which wins.
        JsonFile vision = config.child("vision_config").under(config.child("vision_config_dict"));
        JsonFile text = config.child("text_config").under(config.child("text_config_dict"));
        return switch (type) {
            case "clip" -> clip(folder, config, vision, text);
            case "siglip" -> siglip(folder, vision, text);
            default -> throw config.bad("model_type", "is \"" + type + "\"; FastLabel reads \"clip\" and \"siglip\"");
        };
    }

    private static ClipConfig clip(Path folder, JsonFile config, JsonFile v, JsonFile t) {
        Vit vision = new Vit(Limits.imageSize(v, 224), v.integer("patch_size", 32), Limits.width(v, "hidden_size", 768),
                Limits.layers(v, "num_hidden_layers"), v.integer("num_attention_heads", 12), Limits.mlp(v, 3072), quickGelu(v),
                v.number("layer_norm_eps", 1e-5));
        ClipText text = text(t);
        Limits.channels(v);
        Limits.patches(v, vision.imageSize(), vision.patch());
        Limits.heads(v, "num_attention_heads", vision.width(), vision.heads());
        return new ClipConfig(Limits.width(config, "projection_dim", 512), vision, text,
                preprocess(folder, vision.imageSize(), Fit.SHORTEST, Preprocess.OPENAI_MEAN, Preprocess.OPENAI_STD));
    }

    /** CLIP's text tower. */
    static ClipText text(JsonFile t) {
        ClipText text = new ClipText(Limits.vocabulary(t, 49408), Limits.context(t, "max_position_embeddings", 77),
                Limits.width(t, "hidden_size", 512), Limits.layers(t, "num_hidden_layers"), t.integer("num_attention_heads", 8),
                Limits.mlp(t, 2048), quickGelu(t), t.number("layer_norm_eps", 1e-5));
        Limits.heads(t, "num_attention_heads", text.width(), text.heads());
        return text;
    }

    private static ClipConfig siglip(Path folder, JsonFile v, JsonFile t) {
        SiglipVit vision = new SiglipVit(Limits.imageSize(v, 224), v.integer("patch_size", 16), Limits.width(v, "hidden_size", 768),
                Limits.layers(v, "num_hidden_layers"), v.integer("num_attention_heads", 12), Limits.mlp(v, 3072),
                v.number("layer_norm_eps", 1e-6));
        SiglipText text = new SiglipText(Limits.vocabulary(t, 32000), Limits.context(t, "max_position_embeddings", 64),
                Limits.width(t, "hidden_size", 768), Limits.layers(t, "num_hidden_layers"), t.integer("num_attention_heads", 12),
                Limits.mlp(t, 3072), t.number("layer_norm_eps", 1e-6));
        Limits.channels(v);
        Limits.patches(v, vision.imageSize(), vision.patch());
        Limits.heads(v, "num_attention_heads", vision.width(), vision.heads());
        Limits.heads(t, "num_attention_heads", text.width(), text.heads());
        tanhGelu(v);
        tanhGelu(t);
        if (!v.flag("vision_use_head", true)) {
            throw v.bad("vision_use_head", "is false: such a model embeds no pictures");
        }
        if (t.integer("projection_size", text.width()) != vision.width()) {
            throw t.bad("projection_size", "differs from the width of the image tower, " + vision.width());
        }
        return new ClipConfig(vision.width(), vision, text, preprocess(folder, vision.imageSize(), Fit.SQUASH, HALF, HALF));
    }

    private static boolean quickGelu(JsonFile tower) {
        String act = tower.text("hidden_act").orElse("quick_gelu");
        if (!act.equals("quick_gelu") && !act.equals("gelu")) {
            throw tower.bad("hidden_act", "is \"" + act + "\"; FastLabel knows quick_gelu and gelu");
        }
        return act.equals("quick_gelu");
    }

    private static void tanhGelu(JsonFile tower) {
        if (!tower.text("hidden_act").orElse("gelu_pytorch_tanh").equals("gelu_pytorch_tanh")) {
            throw tower.bad("hidden_act", "is not gelu_pytorch_tanh, which SigLIP is computed with");
        }
    }

    /** @param usual how pictures are brought to a square where the file does not say */
    private static Preprocess preprocess(Path folder, int side, Fit usual, float[] mean, float[] std) {
        JsonFile p = preprocessor(folder);
        // Older files write bare integers, newer ones objects.
        JsonFile size = p.isObject("size") ? p.child("size") : null;
        Fit fit = size == null ? usual : size.has("shortest_edge") ? Fit.SHORTEST : Fit.SQUASH;
        int resize = size == null ? p.integer("size", side)
                : size.integer(fit == Fit.SHORTEST ? "shortest_edge" : "height", side);
        if (fit == Fit.SQUASH && size != null && size.integer("width", resize) != resize) {
            throw p.bad("size", "is not square");
        }
        if (!p.flag("do_resize", true)) {
            throw p.bad("do_resize", "is false, but pictures come in all sizes and the model takes one");
        }
        boolean cropped = p.flag("do_center_crop", usual == Fit.SHORTEST);
        if (!cropped && fit == Fit.SHORTEST) {
            throw p.bad("do_center_crop", "is false, but the resized picture is not square");
        }
        JsonFile crops = p.isObject("crop_size") ? p.child("crop_size") : null;
        int crop = !cropped ? resize : crops == null ? p.integer("crop_size", side) : crops.integer("height", side);
        if (crop != side) {
            throw p.bad(cropped ? "crop_size" : "size", "is " + crop + " but the model takes pictures of " + side);
        }
        boolean normalized = p.flag("do_normalize", true);
        return new Preprocess(resize, crop, fit, filter(p), Margin.DOWN, 0,
                p.flag("do_rescale", true) ? (float) p.number("rescale_factor", 1 / 255.0) : 1,
                normalized ? p.three("image_mean", mean) : new float[3],
                normalized ? p.deviations("image_std", std) : new float[] {1, 1, 1});
    }

    /** Newer libraries may write the settings for pictures and for texts in one file. */
    private static JsonFile preprocessor(Path folder) {
        Path file = folder.resolve("preprocessor_config.json");
        Path both = folder.resolve("processor_config.json");
        if (Files.exists(file) || !Files.exists(both)) {
            return JsonFile.read(file);
        }
        return JsonFile.read(both).child("image_processor");
    }

    /** Pillow's numbers. */
    private static ResizeFilter filter(JsonFile p) {
        return switch (p.integer("resample", 3)) {
            case 2 -> ResizeFilter.BILINEAR;
            case 3 -> ResizeFilter.BICUBIC;
            default -> throw p.bad("resample", "is neither 2 (bilinear) nor 3 (bicubic)");
        };
    }
}
