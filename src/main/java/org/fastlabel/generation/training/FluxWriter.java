package org.fastlabel.generation.training;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.fastlabel.clip.training.CheckpointFolder;
import org.fastlabel.torch.Safetensors;
import org.fastlabel.torch.Safetensors.Tensor;

/** Writes a model in diffusers' layout of FLUX: every file beside its name first, then renamed; weights in bfloat16. */
final class FluxWriter {

    private static final Gson JSON = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
    private static final int STEPS = 8;

    private final Path folder;

    FluxWriter(Path folder) {
        this.folder = folder;
    }

    /** What does not depend on what is learned. */
    void writeShape(FluxShape shape) {
        text("model_index.json", """
                {"_class_name": "FluxPipeline", "scheduler": ["diffusers", "FlowMatchEulerDiscreteScheduler"],
                 "text_encoder": ["transformers", "CLIPTextModel"], "text_encoder_2": ["transformers", "T5EncoderModel"],
                 "tokenizer": ["transformers", "CLIPTokenizer"], "tokenizer_2": ["transformers", "T5TokenizerFast"],
                 "transformer": ["diffusers", "FluxTransformer2DModel"], "vae": ["diffusers", "AutoencoderKL"],
                 "_fastlabel": {"steps": %d}}""", STEPS);
        text("scheduler/scheduler_config.json", """
                {"_class_name": "FlowMatchEulerDiscreteScheduler", "num_train_timesteps": 1000, "shift": 1.0,
                 "use_dynamic_shifting": false, "base_shift": 0.5, "max_shift": 1.15, "base_image_seq_len": 256,
                 "max_image_seq_len": 4096}""");
        text("transformer/config.json", """
                {"_class_name": "FluxTransformer2DModel", "patch_size": 1, "in_channels": %d, "num_layers": %d, "num_single_layers": %d,
                 "attention_head_dim": %d, "num_attention_heads": %d, "joint_attention_dim": %d, "pooled_projection_dim": %d,
                 "guidance_embeds": false, "axes_dims_rope": %s}""", shape.channels() * 4, shape.doubles(), shape.singles(), shape.head(),
                shape.heads(), shape.t5().width(), shape.clip().width(), Arrays.toString(shape.axes()));
        FluxShape.T5 t5 = shape.t5();
        text("text_encoder_2/config.json", """
                {"architectures": ["T5EncoderModel"], "model_type": "t5", "vocab_size": %d, "d_model": %d, "d_kv": %d, "d_ff": %d,
                 "num_layers": %d, "num_heads": %d, "relative_attention_num_buckets": %d, "relative_attention_max_distance": %d,
                 "feed_forward_proj": "gated-gelu", "dense_act_fn": "gelu_new", "is_gated_act": true, "layer_norm_epsilon": 1e-06,
                 "is_encoder_decoder": false, "use_cache": false, "pad_token_id": 0, "eos_token_id": 1, "torch_dtype": "bfloat16"}""",
                t5.vocabulary(), t5.width(), t5.width() / t5.heads(), t5.hidden(), t5.layers(), t5.heads(), t5.buckets(), t5.distance());
        FluxShape.Clip clip = shape.clip();
        text("text_encoder/config.json", """
                {"architectures": ["CLIPTextModel"], "model_type": "clip_text_model", "vocab_size": %d, "hidden_size": %d,
                 "intermediate_size": %d, "num_hidden_layers": %d, "num_attention_heads": %d, "max_position_embeddings": %d,
                 "hidden_act": "quick_gelu", "layer_norm_eps": 1e-05, "bos_token_id": %d, "eos_token_id": %d, "pad_token_id": %d,
                 "projection_dim": %d, "torch_dtype": "bfloat16"}""", clip.vocabulary(), clip.width(), clip.hidden(), clip.layers(),
                clip.heads(), clip.tokens(), clip.vocabulary() - 2, clip.vocabulary() - 1, clip.vocabulary() - 1, clip.width());
        text("tokenizer/tokenizer_config.json", """
                {"tokenizer_class": "CLIPTokenizer", "add_prefix_space": false, "do_lower_case": true, "errors": "replace",
                 "model_max_length": %d, "bos_token": "<|startoftext|>", "eos_token": "<|endoftext|>", "pad_token": "<|endoftext|>",
                 "unk_token": "<|endoftext|>"}""", clip.tokens());
        text("tokenizer_2/tokenizer_config.json", """
                {"tokenizer_class": "T5TokenizerFast", "model_max_length": %d, "eos_token": "</s>", "pad_token": "<pad>",
                 "unk_token": "<unk>", "extra_ids": 0}""", t5.tokens());
    }

