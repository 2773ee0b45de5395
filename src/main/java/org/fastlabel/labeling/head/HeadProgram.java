package org.fastlabel.labeling.head;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.fastlabel.api.Conflict;
import org.fastlabel.embedding.EmbeddingMatrix;
import org.fastlabel.torch.Torch;
import org.fastlabel.torch.TorchProgram;

/** The head in the native engine: {@code models/programs/head.py}. Safe from any thread. */
public final class HeadProgram implements MlpTrainer, AutoCloseable {

    private final NDManager root;
    private final TorchProgram program;

    public HeadProgram(Device device) {
        root = Torch.newManager(device);
        program = TorchProgram.compile(root, "head");
    }

    public static HeadProgram onProcessor() {
        return new HeadProgram(Device.cpu());
    }

    @Override
    public HeadWeights train(HeadWeights start, float[] rows, int[] labels, TrainingPlan plan) {
        try (NDManager scope = root.newSubManager()) {
            NDArray p = scope.create(start.params);
            NDArray m = scope.create(start.momentum);
            NDArray v = scope.create(start.variance);
            float[] oneHot = new float[labels.length * start.classes];
            IntStream.range(0, labels.length).forEach(i -> oneHot[i * start.classes + labels[i]] = 1);
            NDArray order = scope.create(plan.order(labels, start.classes), new Shape(plan.steps(), plan.batch()));
            NDArray noise = scope.create(ByteBuffer.wrap(plan.noise(start.hidden)),
                    new Shape(plan.steps(), plan.batch(), start.hidden), DataType.UINT8);
            NDArray x = scope.create(rows, new Shape(labels.length, start.input));
            NDArray y = scope.create(oneHot, new Shape(labels.length, start.classes));
            Torch.alone(() -> program.run(scope, "head_train", x, y, scope.create(start.mean), scope.create(start.scale), p, m, v,
                    order, noise, (long) start.steps, plan.rate(), plan.decay()));
            return checked(new HeadWeights(start.input, start.hidden, start.classes, start.steps + plan.steps(),
                    p.toFloatArray(), m.toFloatArray(), v.toFloatArray(), start.mean, start.scale));
        }
    }

    static HeadWeights checked(HeadWeights head) {
        for (float weight : head.params) {
            if (!Float.isFinite(weight)) {
                throw new Conflict("training-diverged", "Training did not settle on finite numbers, so the classifier stays as "
                        + "it was. Undo the last labels, or start the data set anew.");
            }
        }
        return head;
    }

    @Override
    public Logits judge(HeadWeights head, float[] rows) {
        try (NDManager scope = root.newSubManager()) {
            return new Logits(logits(scope, head, scope.create(rows, new Shape(rows.length / head.input, head.input))),
                    head.classes);
        }
    }

    @Override
    public Logits score(HeadWeights head, EmbeddingMatrix matrix) {
        int rows = matrix.rows();
        float[] out = new float[rows * head.classes];
        int from = 0;
        for (ByteBuffer block : matrix.blocks()) {
            try (NDManager scope = root.newSubManager()) {
                int n = block.remaining() / (2 * head.input);
                NDArray x = scope.create(block, new Shape(n, head.input), DataType.FLOAT16);
                System.arraycopy(logits(scope, head, x), 0, out, from * head.classes, n * head.classes);
                from += n;
            }
        }
        for (int id = 0; id < rows; id++) {
            if (!matrix.ready(id)) {
                Arrays.fill(out, id * head.classes, (id + 1) * head.classes, Float.NaN);
            }
        }
        return new Logits(out, head.classes);
    }

    private float[] logits(NDManager scope, HeadWeights head, NDArray x) {
        return program.run(scope, "head_score", x, scope.create(head.mean), scope.create(head.scale),
                scope.create(head.params), (long) head.hidden, (long) head.classes).get(0).toFloatArray();
    }

    @Override
    public void close() {
        program.close();
        root.close();
    }
}
