package org.fastlabel.clip;

import java.util.Arrays;
import java.util.Map;

/** Gives the tensors of a Hugging Face checkpoint under open_clip's names. */
public final class HuggingFaceNames {

    private static final Map<String, String> FIXED = Map.ofEntries(
            Map.entry("visual.pool.probe", "vision_model.head.probe"),
            Map.entry("text_projection.weight", "text_model.head.weight"),
            Map.entry("text_projection.bias", "text_model.head.bias"),
            Map.entry("visual.class_embedding", "vision_model.embeddings.class_embedding"),
            Map.entry("visual.positional_embedding", "vision_model.embeddings.position_embedding.weight"),
            Map.entry("token_embedding.weight", "text_model.embeddings.token_embedding.weight"),
            Map.entry("positional_embedding", "text_model.embeddings.position_embedding.weight"));

    private HuggingFaceNames() {
    }

    /**
     * Some values of a tensor, in row-major order.
     *
     * @param shape of the whole tensor under its open_clip name
     */
    public static float[] read(TensorFiles files, String name, long[] shape, long first, int count) {
        if (name.equals("visual.proj")) {
            return part(transposed(files, "visual_projection.weight", shape), first, count);
        } else if (name.equals("text_projection")) {
            return part(transposed(files, "text_projection.weight", shape), first, count);
        } else if (name.contains(".attn.in_proj_")) {
            return part(stacked(files, translate(name), shape), first, count);
        } else if (name.matches("visual\\.pool\\.attn\\.[qkv]_proj\\..*")) {
            return part(third(files, name, shape), first, count);
        }
        return files.floats(translate(name), shape, first, count);
    }

    private static float[] part(float[] whole, long first, int count) {
        return first == 0 && count == whole.length ? whole : Arrays.copyOfRange(whole, (int) first, (int) first + count);
    }

    /** Stored (out, in) there, (in, out) here. */
    private static float[] transposed(TensorFiles files, String name, long[] shape) {
        int in = (int) shape[0];
        int out = (int) shape[1];
        float[] stored = files.floats(name, out, in);
        float[] result = new float[stored.length];
        for (int o = 0; o < out; o++) {
            for (int i = 0; i < in; i++) {
                result[i * out + o] = stored[o * in + i];
            }
        }
        return result;
    }

    /** Three tensors there, their rows stacked in the order q, k, v here. */
    private static float[] stacked(TensorFiles files, String name, long[] shape) {
        long[] third = shape.clone();
        third[0] = shape[0] / 3;
        String kind = name.endsWith("in_proj_weight") ? "weight" : "bias";
        String base = name.substring(0, name.length() - ("in_proj_" + kind).length());
        float[] result = new float[(int) (shape[0] * (shape.length > 1 ? shape[1] : 1))];
        int at = 0;
        for (String part : new String[] {"q_proj.", "k_proj.", "v_proj."}) {
            float[] values = files.floats(base + part + kind, third);
            System.arraycopy(values, 0, result, at, values.length);
            at += values.length;
        }
        return result;
    }

    /** SigLIP's pooling attention is stored stacked there; one of its three parts here. */
    private static float[] third(TensorFiles files, String name, long[] shape) {
        long[] stacked = shape.clone();
        stacked[0] *= 3;
        String kind = name.endsWith(".weight") ? "in_proj_weight" : "in_proj_bias";
        int count = (int) (shape[0] * (shape.length > 1 ? shape[1] : 1));
        long first = (long) "qkv".indexOf(name.charAt("visual.pool.attn.".length())) * count;
        return files.floats("vision_model.head.attention." + kind, stacked, first, count);
    }

    private static String translate(String name) {
        String fixed = FIXED.get(name);
        if (fixed != null) {
            return fixed;
        }
        // "pre_layrnorm" is really spelled like that in every published file.
        return name.replace("visual.pool.attn.", "vision_model.head.attention.").replace("visual.pool.ln.", "vision_model.head.layernorm.")
                .replace("visual.pool.", "vision_model.head.")
                .replace("visual.conv1.", "vision_model.embeddings.patch_embedding.")
                .replace("visual.ln_pre.", "vision_model.pre_layrnorm.")
                .replace("visual.ln_post.", "vision_model.post_layernorm.")
                .replace("ln_final.", "text_model.final_layer_norm.")
                .replace("visual.transformer.resblocks.", "vision_model.encoder.layers.")
                .replaceFirst("^transformer\\.resblocks\\.", "text_model.encoder.layers.")
                .replace(".ln_1.", ".layer_norm1.").replace(".ln_2.", ".layer_norm2.")
                .replace(".attn.", ".self_attn.")
                .replace(".mlp.c_fc.", ".mlp.fc1.").replace(".mlp.c_proj.", ".mlp.fc2.");
    }
}
