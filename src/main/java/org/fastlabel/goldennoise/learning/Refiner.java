package org.fastlabel.goldennoise.learning;

import java.util.Map;
import org.fastlabel.generation.LatentShape;
import org.fastlabel.goldennoise.analysis.PooledNoise;
import org.fastlabel.torch.Safetensors.Tensor;

/**
 * Moves noise towards golden noise of a prompt, after Zhou et al. 2024, <i>Golden Noise for Diffusion Models</i>: source noise plus a predicted
 * change. Here the change is predicted for the low frequencies only ({@link PooledNoise}), taken as often as was found to help, and the
 * result brought back to the length of the source, since models know no other noise than that of a sphere.
 *
 * @param strength what the change is multiplied by; 0 changes nothing
 */
record Refiner(Standard described, Map<String, Tensor> network, double strength) {

    Refiner withStrength(double other) {
        return new Refiner(described, network, other);
    }

    /** @param prompt as the model describes it @return new noises, of the same lengths */
    float[][] refine(GoldenProgram program, float[][] noises, float[] prompt, LatentShape shape) {
        float[][] pooled = new float[noises.length][];
        for (int i = 0; i < noises.length; i++) {
            pooled[i] = PooledNoise.of(noises[i], shape);
        }
        float[][] changes = program.changes(new Examples(pooled, described.apply(new float[][] {prompt}), new int[noises.length]), network);
        float[][] out = new float[noises.length][];
        for (int i = 0; i < noises.length; i++) {
            float[] spread = PooledNoise.spread(changes[i], shape);
            out[i] = noises[i].clone();
            double before = 0;
            double after = 0;
            for (int d = 0; d < spread.length; d++) {
                before += (double) out[i][d] * out[i][d];
                out[i][d] += (float) (strength * spread[d]);
                after += (double) out[i][d] * out[i][d];
            }
            float back = (float) Math.sqrt(before / Math.max(after, 1e-12));
            for (int d = 0; d < spread.length; d++) {
                out[i][d] *= back;
            }
        }
        return out;
    }
}
