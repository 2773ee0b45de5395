package org.fastlabel.labeling.bench;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.fastlabel.labeling.head.Logits;
import org.fastlabel.torch.Torch;
import org.fastlabel.torch.TorchProgram;
import org.fastlabel.torch.Weights;

/** The multilayer perceptron of the plain baseline: 512 hidden units, PyTorch's initial weights, Adam at 1e-3. */
final class PlainMlpProgram {

    private static final int HIDDEN = 512;
    private static final double RATE = 1e-3;

    private final NDManager root = Torch.newManager(Device.cpu());
    private final TorchProgram program = TorchProgram.compile(root, "plain_mlp");

    PlainMlpProgram() {
        // Several simulations run side by side; threads inside each would only wait for each other.
        JniUtils.setNumThreads(1);
    }

    Network network(int input, int classes, long seed) {
        return new Network(input, classes, seed);
    }

    /** One network and its optimiser. */
    final class Network implements AutoCloseable {

        private final NDManager own = root.newSubManager();
        private final Weights weights;
        private final int input;
        private final int classes;
        private long steps;

        private Network(int input, int classes, long seed) {
            this.input = input;
            this.classes = classes;
            SplittableRandom random = new SplittableRandom(seed);
            Map<String, NDArray> tensors = new HashMap<>();
            add(tensors, "1", random, new Shape(HIDDEN, input), input);
            add(tensors, "2", random, new Shape(HIDDEN), input);
            add(tensors, "3", random, new Shape(classes, HIDDEN), HIDDEN);
            add(tensors, "4", random, new Shape(classes), HIDDEN);
            weights = new Weights(tensors);
        }

        /** Uniform in ±1/√input, as PyTorch's linear layer; moments zero. */
        private void add(Map<String, NDArray> tensors, String number, SplittableRandom random, Shape shape, int fanIn) {
            float[] values = new float[(int) shape.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) ((2 * random.nextDouble() - 1) / Math.sqrt(fanIn));
            }
            String name = Map.of("1", "w1", "2", "b1", "3", "w2", "4", "b2").get(number);
            tensors.put(name, own.create(values, shape));
            tensors.put("m" + number, own.zeros(shape));
            tensors.put("v" + number, own.zeros(shape));
        }

        /** Full-batch steps on. */
        void train(float[] rows, int[] labels, long count) {
            float[] oneHot = new float[labels.length * classes];
            IntStream.range(0, labels.length).forEach(i -> oneHot[i * classes + labels[i]] = 1);
            try (NDManager scope = root.newSubManager()) {
                program.run(scope, "plain_train", scope.create(rows, new Shape(labels.length, input)),
                        scope.create(oneHot, new Shape(labels.length, classes)), weights, count, steps, RATE);
            }
            steps += count;
        }

        Logits judge(float[] rows) {
            try (NDManager scope = root.newSubManager()) {
                return new Logits(program.run(scope, "plain_score", scope.create(rows, new Shape(rows.length / input, input)),
                        weights).get(0).toFloatArray(), classes);
            }
        }

        @Override
        public void close() {
            weights.close();
            own.close();
        }
    }
}
