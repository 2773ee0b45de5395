package org.fastlabel.generation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.clip.ClipConfig.ClipText;
import org.fastlabel.clip.ConfigReader;
import org.fastlabel.clip.JsonFile;
import org.fastlabel.generation.sampling.FlowMatching;

/**
 * The shape of a FLUX model in the layout of diffusers, read from the configuration files of its folder.
 *
 * @param textTokens that T5 reads of a prompt, padding included
 * @param steps      that pictures take where nobody says otherwise
 */
record FluxConfig(Transformer transformer, T5 t5, ClipText clip, Vae vae, FlowMatching flow, int textTokens, int steps) {

    static final String TRANSFORMER = "transformer";
    static final String T5_ENCODER = "text_encoder_2";
    static final String CLIP_ENCODER = "text_encoder";
    static final String AUTOENCODER = "vae";

    /** What FLUX.1-schnell reads, which has no guidance embedding, and FLUX.1-dev. */
    private static final int SCHNELL_TOKENS = 256;
    private static final int DEV_TOKENS = 512;
    private static final int SCHNELL_STEPS = 4;
    private static final int DEV_STEPS = 28;
    private static final int LAYERS = 200;
    private static final int WIDTH = 32_768;

    /** @param axes how a head's values are divided among the three axes of positions */
    record Transformer(int inChannels, int doubleBlocks, int singleBlocks, int heads, int headDim, int contextDim, int pooledDim,
                       boolean guidance, List<Integer> axes) {

        int width() {
            return heads * headDim;
        }
    }

    /** @param headDim need not be width / heads @param end id of the token that ends a text @param padding id of what follows */
    record T5(int vocabulary, int width, int heads, int headDim, int hidden, int layers, int buckets, int maxDistance, double eps,
              int end, int padding) {
    }

    /** @param channels of each level, from the outermost @param sampleSize side of the pictures it was trained with */
    record Vae(int latentChannels, List<Integer> channels, int layers, int groups, double scaling, double shift, int sampleSize,
               boolean postConv, boolean attention) {

        /** Pixels per latent along one side. */
        int factor() {
            return 1 << channels.size() - 1;
        }
    }

    /** Pixels per token along one side: of what the sides of pictures must be multiples. */
    int multiple() {
        return 2 * vae.factor();
    }

    /** @throws InvalidInput with code {@code bad-checkpoint}; the message names the part, the file and the key */
    static FluxConfig read(Path folder) {
        JsonFile index = JsonFile.read(folder.resolve("model_index.json"));
        String kind = index.text("_class_name").orElse("");
        if (!kind.equals("FluxPipeline")) {
            throw index.bad("_class_name", "is \"" + kind + "\"; FastLabel reads FluxPipeline");
        }
        Transformer transformer = part(TRANSFORMER, folder, FluxConfig::transformer);
        T5 t5 = part(T5_ENCODER, folder, FluxConfig::t5);
        ClipText clip = part(CLIP_ENCODER, folder, f -> ConfigReader.textTower(folder.resolve(CLIP_ENCODER)));
        Vae vae = part(AUTOENCODER, folder, FluxConfig::vae);
        fits("transformer: \"joint_attention_dim\"", transformer.contextDim(), "the width of text_encoder_2", t5.width());
        fits("transformer: \"pooled_projection_dim\"", transformer.pooledDim(), "the width of text_encoder", clip.width());
        fits("transformer: \"in_channels\"", transformer.inChannels(), "four times the latent channels of vae", 4 * vae.latentChannels());
        JsonFile ours = index.child("_fastlabel");
        int steps = ours.integer("steps", transformer.guidance() ? DEV_STEPS : SCHNELL_STEPS, GenerationLimits.MAX_STEPS);
        return new FluxConfig(transformer, t5, clip, vae, flow(folder), textTokens(folder, transformer.guidance()), steps);
    }

    private interface Reader<T> {

        T read(JsonFile config);
    }

    /** Complaints begin with the part, for several have files of the same name. */
    private static <T> T part(String part, Path folder, Reader<T> reader) {
        try {
            return reader.read(JsonFile.read(folder.resolve(part).resolve("config.json")));
        } catch (InvalidInput e) {
            throw new InvalidInput(e.code(), part + ": " + e.getMessage(), e);
        }
    }

    private static void fits(String what, int value, String other, int expected) {
        if (value != expected) {
            throw new InvalidInput("bad-checkpoint", what + " is " + value + ", but " + other + " is " + expected + ".");
        }
    }

