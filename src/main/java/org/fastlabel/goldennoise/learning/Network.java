package org.fastlabel.goldennoise.learning;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.fastlabel.torch.Safetensors.Tensor;

/**
 * Shape of a refiner's network, see {@code golden.py}, and how it is trained.
 *
 * @param features of the noise
 * @param prompt   length of a prompt's description
 * @param rank     of the maps through which it sees both
 * @param rate     of Adam
 * @param decay    of weights per unit of rate
 * @param batch    rows of a step
 * @param rounds   over all rows, at most
 * @param patience rounds without progress on the validation rows after which training ends
 */
record Network(int features, int prompt, int rank, int hidden, double rate, double decay, int batch, int rounds, int patience) {

    static Network refiner(int features, int prompt) {
        return new Network(features, prompt, 24, 64, 2e-3, 0.1, 64, 40, 6);
    }

    /** Weights to begin with: normal, so that every map keeps the size of what it maps; the last one begins at nothing. */
    Map<String, Tensor> begin(RandomGenerator random) {
        Map<String, Tensor> weights = new LinkedHashMap<>();
        weights.put("x.weight", normal(random, 1 / Math.sqrt(features), rank, features));
        weights.put("c.weight", normal(random, 1 / Math.sqrt(prompt), rank, prompt));
        weights.put("c.bias", zeros(rank));
        weights.put("h.weight", normal(random, 1 / Math.sqrt(3 * rank), hidden, 3 * rank));
        weights.put("h.bias", zeros(hidden));
        weights.put("o.weight", zeros(features, hidden));
        weights.put("o.bias", zeros(features));
        return weights;
    }

    /** A selector's: nothing is known. */
    static Map<String, Tensor> selector(int features, int prompt) {
        Map<String, Tensor> weights = new LinkedHashMap<>();
        weights.put("both.weight", zeros(prompt, features));
        weights.put("x.weight", zeros(1, features));
        weights.put("c.weight", zeros(1, prompt));
        weights.put("bias", zeros(1));
        return weights;
    }

    private static Tensor zeros(int... shape) {
        return new Tensor(Arrays.stream(shape).asLongStream().toArray(),
                new float[Arrays.stream(shape).reduce(1, Math::multiplyExact)], false);
    }

    private static Tensor normal(RandomGenerator random, double deviation, int... shape) {
        Tensor tensor = zeros(shape);
        for (int i = 0; i < tensor.values().length; i++) {
            tensor.values()[i] = (float) (deviation * random.nextGaussian());
        }
        return tensor;
    }
}