    void writeTokenizers() {
        write("tokenizer/vocab.json", Words.clip().toString());
        write("tokenizer/merges.txt", "#version: 0.2\n" + String.join("\n", Words.merges()) + "\n");
        write("tokenizer_2/tokenizer.json", Words.t5().toString());
    }

    /** @param scaling see {@link VaeShape#config} */
    void writeVae(VaeShape shape, Map<String, Tensor> weights, double scaling, double shift) {
        write("vae/config.json", JSON.toJson(shape.config(scaling, shift)));
        weights("vae/diffusion_pytorch_model.safetensors", weights);
    }

    /** @param weights named as {@code flux_train.py} names them */
    void writeWeights(Map<String, Tensor> weights) {
        weights("transformer/diffusion_pytorch_model.safetensors", below("flux.", weights));
        weights("text_encoder_2/model.safetensors", below("t5.", weights));
        Map<String, Tensor> clip = new LinkedHashMap<>();
        below("clip.", weights).forEach((name, t) -> huggingFace(name, t, clip));
        weights("text_encoder/model.safetensors", clip);
    }

    /** From open_clip's names, and one tensor for queries, keys and values, to Hugging Face's. */
    private static void huggingFace(String name, Tensor t, Map<String, Tensor> out) {
        String to = "text_model." + name.replace("token_embedding.weight", "embeddings.token_embedding.weight")
                .replaceFirst("^positional_embedding$", "embeddings.position_embedding.weight")
                .replace("transformer.resblocks.", "encoder.layers.").replace("ln_final.", "final_layer_norm.")
                .replace(".ln_1.", ".layer_norm1.").replace(".ln_2.", ".layer_norm2.").replace(".c_fc.", ".fc1.")
                .replace(".c_proj.", ".fc2.").replace(".attn.", ".self_attn.");
        if (!name.contains(".in_proj_")) {
            out.put(to, t);
            return;
        }
        long[] shape = t.shape().clone();
        shape[0] /= 3;
        int size = t.values().length / 3;
        for (int i = 0; i < 3; i++) {
            out.put(to.replace("in_proj_", "qkv".charAt(i) + "_proj."),
                    new Tensor(shape, Arrays.copyOfRange(t.values(), i * size, (i + 1) * size), false));
        }
    }

    private static Map<String, Tensor> below(String prefix, Map<String, Tensor> weights) {
        Map<String, Tensor> part = new LinkedHashMap<>();
        weights.forEach((name, t) -> {
            if (name.startsWith(prefix)) {
                part.put(name.substring(prefix.length()), t);
            }
        });
        return part;
    }

    private void weights(String file, Map<String, Tensor> weights) {
        Map<String, Tensor> half = new LinkedHashMap<>();
        weights.forEach((name, t) -> half.put(name, new Tensor(t.shape(), t.values(), true)));
        try {
            Files.createDirectories(folder.resolve(file).getParent());
            Safetensors.write(folder.resolve(file), half, "BF16");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void text(String file, String format, Object... values) {
        JsonObject json = JsonParser.parseString(String.format(java.util.Locale.ROOT, format, values)).getAsJsonObject();
        write(file, JSON.toJson(json) + "\n");
    }

    private void write(String file, String text) {
        try {
            Files.createDirectories(folder.resolve(file).getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        CheckpointFolder.write(folder.resolve(file), text);
    }
}
