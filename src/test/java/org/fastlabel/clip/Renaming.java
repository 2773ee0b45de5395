package org.fastlabel.clip;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fastlabel.torch.RawSafetensors.Tensor;

/** The two libraries' names and shapes for the same weights, written down independently of the code under test. */
final class Renaming {

    private static final String[][] NAMES = {{"visual.conv1.weight", "vision_model.embeddings.patch_embedding.weight"},
        {"visual.class_embedding", "vision_model.embeddings.class_embedding"},
        {"visual.positional_embedding", "vision_model.embeddings.position_embedding.weight"},
        {"visual.ln_pre", "vision_model.pre_layrnorm"}, {"visual.ln_post", "vision_model.post_layernorm"},
        {"token_embedding.weight", "text_model.embeddings.token_embedding.weight"},
        {"positional_embedding", "text_model.embeddings.position_embedding.weight"},
        {"ln_final", "text_model.final_layer_norm"}, {"logit_scale", "logit_scale"}};
    private static final String[][] BLOCK = {{"ln_1", "layer_norm1"}, {"ln_2", "layer_norm2"},
        {"attn.out_proj", "self_attn.out_proj"}, {"mlp.c_fc", "mlp.fc1"}, {"mlp.c_proj", "mlp.fc2"}};

    private Renaming() {
    }

    static Map<String, Tensor> toOpenClip(Map<String, Tensor> hf) {
        Map<String, Tensor> out = new LinkedHashMap<>();
        for (String[] n : pairs()) {
            if (hf.containsKey(n[1])) {
                out.put(n[0], hf.get(n[1]));
            }
        }
        out.put("visual.proj", transposed(hf.get("visual_projection.weight")));
        out.put("text_projection", transposed(hf.get("text_projection.weight")));
        towers((ours, theirs) -> {
            for (String kind : new String[] {"weight", "bias"}) {
                if (hf.containsKey(theirs + "self_attn.q_proj." + kind)) {
                    out.put(ours + "attn.in_proj_" + kind, stacked(hf.get(theirs + "self_attn.q_proj." + kind),
                            hf.get(theirs + "self_attn.k_proj." + kind), hf.get(theirs + "self_attn.v_proj." + kind)));
                }
            }
        });
        return out;
    }

    static Map<String, Tensor> toHuggingFace(Map<String, Tensor> ours) {
        Map<String, Tensor> out = new LinkedHashMap<>();
        for (String[] n : pairs()) {
            if (ours.containsKey(n[0])) {
                out.put(n[1], ours.get(n[0]));
            }
        }
        out.put("visual_projection.weight", transposed(ours.get("visual.proj")));
        out.put("text_projection.weight", transposed(ours.get("text_projection")));
        towers((mine, theirs) -> {
            for (String kind : new String[] {"weight", "bias"}) {
                Tensor all = ours.get(mine + "attn.in_proj_" + kind);
                for (int i = 0; all != null && i < 3; i++) {
                    long[] shape = all.shape().clone();
                    shape[0] /= 3;
                    int n = all.values().length / 3;
                    out.put(theirs + "self_attn." + "qkv".charAt(i) + "_proj." + kind,
                            new Tensor(shape, Arrays.copyOfRange(all.values(), i * n, (i + 1) * n)));
                }
            }
        });
        return out;
    }

    private interface Block {

        void names(String openClip, String huggingFace);
    }

    private static void towers(Block block) {
        for (int i = 0; i < 3; i++) {
            block.names("visual.transformer.resblocks." + i + ".", "vision_model.encoder.layers." + i + ".");
            block.names("transformer.resblocks." + i + ".", "text_model.encoder.layers." + i + ".");
        }
    }

    private static List<String[]> pairs() {
        List<String[]> pairs = new ArrayList<>();
        for (String[] n : NAMES) {
            for (String end : new String[] {"", ".weight", ".bias"}) {
                pairs.add(new String[] {n[0] + end, n[1] + end});
            }
        }
        towers((ours, theirs) -> {
            for (String[] n : BLOCK) {
                pairs.add(new String[] {ours + n[0] + ".weight", theirs + n[1] + ".weight"});
                pairs.add(new String[] {ours + n[0] + ".bias", theirs + n[1] + ".bias"});
            }
        });
        return pairs;
    }

    private static Tensor transposed(Tensor t) {
        int rows = (int) t.shape()[0];
        int columns = (int) t.shape()[1];
        float[] out = new float[rows * columns];
        for (int i = 0; i < out.length; i++) {
            out[i] = t.values()[i % rows * columns + i / rows];
        }
        return new Tensor(new long[] {columns, rows}, out);
    }

    private static Tensor stacked(Tensor... parts) {
        int n = parts[0].values().length;
        float[] out = new float[3 * n];
        for (int i = 0; i < 3; i++) {
            System.arraycopy(parts[i].values(), 0, out, i * n, n);
        }
        long[] shape = parts[0].shape().clone();
        shape[0] *= 3;
        return new Tensor(shape, out);
    }
}
