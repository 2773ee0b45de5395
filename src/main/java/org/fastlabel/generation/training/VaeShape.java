package org.fastlabel.generation.training;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.fastlabel.torch.Safetensors.Tensor;

/**
 * The shape of an autoencoder in the layout of diffusers' AutoencoderKL.
 *
 * @param channels per level, from the finest
 * @param layers   residual blocks per level of the encoder; the decoder has one more
 */
record VaeShape(int[] channels, int layers, int latent, int groups) {

    /** Logarithm of the latents' variance at the beginning: small, or the decoder would see noise only. */
    private static final float CERTAIN = -4;

    static final VaeShape MINI = new VaeShape(new int[] {16, 32, 64, 96}, 1, 16, 8);

    /** Weights before training: He's deviation, the last convolution of each residual block and of the whole near zero. */
    Map<String, Tensor> initial(long seed) {
        Map<String, Tensor> w = new LinkedHashMap<>();
        Random random = new Random(seed);
        int top = channels[channels.length - 1];
        conv(w, "encoder.conv_in", channels[0], 3, 3, random);
        int in = channels[0];
        for (int i = 0; i < channels.length; i++) {
            for (int j = 0; j < layers; j++) {
                resnet(w, "encoder.down_blocks." + i + ".resnets." + j, channels[i], in, random);
                in = channels[i];
            }
            if (i < channels.length - 1) {
                conv(w, "encoder.down_blocks." + i + ".downsamplers.0.conv", in, in, 3, random);
            }
        }
        middle(w, "encoder.mid_block", top, random);
        norm(w, "encoder.conv_norm_out", top);
        conv(w, "encoder.conv_out", 2 * latent, top, 3, random);
        Arrays.fill(w.get("encoder.conv_out.bias").values(), latent, 2 * latent, CERTAIN);
        conv(w, "decoder.conv_in", top, latent, 3, random);
        middle(w, "decoder.mid_block", top, random);
        in = top;
        for (int i = 0; i < channels.length; i++) {
            int out = channels[channels.length - 1 - i];
            for (int j = 0; j <= layers; j++) {
                resnet(w, "decoder.up_blocks." + i + ".resnets." + j, out, in, random);
                in = out;
            }
            if (i < channels.length - 1) {
                conv(w, "decoder.up_blocks." + i + ".upsamplers.0.conv", out, out, 3, random);
            }
        }
        norm(w, "decoder.conv_norm_out", channels[0]);
        conv(w, "decoder.conv_out", 3, channels[0], 3, random);
        return w;
    }

    private void resnet(Map<String, Tensor> w, String name, int out, int in, Random random) {
        norm(w, name + ".norm1", in);
        conv(w, name + ".conv1", out, in, 3, random);
        norm(w, name + ".norm2", out);
        conv(w, name + ".conv2", out, out, 3, random);
        float[] last = w.get(name + ".conv2.weight").values();
        for (int i = 0; i < last.length; i++) {
            last[i] *= 0.1f;
        }
        if (in != out) {
            conv(w, name + ".conv_shortcut", out, in, 1, random);
        }
    }

    private void middle(Map<String, Tensor> w, String name, int width, Random random) {
        resnet(w, name + ".resnets.0", width, width, random);
        norm(w, name + ".attentions.0.group_norm", width);
        for (String part : List.of("to_q", "to_k", "to_v", "to_out.0")) {
            w.put(name + ".attentions.0." + part + ".weight", normal(random, 1 / Math.sqrt(width), width, width));
            w.put(name + ".attentions.0." + part + ".bias", filled(0, width));
        }
        resnet(w, name + ".resnets.1", width, width, random);
    }

    private static void conv(Map<String, Tensor> w, String name, int out, int in, int side, Random random) {
        w.put(name + ".weight", normal(random, Math.sqrt(1.0 / (in * side * side)), out, in, side, side));
        w.put(name + ".bias", filled(0, out));
    }

    private static void norm(Map<String, Tensor> w, String name, int width) {
        w.put(name + ".weight", filled(1, width));
        w.put(name + ".bias", filled(0, width));
    }

    static Tensor normal(Random random, double deviation, long... shape) {
        float[] values = new float[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextGaussian() * deviation);
        }
        return new Tensor(shape, values, false);
    }

    static Tensor filled(float value, int width) {
        float[] values = new float[width];
        Arrays.fill(values, value);
        return new Tensor(new long[] {width}, values, false);
    }

    /** @param scaling what latents are multiplied by, after {@code shift} is subtracted, for the transformer */
    JsonObject config(double scaling, double shift) {
        JsonObject json = new JsonObject();
        json.addProperty("_class_name", "AutoencoderKL");
        json.addProperty("act_fn", "silu");
        json.add("block_out_channels", new Gson().toJsonTree(channels));
        json.add("down_block_types", repeated("DownEncoderBlock2D"));
        json.add("up_block_types", repeated("UpDecoderBlock2D"));
        json.addProperty("force_upcast", false);
        json.addProperty("in_channels", 3);
        json.addProperty("out_channels", 3);
        json.addProperty("latent_channels", latent);
        json.addProperty("layers_per_block", layers);
        json.addProperty("mid_block_add_attention", true);
        json.addProperty("norm_num_groups", groups);
        json.addProperty("sample_size", SceneDrawing.SIDE);
        json.addProperty("scaling_factor", scaling);
        json.addProperty("shift_factor", shift);
        json.addProperty("use_quant_conv", false);
        json.addProperty("use_post_quant_conv", false);
        return json;
    }

    private JsonArray repeated(String name) {
        JsonArray array = new JsonArray();
        Collections.nCopies(channels.length, name).forEach(array::add);
        return array;
    }
}
