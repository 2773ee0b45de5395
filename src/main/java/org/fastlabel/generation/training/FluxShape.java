package org.fastlabel.generation.training;

import static org.fastlabel.generation.training.VaeShape.filled;
import static org.fastlabel.generation.training.VaeShape.normal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.fastlabel.torch.Safetensors.Tensor;

/**
 * The shape of a flow transformer and its text encoders, and their weights before training.
 *
 * @param channels of the latents
 * @param axes     values of a head for place 0, row and column
 */
record FluxShape(int doubles, int singles, int heads, int[] axes, int channels, T5 t5, Clip clip) {

    /** The T5 encoder; heads are {@code width / heads} wide. @param tokens texts are padded to */
    record T5(int width, int layers, int heads, int hidden, int buckets, int distance, int vocabulary, int tokens) {
    }

    /** CLIP's text tower. @param tokens the longest text */
    record Clip(int width, int layers, int heads, int hidden, int vocabulary, int tokens) {
    }

    static FluxShape mini(int t5Vocabulary, int clipVocabulary) {
        return new FluxShape(2, 4, 4, new int[] {8, 12, 12}, 16, new T5(96, 2, 4, 192, 16, 32, t5Vocabulary, 24),
                new Clip(64, 2, 2, 192, clipVocabulary, 26));
    }

    int head() {
        return axes[0] + axes[1] + axes[2];
    }

    int width() {
        return heads * head();
    }

    /** As {@code flux_train.py} takes them. */
    long[] sizes() {
        return new long[] {doubles, singles, heads, t5.layers, t5.heads, t5.buckets, t5.distance, clip.layers, clip.heads, axes[1], axes[2]};
    }

    /** Each block begins as doing nothing (its modulation is zero), as does the whole (Peebles and Xie 2023). */
    Map<String, Tensor> initial(long seed) {
        Map<String, Tensor> w = new LinkedHashMap<>();
        Random random = new Random(seed);
        flux(w, random);
        t5(w, random);
        clip(w, random);
        linear(w, "aux.t5", Answers.COUNT, t5.width, random);
        linear(w, "aux.clip", Answers.COUNT, clip.width, random);
        return w;
    }

    private void flux(Map<String, Tensor> w, Random random) {
        int d = width();
        linear(w, "flux.x_embedder", d, channels * 4, random);
        linear(w, "flux.context_embedder", d, t5.width, random);
        for (String part : new String[] {"timestep", "text"}) {
            String name = "flux.time_text_embed." + part + "_embedder.linear_";
            linear(w, name + "1", d, part.equals("text") ? clip.width : 256, random);
            linear(w, name + "2", d, d, random);
        }
        for (int i = 0; i < doubles; i++) {
            doubleBlock(w, "flux.transformer_blocks." + i, d, random);
        }
        for (int i = 0; i < singles; i++) {
            String name = "flux.single_transformer_blocks." + i;
            zero(w, name + ".norm.linear", 3 * d, d);
            linear(w, name + ".proj_mlp", 4 * d, d, random);
            linear(w, name + ".proj_out", d, 5 * d, random);
            attention(w, name + ".attn", new String[] {"to_q", "to_k", "to_v"}, new String[] {"norm_q", "norm_k"}, d, random);
        }
        zero(w, "flux.norm_out.linear", 2 * d, d);
        zero(w, "flux.proj_out", channels * 4, d);
    }

    private void doubleBlock(Map<String, Tensor> w, String name, int d, Random random) {
        zero(w, name + ".norm1.linear", 6 * d, d);
        zero(w, name + ".norm1_context.linear", 6 * d, d);
        attention(w, name + ".attn", new String[] {"to_q", "to_k", "to_v", "to_out.0", "add_q_proj", "add_k_proj", "add_v_proj", "to_add_out"},
                new String[] {"norm_q", "norm_k", "norm_added_q", "norm_added_k"}, d, random);
        for (String ff : new String[] {".ff", ".ff_context"}) {
            linear(w, name + ff + ".net.0.proj", 4 * d, d, random);
            linear(w, name + ff + ".net.2", d, 4 * d, random);
        }
    }

    private void attention(Map<String, Tensor> w, String name, String[] linears, String[] norms, int d, Random random) {
        for (String linear : linears) {
            linear(w, name + "." + linear, d, d, random);
        }
        for (String norm : norms) {
            w.put(name + "." + norm + ".weight", filled(1, head()));
        }
    }

    private void t5(Map<String, Tensor> w, Random random) {
        int d = t5.width;
        w.put("t5.shared.weight", normal(random, 1, t5.vocabulary, d));
        for (int i = 0; i < t5.layers; i++) {
            String name = "t5.encoder.block." + i + ".layer.";
            String attention = name + "0.SelfAttention.";
            // There is no scaling in the attention, so the queries are small.
            w.put(attention + "q.weight", normal(random, 1 / Math.sqrt((double) d * d / t5.heads), d, d));
            for (String part : new String[] {"k", "v", "o"}) {
                w.put(attention + part + ".weight", normal(random, 1 / Math.sqrt(d), d, d));
            }
            if (i == 0) {
                w.put(attention + "relative_attention_bias.weight", normal(random, 0.1, t5.buckets, t5.heads));
            }
            w.put(name + "0.layer_norm.weight", filled(1, d));
            w.put(name + "1.DenseReluDense.wi_0.weight", normal(random, 1 / Math.sqrt(d), t5.hidden, d));
            w.put(name + "1.DenseReluDense.wi_1.weight", normal(random, 1 / Math.sqrt(d), t5.hidden, d));
            w.put(name + "1.DenseReluDense.wo.weight", normal(random, 1 / Math.sqrt(t5.hidden), d, t5.hidden));
            w.put(name + "1.layer_norm.weight", filled(1, d));
        }
        w.put("t5.encoder.final_layer_norm.weight", filled(1, d));
    }

    private void clip(Map<String, Tensor> w, Random random) {
        int d = clip.width;
        w.put("clip.token_embedding.weight", normal(random, 0.1, clip.vocabulary, d));
        w.put("clip.positional_embedding", normal(random, 0.05, clip.tokens, d));
        for (int i = 0; i < clip.layers; i++) {
            String name = "clip.transformer.resblocks." + i;
            norm(w, name + ".ln_1", d);
            w.put(name + ".attn.in_proj_weight", normal(random, 1 / Math.sqrt(d), 3 * d, d));
            w.put(name + ".attn.in_proj_bias", filled(0, 3 * d));
            linear(w, name + ".attn.out_proj", d, d, random);
            norm(w, name + ".ln_2", d);
            linear(w, name + ".mlp.c_fc", clip.hidden, d, random);
            linear(w, name + ".mlp.c_proj", d, clip.hidden, random);
        }
        norm(w, "clip.ln_final", d);
    }

    private static void linear(Map<String, Tensor> w, String name, int out, int in, Random random) {
        w.put(name + ".weight", normal(random, 1 / Math.sqrt(in), out, in));
        w.put(name + ".bias", filled(0, out));
    }

    private static void zero(Map<String, Tensor> w, String name, int out, int in) {
        w.put(name + ".weight", normal(new Random(0), 0, out, in));
        w.put(name + ".bias", filled(0, out));
    }

    private static void norm(Map<String, Tensor> w, String name, int width) {
        w.put(name + ".weight", filled(1, width));
        w.put(name + ".bias", filled(0, width));
    }
}
