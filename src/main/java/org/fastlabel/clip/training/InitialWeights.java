package org.fastlabel.clip.training;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.fastlabel.clip.ClipConfig;
import org.fastlabel.clip.WeightNames;
import org.fastlabel.torch.Safetensors.Tensor;

/** Weights before training, scaled as CLIP's authors scaled theirs (Radford et al. 2021, section 2.5 and code). */
final class InitialWeights {

    /** Natural logarithm of 1 / 0.07. */
    private static final float LOGIT_SCALE = 2.6592f;

    private final ClipConfig.Text text;
    private final Random random;

    private InitialWeights(ClipConfig.Text text, long seed) {
        this.text = text;
        this.random = new Random(seed);
    }

    /** @return the checkpoint's weights, and the layer of {@link Choices}, zero, that training uses beside them */
    static Map<String, Tensor> of(ClipConfig config, long seed) {
        InitialWeights initial = new InitialWeights(config.text(), seed);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        WeightNames.of(config).forEach((name, shape) -> tensors.put(name, new Tensor(shape, initial.values(name, shape), false)));
        tensors.put("aux.weight", new Tensor(new long[] {Choices.COUNT, config.embedDim()},
                new float[Choices.COUNT * config.embedDim()], false));
        tensors.put("aux.bias", new Tensor(new long[] {Choices.COUNT}, new float[Choices.COUNT], false));
        return tensors;
    }

    private float[] values(String name, long[] shape) {
        float[] values = new float[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
        if (name.equals("logit_scale")) {
            values[0] = LOGIT_SCALE;
        } else if (shape.length == 1) {
            // Each bottleneck begins as its shortcut alone: the last normalisation's factor is 0.
            boolean one = name.endsWith("running_var") || name.endsWith(".weight") && !name.endsWith("bn3.weight")
                    || name.equals("visual.bn3.weight");
            Arrays.fill(values, one ? 1 : 0);
        } else {
            double deviation = deviation(name, shape);
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (random.nextGaussian() * deviation);
            }
        }
        return values;
    }

    private double deviation(String name, long[] shape) {
        if (shape.length == 4) {
            return Math.sqrt(2.0 / (shape[1] * shape[2] * shape[3]));
        } else if (name.equals("token_embedding.weight")) {
            return 0.02;
        } else if (name.equals("positional_embedding")) {
            return 0.01;
        } else if (name.endsWith("out_proj.weight") || name.contains(".resblocks.") && name.endsWith("c_proj.weight")) {
            return 1 / Math.sqrt(2.0 * text.layers() * text.width());
        } else if (name.endsWith("c_fc.weight")) {
            return 1 / Math.sqrt(2.0 * text.width());
        } else if (name.equals("text_projection")) {
            return 1 / Math.sqrt(text.width());
        }
        return 1 / Math.sqrt(shape[1]);
    }
}
