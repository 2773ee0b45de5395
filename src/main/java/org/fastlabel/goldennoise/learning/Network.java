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
 * @param rank     of the maps through which a refiner sees both; 0: a selector
 * @param rate     of Adam
 * @param decay    of weights per unit of rate
 * @param batch    rows of a step
 * @param rounds   over all rows, at most
 * @param patience rounds without progress on the validation rows after which training ends
 */
record Network(int features, int prompt, int rank, int hidden, double rate, double decay, int batch, int rounds, int patience) {

    static Network selector(int features, int prompt, double decay) {
        return new Network(features, prompt, 0, 0, 1e-3, decay, 256, 40, 6);
    }

    static Network refiner(int features, int prompt) {
        return new Network(features, prompt, 24, 64, 2e-3, 0.1, 64, 40, 6);
    }

    boolean selects() {
        return rank == 0;
    }

    /** Weights to begin with. What maps into a refiner keeps the size of what it maps; all else begins at nothing. */
    Map<String, Tensor> begin(RandomGenerator random) {
        Map<String, Tensor> weights = new LinkedHashMap<>();
        if (selects()) {
            weights.put("both.weight", normal(random, 0, prompt, features));
            weights.put("x.weight", normal(random, 0, 1, features));
            weights.put("c.weight", normal(random, 0, 1, prompt));
            weights.put("bias", normal(random, 0, 1));
            return weights;
        }
        weights.put("x.weight", normal(random, 1 / Math.sqrt(features), rank, features));
        weights.put("c.weight", normal(random, 1 / Math.sqrt(prompt), rank, prompt));
        weights.put("c.bias", normal(random, 0, rank));
        weights.put("h.weight", normal(random, 1 / Math.sqrt(3 * rank), hidden, 3L * rank));
        weights.put("h.bias", normal(random, 0, hidden));
        weights.put("o.weight", normal(random, 0, features, hidden));
        weights.put("o.bias", normal(random, 0, features));
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
