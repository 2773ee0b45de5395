package org.fastlabel.goldennoise.score;

import java.nio.file.Path;
import java.util.Map;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.torch.Safetensors;

/**
 * A linear head over the unit-length picture embeddings of a CLIP checkpoint, such as the aesthetic predictors that LAION publishes: a
 * safetensors file with a tensor {@code weight}, one row or one vector of the checkpoint's size, and, if it has one, a {@code bias} of
 * one number. Names may have a prefix, as in {@code linear.weight}.
 */
final class AestheticHead {

    private final float[] weight;
    private final float bias;

    private AestheticHead(float[] weight, float bias) {
        this.weight = weight;
        this.bias = bias;
    }

    /** @throws InvalidInput with code {@code bad-aesthetic-head} or {@code bad-safetensors} */
    static AestheticHead open(Path file) {
        try (Safetensors tensors = Safetensors.open(file)) {
            String weight = name(tensors.entries(), "weight");
            String bias = name(tensors.entries(), "bias");
            if (weight == null) {
                throw bad("it has no tensor named weight");
            }
            long[] shape = tensors.entries().get(weight).shape();
            if (shape.length == 0 || shape.length > 2 || shape.length == 2 && shape[0] != 1) {
                throw bad("its weight must be one row");
            }
            float[] offset = bias == null ? new float[1] : tensors.floats(bias);
            if (offset.length != 1) {
                throw bad("its bias must be one number");
            }
            return new AestheticHead(tensors.floats(weight), offset[0]);
        }
    }

    private static String name(Map<String, Safetensors.Entry> entries, String name) {
        return entries.keySet().stream().filter(n -> n.equals(name) || n.endsWith("." + name)).sorted().findFirst().orElse(null);
    }

    private static InvalidInput bad(String why) {
        return new InvalidInput("bad-aesthetic-head", "The file that FASTLABEL_AESTHETIC_HEAD names cannot be used: " + why + ".");
    }

    int dim() {
        return weight.length;
    }

    /** @param seen unit-length embeddings of {@link #dim} numbers @return one score each, on the head's own scale */
    double[] of(float[][] seen) {
        double[] scores = new double[seen.length];
        for (int i = 0; i < scores.length; i++) {
            double sum = bias;
            for (int d = 0; d < weight.length; d++) {
                sum += (double) seen[i][d] * weight[d];
            }
            scores[i] = sum;
        }
        return scores;
    }
}
