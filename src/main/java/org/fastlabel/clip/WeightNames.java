package org.fastlabel.clip;

import java.util.LinkedHashMap;
import java.util.Map;
import org.fastlabel.clip.ClipConfig.ClipText;
import org.fastlabel.clip.ClipConfig.ResNet;
import org.fastlabel.clip.ClipConfig.SiglipText;
import org.fastlabel.clip.ClipConfig.SiglipVit;
import org.fastlabel.clip.ClipConfig.Text;
import org.fastlabel.clip.ClipConfig.Vit;

/**
 * Which tensors, of which shape, a model of a given configuration consists of: open_clip's names, and for SigLIP names in their
 * manner.
 */
public final class WeightNames {

    private final Map<String, long[]> shapes = new LinkedHashMap<>();

    private WeightNames() {
    }

    public static Map<String, long[]> of(ClipConfig config) {
        WeightNames names = new WeightNames();
        if (config.vision() instanceof Vit vit) {
            names.vit(vit, config.embedDim());
        } else if (config.vision() instanceof SiglipVit siglip) {
            names.siglip(siglip);
        } else {
            names.resNet((ResNet) config.vision(), config.embedDim());
        }
        names.text(config.text(), config.embedDim());
        names.put("logit_scale");
        if (config.text() instanceof SiglipText) {
            names.put("logit_bias");
        }
        return names.shapes;
    }

    /** Of a text tower that is used without its projection, as diffusion models do. */
    public static Map<String, long[]> pooledText(ClipText text) {
        WeightNames names = new WeightNames();
        names.tower(text);
        return names.shapes;
    }

    private void put(String name, long... shape) {
        shapes.put(name, shape);
    }

    private void vit(Vit v, int embedDim) {
        int patches = v.imageSize() / v.patch();
        put("visual.conv1.weight", v.width(), 3, v.patch(), v.patch());
        put("visual.class_embedding", v.width());
        put("visual.positional_embedding", (long) patches * patches + 1, v.width());
        norm("visual.ln_pre", v.width());
        blocks("visual.transformer", v.layers(), v.width(), v.mlp());
        norm("visual.ln_post", v.width());
        put("visual.proj", v.width(), embedDim);
    }

    private void siglip(SiglipVit v) {
        long patches = v.imageSize() / v.patch();
        put("visual.conv1.weight", v.width(), 3, v.patch(), v.patch());
        put("visual.conv1.bias", v.width());
        put("visual.positional_embedding", patches * patches, v.width());
        blocks("visual.transformer", v.layers(), v.width(), v.mlp());
        norm("visual.ln_post", v.width());
        put("visual.pool.probe", 1, 1, v.width());
        for (String part : new String[] {"q_proj", "k_proj", "v_proj", "out_proj"}) {
            linear("visual.pool.attn." + part, v.width(), v.width());
        }
        norm("visual.pool.ln", v.width());
        linear("visual.pool.mlp.c_fc", v.mlp(), v.width());
        linear("visual.pool.mlp.c_proj", v.width(), v.mlp());
    }

    private void tower(Text t) {
        put("token_embedding.weight", t.vocabulary(), t.width());
        put("positional_embedding", t.context(), t.width());
        blocks("transformer", t.layers(), t.width(), t.mlp());
        norm("ln_final", t.width());
    }

    private void text(Text t, int embedDim) {
        tower(t);
        if (t instanceof SiglipText) {
            linear("text_projection", embedDim, t.width());
        } else {
            put("text_projection", t.width(), embedDim);
        }
    }

    private void blocks(String tower, int layers, int width, int mlp) {
        for (int i = 0; i < layers; i++) {
            String b = tower + ".resblocks." + i;
            norm(b + ".ln_1", width);
            put(b + ".attn.in_proj_weight", 3L * width, width);
            put(b + ".attn.in_proj_bias", 3L * width);
            linear(b + ".attn.out_proj", width, width);
            norm(b + ".ln_2", width);
            linear(b + ".mlp.c_fc", mlp, width);
            linear(b + ".mlp.c_proj", width, mlp);
        }
    }

    private void resNet(ResNet r, int embedDim) {
        int w = r.width();
        convolution("visual.conv1", "visual.bn1", w / 2, 3, 3);
        convolution("visual.conv2", "visual.bn2", w / 2, w / 2, 3);
        convolution("visual.conv3", "visual.bn3", w, w / 2, 3);
        int in = w;
        for (int stage = 0; stage < 4; stage++) {
            int planes = w << stage;
            for (int i = 0; i < r.blocks()[stage]; i++) {
                String b = "visual.layer" + (stage + 1) + "." + i;
                convolution(b + ".conv1", b + ".bn1", planes, in, 1);
                convolution(b + ".conv2", b + ".bn2", planes, planes, 3);
                convolution(b + ".conv3", b + ".bn3", planes * 4, planes, 1);
                if (i == 0) {
                    convolution(b + ".downsample.0", b + ".downsample.1", planes * 4, in, 1);
                }
                in = planes * 4;
            }
        }
        int places = r.imageSize() / 32;
        put("visual.attnpool.positional_embedding", (long) places * places + 1, in);
        linear("visual.attnpool.q_proj", in, in);
        linear("visual.attnpool.k_proj", in, in);
        linear("visual.attnpool.v_proj", in, in);
        linear("visual.attnpool.c_proj", embedDim, in);
    }

    private void convolution(String conv, String bn, int out, int in, int kernel) {
        put(conv + ".weight", out, in, kernel, kernel);
        norm(bn, out);
        put(bn + ".running_mean", out);
        put(bn + ".running_var", out);
    }

    private void norm(String name, int width) {
        put(name + ".weight", width);
        put(name + ".bias", width);
    }

    private void linear(String name, int out, int in) {
        put(name + ".weight", out, in);
        put(name + ".bias", out);
    }
}