    private static Transformer transformer(JsonFile f) {
        int[] axes = f.isArray("axes_dims_rope") ? f.integers("axes_dims_rope") : new int[] {16, 56, 56};
        int headDim = f.integer("attention_head_dim", 128, 1024);
        if (axes.length != 3 || Arrays.stream(axes).sum() != headDim || Arrays.stream(axes).anyMatch(a -> a % 2 != 0)) {
            throw f.bad("axes_dims_rope", "must be three even sizes that add up to \"attention_head_dim\", " + headDim);
        }
        int in = f.integer("in_channels", 64, 4096);
        if (f.integer("patch_size", 1) != 1 || f.integer("out_channels", in) != in) {
            throw f.bad("patch_size", "must be 1, and \"out_channels\" as many as \"in_channels\"");
        }
        return new Transformer(in, f.integer("num_layers", 19, LAYERS), f.integer("num_single_layers", 38, LAYERS),
                f.integer("num_attention_heads", 24, 1024), headDim, f.integer("joint_attention_dim", 4096, WIDTH),
                f.integer("pooled_projection_dim", 768, WIDTH), f.flag("guidance_embeds", false),
                Arrays.stream(axes).boxed().toList());
    }

    private static T5 t5(JsonFile f) {
        String activation = f.text("feed_forward_proj").orElse("relu");
        if (!activation.equals("gated-gelu")) {
            throw f.bad("feed_forward_proj", "is \"" + activation + "\"; FastLabel reads gated-gelu (T5 v1.1)");
        }
        int buckets = f.integer("relative_attention_num_buckets", 32, 4096);
        int distance = f.integer("relative_attention_max_distance", 128);
        if (buckets % 4 != 0 || distance <= buckets / 4) {
            throw f.bad("relative_attention_num_buckets", "must be a multiple of 4, and a quarter of it below"
                    + " \"relative_attention_max_distance\"");
        }
        return new T5(f.integer("vocab_size", 32128, 2_000_000), f.integer("d_model", 512, WIDTH), f.integer("num_heads", 8, 1024),
                f.integer("d_kv", 64, 1024), f.integer("d_ff", 2048, 4 * WIDTH), f.integer("num_layers", 6, LAYERS), buckets, distance,
                f.number("layer_norm_epsilon", 1e-6), (int) f.number("eos_token_id", 1), (int) f.number("pad_token_id", 0));
    }

    private static Vae vae(JsonFile f) {
        int[] channels = f.integers("block_out_channels");
        int groups = f.integer("norm_num_groups", 32, 1024);
        if (channels.length > 8 || Arrays.stream(channels).anyMatch(c -> c % groups != 0 || c > 8192)) {
            throw f.bad("block_out_channels", "must be at most 8 multiples of \"norm_num_groups\", " + groups);
        }
        return new Vae(f.integer("latent_channels", 4, 1024), Arrays.stream(channels).boxed().toList(), f.integer("layers_per_block", 1, 50),
                groups, f.number("scaling_factor", 0.18215), f.number("shift_factor", 0), f.integer("sample_size", 512, 8192),
                f.flag("use_post_quant_conv", true), f.flag("mid_block_add_attention", true));
    }

    private static FlowMatching flow(Path folder) {
        JsonFile f = JsonFile.read(folder.resolve("scheduler").resolve("scheduler_config.json"));
        String shift = f.text("time_shift_type").orElse("exponential");
        if (!shift.equals("exponential")) {
            throw f.bad("time_shift_type", "is \"" + shift + "\"; FastLabel knows exponential");
        }
        int base = f.integer("base_image_seq_len", 256);
        int most = f.integer("max_image_seq_len", 4096);
        if (most <= base) {
            throw f.bad("max_image_seq_len", "must be above \"base_image_seq_len\", " + base);
        }
        return new FlowMatching(f.number("shift", 1), f.flag("use_dynamic_shifting", false), f.number("base_shift", 0.5),
                f.number("max_shift", 1.15), base, most);
    }

    private static int textTokens(Path folder, boolean guidance) {
        int most = guidance ? DEV_TOKENS : SCHNELL_TOKENS;
        Path settings = folder.resolve("tokenizer_2").resolve("tokenizer_config.json");
        // Where nobody set a limit, files say 10^30.
        double said = Files.isRegularFile(settings) ? JsonFile.read(settings).number("model_max_length", most) : most;
        return said >= 1 && said < most ? (int) said : most;
    }
}
