package org.fastlabel.generation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fastlabel.clip.WeightNames;
import org.fastlabel.generation.FluxConfig.T5;
import org.fastlabel.generation.FluxConfig.Transformer;
import org.fastlabel.generation.FluxConfig.Vae;

/**
 * Which tensors, of which shape, the parts of a model consist of, in the names that the programs use: the published ones, and for CLIP
 * open_clip's. Of the autoencoder only what decodes.
 */
final class FluxWeights {

    private final Map<String, long[]> shapes = new LinkedHashMap<>();

    private FluxWeights() {
    }

    /** @param part name of its folder, such as {@link FluxConfig#TRANSFORMER} */
    static Map<String, long[]> of(String part, FluxConfig config) {
        FluxWeights w = new FluxWeights();
        switch (part) {
            case FluxConfig.TRANSFORMER -> w.transformer(config.transformer());
            case FluxConfig.T5_ENCODER -> w.t5(config.t5());
            case FluxConfig.AUTOENCODER -> w.decoder(config.vae());
            case FluxConfig.CLIP_ENCODER -> w.shapes.putAll(WeightNames.pooledText(config.clip()));
            default -> throw new IllegalArgumentException(part);
        }
        return w.shapes;
    }

    private void transformer(Transformer t) {
        int width = t.width();
        linear("x_embedder", width, t.inChannels());
        linear("context_embedder", width, t.contextDim());
        embedder("time_text_embed.timestep_embedder", 256, width);
        if (t.guidance()) {
            embedder("time_text_embed.guidance_embedder", 256, width);
        }
        embedder("time_text_embed.text_embedder", t.pooledDim(), width);
        for (int i = 0; i < t.doubleBlocks(); i++) {
            doubleBlock("transformer_blocks." + i, width, t.headDim());
        }
        for (int i = 0; i < t.singleBlocks(); i++) {
            String b = "single_transformer_blocks." + i;
            linear(b + ".norm.linear", 3 * width, width);
            attention(b + ".attn", width, t.headDim(), List.of("to_q", "to_k", "to_v"), List.of("norm_q", "norm_k"));
            linear(b + ".proj_mlp", 4 * width, width);
            linear(b + ".proj_out", width, 5 * width);
        }
        linear("norm_out.linear", 2 * width, width);
        linear("proj_out", t.inChannels(), width);
    }

    private void embedder(String name, int in, int width) {
        linear(name + ".linear_1", width, in);
        linear(name + ".linear_2", width, width);
    }

    private void doubleBlock(String b, int width, int headDim) {
        for (String stream : List.of("", "_context")) {
            linear(b + ".norm1" + stream + ".linear", 6 * width, width);
            linear(b + ".ff" + stream + ".net.0.proj", 4 * width, width);
            linear(b + ".ff" + stream + ".net.2", width, 4 * width);
        }
        attention(b + ".attn", width, headDim, List.of("to_q", "to_k", "to_v", "to_out.0", "add_q_proj", "add_k_proj", "add_v_proj",
                "to_add_out"), List.of("norm_q", "norm_k", "norm_added_q", "norm_added_k"));
    }

    private void attention(String name, int width, int headDim, List<String> products, List<String> norms) {
        products.forEach(p -> linear(name + "." + p, width, width));
        norms.forEach(n -> put(name + "." + n + ".weight", headDim));
    }

    private void t5(T5 t) {
        int inner = t.heads() * t.headDim();
        put("shared.weight", t.vocabulary(), t.width());
        for (int i = 0; i < t.layers(); i++) {
            String b = "encoder.block." + i + ".layer.";
            for (String part : List.of("q", "k", "v")) {
                put(b + "0.SelfAttention." + part + ".weight", inner, t.width());
            }
            put(b + "0.SelfAttention.o.weight", t.width(), inner);
            if (i == 0) {
                put(b + "0.SelfAttention.relative_attention_bias.weight", t.buckets(), t.heads());
            }
            put(b + "0.layer_norm.weight", t.width());
            put(b + "1.DenseReluDense.wi_0.weight", t.hidden(), t.width());
            put(b + "1.DenseReluDense.wi_1.weight", t.hidden(), t.width());
            put(b + "1.DenseReluDense.wo.weight", t.width(), t.hidden());
            put(b + "1.layer_norm.weight", t.width());
        }
        put("encoder.final_layer_norm.weight", t.width());
    }

    private void decoder(Vae v) {
        int levels = v.channels().size();
        int in = v.channels().get(levels - 1);
        if (v.postConv()) {
            convolution("post_quant_conv", v.latentChannels(), v.latentChannels(), 1);
        }
        convolution("decoder.conv_in", in, v.latentChannels(), 3);
        resnet("decoder.mid_block.resnets.0", in, in);
        if (v.attention()) {
            both("decoder.mid_block.attentions.0.group_norm", in);
            for (String product : List.of("to_q", "to_k", "to_v", "to_out.0")) {
                linear("decoder.mid_block.attentions.0." + product, in, in);
            }
        }
        resnet("decoder.mid_block.resnets.1", in, in);
        for (int i = 0; i < levels; i++) {
            String b = "decoder.up_blocks." + i;
            int out = v.channels().get(levels - 1 - i);
            for (int j = 0; j <= v.layers(); j++) {
                resnet(b + ".resnets." + j, out, j == 0 ? in : out);
            }
            if (i < levels - 1) {
                convolution(b + ".upsamplers.0.conv", out, out, 3);
            }
            in = out;
        }
        both("decoder.conv_norm_out", in);
        convolution("decoder.conv_out", 3, in, 3);
    }

    private void resnet(String name, int out, int in) {
        both(name + ".norm1", in);
        convolution(name + ".conv1", out, in, 3);
        both(name + ".norm2", out);
        convolution(name + ".conv2", out, out, 3);
        if (in != out) {
            convolution(name + ".conv_shortcut", out, in, 1);
        }
    }

    private void convolution(String name, int out, int in, int kernel) {
        put(name + ".weight", out, in, kernel, kernel);
        put(name + ".bias", out);
    }

    private void linear(String name, int out, int in) {
        put(name + ".weight", out, in);
        put(name + ".bias", out);
    }

    private void both(String name, int channels) {
        put(name + ".weight", channels);
        put(name + ".bias", channels);
    }

    private void put(String name, long... shape) {
        shapes.put(name, shape);
    }
}
