package org.fastlabel.labeling.head;

import java.util.Arrays;
import org.fastlabel.embedding.EmbeddingMatrix;

/**
 * The head in plain Java: slow, short, and what {@link HeadProgram} is compared with. Also for places without the native
 * engine. Stateless.
 */
public final class JavaHead implements MlpTrainer {

    private static final float KEPT = 256f / (256 - TrainingPlan.DROP_BELOW);

    @Override
    public HeadWeights train(HeadWeights start, float[] rows, int[] labels, TrainingPlan plan) {
        HeadWeights h = new HeadWeights(start.input, start.hidden, start.classes, start.steps + plan.steps(),
                start.params.clone(), start.momentum.clone(), start.variance.clone(), start.mean, start.scale);
        long[] order = plan.order(labels, start.classes);
        byte[] noise = plan.noise(start.hidden);
        float[] gradient = new float[h.params.length];
        float[] keep = new float[h.hidden];
        for (int s = 0; s < plan.steps(); s++) {
            Arrays.fill(gradient, 0);
            for (int b = 0; b < plan.batch(); b++) {
                int row = (int) order[s * plan.batch() + b];
                for (int j = 0; j < h.hidden; j++) {
                    int random = noise[(s * plan.batch() + b) * h.hidden + j] & 0xff;
                    keep[j] = random < TrainingPlan.DROP_BELOW ? 0 : KEPT;
                }
                addGradient(h, standard(h, rows, row), labels[row], keep, 1f / plan.batch(), gradient);
            }
            double rate = plan.rate() * (1 - 0.9 * s / plan.steps());
            adam(h, gradient, start.steps + s + 1, rate, plan.decay());
        }
        return HeadProgram.checked(h);
    }

    /**
     * Adds {@code weight} times the gradient of one row's cross-entropy.
     *
     * @param keep factor of each hidden unit: 0 where it is dropped
     * @return the row's loss
     */
    static double addGradient(HeadWeights h, float[] x, int label, float[] keep, float weight, float[] gradient) {
        int b1 = h.hidden * h.input;
        int w2 = b1 + h.hidden;
        int b2 = w2 + h.classes * h.hidden;
        float[] hidden = hidden(h, x);
        for (int j = 0; j < h.hidden; j++) {
            hidden[j] *= keep[j];
        }
        float[] z = output(h, hidden);
        double sum = 0;
        for (float logit : z) {
            sum += Math.exp(logit);
        }
        for (int c = 0; c < h.classes; c++) {
            float dz = weight * (float) (Math.exp(z[c]) / sum - (c == label ? 1 : 0));
            gradient[b2 + c] += dz;
            for (int j = 0; j < h.hidden; j++) {
                if (hidden[j] > 0) {
                    gradient[w2 + c * h.hidden + j] += dz * hidden[j];
                    float dh = dz * h.params[w2 + c * h.hidden + j] * keep[j];
                    gradient[b1 + j] += dh;
                    for (int i = 0; i < h.input; i++) {
                        gradient[j * h.input + i] += dh * x[i];
                    }
                }
            }
        }
        return Math.log(sum) - z[label];
    }

    private static void adam(HeadWeights h, float[] gradient, int step, double rate, double decay) {
        double first = 1 - Math.pow(0.9, step);
        double second = Math.sqrt(1 - Math.pow(0.999, step));
        for (int i = 0; i < gradient.length; i++) {
            h.momentum[i] = 0.9f * h.momentum[i] + 0.1f * gradient[i];
            h.variance[i] = 0.999f * h.variance[i] + 0.001f * gradient[i] * gradient[i];
            double root = Math.sqrt(h.variance[i]) / second + 1e-8;
            h.params[i] = (float) (h.params[i] * (1 - rate * decay) - rate / first * h.momentum[i] / root);
        }
    }

    private static float[] standard(HeadWeights h, float[] rows, int row) {
        float[] x = new float[h.input];
        for (int i = 0; i < h.input; i++) {
            x[i] = (rows[row * h.input + i] - h.mean[i]) / h.scale[i];
        }
        return x;
    }

    private static float[] hidden(HeadWeights h, float[] x) {
        float[] hidden = new float[h.hidden];
        for (int j = 0; j < h.hidden; j++) {
            float sum = h.params[h.hidden * h.input + j];
            for (int i = 0; i < h.input; i++) {
                sum += h.params[j * h.input + i] * x[i];
            }
            hidden[j] = Math.max(0, sum);
        }
        return hidden;
    }

    private static float[] output(HeadWeights h, float[] hidden) {
        int w2 = h.hidden * h.input + h.hidden;
        float[] z = new float[h.classes];
        for (int c = 0; c < h.classes; c++) {
            z[c] = h.params[w2 + h.classes * h.hidden + c];
            for (int j = 0; j < h.hidden; j++) {
                z[c] += h.params[w2 + c * h.hidden + j] * hidden[j];
            }
        }
        return z;
    }

    /** Cross-entropy of one row, nothing dropped; for the gradient test. */
    static double loss(HeadWeights h, float[] x, int label) {
        float[] z = output(h, hidden(h, x));
        double sum = 0;
        for (float logit : z) {
            sum += Math.exp(logit);
        }
        return Math.log(sum) - z[label];
    }

    @Override
    public Logits judge(HeadWeights head, float[] rows) {
        float[] out = new float[rows.length / head.input * head.classes];
        for (int i = 0; i < rows.length / head.input; i++) {
            System.arraycopy(output(head, hidden(head, standard(head, rows, i))), 0, out, i * head.classes, head.classes);
        }
        return new Logits(out, head.classes);
    }

    @Override
    public Logits score(HeadWeights head, EmbeddingMatrix matrix) {
        float[] out = new float[matrix.rows() * head.classes];
        for (int id = 0; id < matrix.rows(); id++) {
            if (matrix.ready(id)) {
                System.arraycopy(judge(head, matrix.row(id)).toArray(), 0, out, id * head.classes, head.classes);
            } else {
                Arrays.fill(out, id * head.classes, (id + 1) * head.classes, Float.NaN);
            }
        }
        return new Logits(out, head.classes);
    }
}
