package org.fastlabel.goldennoise.learning;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.fastlabel.torch.Safetensors.Tensor;

/**
 * Shape of one of the networks of {@code golden.py}, and how it is trained.
 *
 * @param features of the noise
 * @param prompt   length of a prompt's description
 * @param rank     of the maps through which both are seen
 * @param outputs  1 for a selector, {@code features} for a refiner
 * @param rate     of Adam
 * @param decay    of weights per unit of rate
 * @param batch    rows of a step
 * @param rounds   over all rows, at most
 * @param patience rounds without progress on the validation rows after which training ends
 */
record Network(int features, int prompt, int rank, int hidden, int outputs, double rate, double decay, int batch, int rounds, int patience) {

    static Network selector(int features, int prompt) {
        return new Network(features, prompt, 24, 32, 1, 2e-3, 0.3, 128, 60, 8);
    }

    static Network refiner(int features, int prompt) {
        return new Network(features, prompt, 24, 64, features, 2e-3, 0.1, 64, 40, 6);
    }

    /** Weights to begin with: normal, so that every map keeps the size of what it maps; the last one begins at nothing. */
    Map<String, Tensor> begin(RandomGenerator random) {
        Map<String, Tensor> weights = new LinkedHashMap<>();
        weights.put("x.weight", normal(random, 1 / Math.sqrt(features), rank, features));
        weights.put("c.weight", normal(random, 1 / Math.sqrt(prompt), rank, prompt));
        weights.put("c.bias", normal(random, 0, rank));
        weights.put("h.weight", normal(random, 1 / Math.sqrt(3 * rank), hidden, 3L * rank));
        weights.put("h.bias", normal(random, 0, hidden));
        weights.put("o.weight", normal(random, 0, outputs, hidden));
        weights.put("o.bias", normal(random, 0, outputs));
        return weights;
    }

    private static Tensor normal(RandomGenerator random, double deviation, long... shape) {
        float[] values = new float[(int) (shape.length == 1 ? shape[0] : shape[0] * shape[1])];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (deviation * random.nextGaussian());
        }
        return new Tensor(shape, values, false);
    }
}
