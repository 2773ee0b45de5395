package org.fastlabel.goldennoise.learning;

import java.util.List;
import java.util.Map;
import org.fastlabel.torch.Safetensors.Tensor;

/**
 * Tells how likely a noise is to be golden for a prompt: the mean of a few networks' logits. Which features of the noise it looks at is for
 * its owner to know.
 *
 * @param features  how its rows of features are scaled
 * @param described how its prompts are told apart
 * @param networks  weights of each
 */
record Selector(Standard features, Description described, List<Map<String, Tensor>> networks) {

    /** @param raw as they are, not standardised */
    Examples standardised(Examples raw) {
        return new Examples(features.apply(raw.features()), described.apply(raw.described()), raw.prompt());
    }

    /** P(golden) of each example. @param raw not standardised */
    double[] probabilities(GoldenProgram program, Examples raw) {
        Examples examples = standardised(raw);
        double[] mean = new double[examples.size()];
        for (Map<String, Tensor> weights : networks) {
            double[] logits = program.logits(examples, weights);
            for (int i = 0; i < mean.length; i++) {
                mean[i] += logits[i] / networks.size();
            }
        }
        for (int i = 0; i < mean.length; i++) {
            mean[i] = 1 / (1 + Math.exp(-mean[i]));
        }
        return mean;
    }
}
