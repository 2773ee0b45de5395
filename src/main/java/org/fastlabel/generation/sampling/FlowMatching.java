package org.fastlabel.generation.sampling;

import java.util.ArrayList;
import java.util.List;
import org.fastlabel.generation.sampling.Schedule.Step;

/**
 * Levels of flow matching models, as diffusers' FluxPipeline and FlowMatchEulerDiscreteScheduler choose them: {@code n} sigmas from 1
 * to 1/n in equal distances, shifted towards 1, then 0.
 *
 * @param shift        factor of the static shift
 * @param dynamic      whether the shift grows with the picture instead (FLUX.1-dev)
 * @param baseShift    its exponent at {@code baseTokens} tokens; linear between the two
 * @param maxShift     its exponent at {@code maxTokens} tokens
 */
public record FlowMatching(double shift, boolean dynamic, double baseShift, double maxShift, int baseTokens, int maxTokens) {

    private static final int TRAINING_STEPS = 1000;

    /** @param tokens of the packed picture */
    public double[] sigmas(int steps, int tokens) {
        double[] sigmas = new double[steps + 1];
        double exponent = baseShift + (maxShift - baseShift) * (tokens - baseTokens) / (maxTokens - baseTokens);
        double factor = dynamic ? Math.exp(exponent) : shift;
        for (int i = 0; i < steps; i++) {
            double sigma = steps == 1 ? 1 : 1 + i * (1.0 / steps - 1) / (steps - 1);
            sigmas[i] = factor * sigma / (1 + (factor - 1) * sigma);
        }
        return sigmas;
    }

    Schedule schedule(int steps, int tokens, boolean secondOrder) {
        double[] sigmas = sigmas(steps, tokens);
        List<Step> all = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            all.add(new Step(TRAINING_STEPS * sigmas[i], Level.ofFlow(sigmas[i]), Level.ofFlow(sigmas[i + 1])));
        }
        return new Schedule(all, 1, secondOrder);
    }
}
