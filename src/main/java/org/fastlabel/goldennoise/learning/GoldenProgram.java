package org.fastlabel.goldennoise.learning;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.fastlabel.torch.Safetensors.Tensor;
import org.fastlabel.torch.Torch;
import org.fastlabel.torch.TorchProgram;
import org.fastlabel.torch.Weights;

/** The networks of {@code golden.py} in the native engine, on the processor: they are too small for anything else. Safe from any thread. */
final class GoldenProgram implements AutoCloseable {

    private static final int MOST_STEPS = 160;
    /** Steps of a selector between two looks at the validation rows; and steps without progress after which it ends. */
    private static final int STRIDE = 4;
    private static final int PATIENCE = 32;
    /** Numbers from which on products are worth several threads. */
    private static final long LARGE = 1 << 20;
    /** Rows that are computed together when nothing is learned. */
    private static final int BLOCK = 4096;

    private final NDManager root = Torch.newManager(Device.cpu());
    private final TorchProgram program = TorchProgram.compile(root, "golden");

    /**
     * What a refiner's training found.
     *
     * @param weights of the round that did best on the validation rows; the beginning where none did better than that
     * @param before  loss on the validation rows at the beginning
     * @param after   and with these weights
     * @param rounds  that led to them
     */
    record Fit(Map<String, Tensor> weights, double before, double after, int rounds) {
    }

    /** @param weights of the step after which the curve did best on the validation rows @param loss there */
    record Descent(Map<String, Tensor> weights, LogisticCurve curve, double loss) {
    }

    /** Teaches a selector, as long as what it learns holds for {@code validation} too. @param golden of each example */
    Descent descend(Examples train, boolean[] golden, Examples validation, boolean[] validationGolden, BooleanSupplier cancelled) {
        boolean small = (long) train.size() * train.features()[0].length < LARGE;
        return small ? Torch.alone(() -> steps(train, golden, validation, validationGolden, cancelled))
                : steps(train, golden, validation, validationGolden, cancelled);
    }

    private Descent steps(Examples train, boolean[] golden, Examples validation, boolean[] validationGolden, BooleanSupplier cancelled) {
        Map<String, Tensor> begin = Network.selector(train.features()[0].length, train.described()[0].length);
        begin.put("offset", new Tensor(new long[] {train.described().length}, new float[train.described().length], false));
        float[] truth = new float[golden.length];
        IntStream.range(0, truth.length).forEach(i -> truth[i] = golden[i] ? 1 : 0);
        try (NDManager scope = root.newSubManager(); Weights state = state(scope, begin)) {
            NDArray x = matrix(scope, train.features());
            NDArray c = matrix(scope, train.described());
            NDArray of = scope.create(IntStream.of(train.prompt()).asLongStream().toArray());
            NDArray y = scope.create(truth);
            double curvature = program.run(scope, "selector_curvature", x, c, of, y, state).get(0).toFloatArray()[0] / 4;
            begin.remove("offset");
            Descent best = null;
            int at = 0;
            for (int step = 0; step <= MOST_STEPS && step <= at + PATIENCE && !cancelled.getAsBoolean(); step += STRIDE) {
                if (step > 0) {
                    program.call("selector_descend", x, c, of, y, state, 0.5 / Math.max(curvature, 1e-9), (long) STRIDE);
                }
                Map<String, Tensor> now = weights(state, begin);
                double[] logits = judge(validation, now);
                LogisticCurve curve = LogisticCurve.fit(logits, validationGolden).rising();
                double loss = curve.loss(logits, validationGolden);
                if (best == null || loss < best.loss - 1e-5) {
                    best = new Descent(now, curve, loss);
                    at = step;
                }
            }
            return best;
        }
    }

    /** Teaches a refiner, as long as what it learns holds for {@code validation} too. @param goals the noise to move each example to */
    Fit train(Network network, Examples train, float[][] goals, Examples validation, float[][] validationGoals, long seed,
            BooleanSupplier cancelled) {
        return Torch.alone(() -> fit(network, train, goals, validation, validationGoals, seed, cancelled));
    }

    private Fit fit(Network network, Examples train, float[][] goals, Examples validation, float[][] validationGoals, long seed,
            BooleanSupplier cancelled) {
        RandomGenerator random = new SplittableRandom(seed);
        Map<String, Tensor> begin = network.begin(random);
        try (NDManager scope = root.newSubManager(); Weights state = state(scope, begin)) {
            NDArray x = matrix(scope, train.features());
            NDArray c = matrix(scope, train.described());
            NDArray of = scope.create(IntStream.of(train.prompt()).asLongStream().toArray());
            NDArray y = matrix(scope, goals);
            double before = loss(validation, validationGoals, begin);
            Fit best = new Fit(begin, before, before, 0);
            int steps = Math.max(1, train.size() / network.batch());
            for (int round = 1; round <= network.rounds() && round <= best.rounds() + network.patience() && !cancelled.getAsBoolean(); round++) {
                try (NDManager step = scope.newSubManager()) {
                    NDList inputs = new NDList(x, c, of, y, step.create(order(train.size(), steps, network.batch(), random),
                            new Shape(steps, Math.min(network.batch(), train.size()))),
                            step.create(new float[] {(float) network.rate(), (float) network.decay(), (round - 1) * steps}));
                    inputs.addAll(state.named());
                    program.train(step, "refiner_train", inputs);
                }
                Map<String, Tensor> now = weights(state, begin);
                double loss = loss(validation, validationGoals, now);
                best = loss < best.after() - 1e-5 * before ? new Fit(now, before, loss, round) : best;
            }
            return best;
        }
    }

    private static Weights state(NDManager scope, Map<String, Tensor> begin) {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        begin.forEach((name, t) -> {
            arrays.put(name, scope.create(t.values(), new Shape(t.shape())));
            arrays.put("m." + name, scope.zeros(new Shape(t.shape())));
            arrays.put("v." + name, scope.zeros(new Shape(t.shape())));
        });
        return new Weights(arrays);
    }

    private static Map<String, Tensor> weights(Weights state, Map<String, Tensor> begin) {
        Map<String, Tensor> now = new LinkedHashMap<>();
        begin.forEach((name, t) -> now.put(name, new Tensor(t.shape(), state.tensors().get(name).toFloatArray(), false)));
        return now;
    }

    /** Every row once, in a random order; those that do not fill a step are left for another round. */
    private static long[] order(int rows, int steps, int batch, RandomGenerator random) {
        long[] all = IntStream.range(0, rows).asLongStream().toArray();
        for (int i = rows - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            long swapped = all[i];
            all[i] = all[j];
            all[j] = swapped;
        }
        return Arrays.copyOf(all, steps * Math.min(batch, rows));
    }

    private double loss(Examples examples, float[][] goals, Map<String, Tensor> weights) {
        float[][] changes = changes(examples, weights);
        double sum = 0;
        for (int i = 0; i < changes.length; i++) {
            for (int d = 0; d < goals[i].length; d++) {
                double left = examples.features()[i][d] + changes[i][d] - goals[i][d];
                sum += left * left / goals[i].length;
            }
        }
        return sum / changes.length;
    }

    /** Of a selector: the logit of each example's being golden. */
    double[] logits(Examples examples, Map<String, Tensor> weights) {
        return Torch.alone(() -> judge(examples, weights));
    }

    private double[] judge(Examples examples, Map<String, Tensor> weights) {
        double[] out = new double[examples.size()];
        blocks("selector_logits", examples, weights, (from, values) -> IntStream.range(0, values.length).forEach(i -> out[from + i] = values[i]));
        return out;
    }

    /** Of a refiner: what to add to each example's features. */
    float[][] changes(Examples examples, Map<String, Tensor> weights) {
        float[][] out = new float[examples.size()][];
        int features = examples.size() == 0 ? 0 : examples.features()[0].length;
        blocks("refiner_change", examples, weights, (from, values) -> IntStream.range(0, values.length / features)
                .forEach(i -> out[from + i] = Arrays.copyOfRange(values, i * features, (i + 1) * features)));
        return out;
    }

    private interface Taker {

        void take(int from, float[] values);
    }

    private void blocks(String method, Examples examples, Map<String, Tensor> tensors, Taker taker) {
        try (NDManager scope = root.newSubManager()) {
            Map<String, NDArray> arrays = new LinkedHashMap<>();
            tensors.forEach((name, t) -> arrays.put(name, scope.create(t.values(), new Shape(t.shape()))));
            try (Weights weights = new Weights(arrays)) {
                for (int from = 0; from < examples.size(); from += BLOCK) {
                    Examples some = examples.pick(IntStream.range(from, Math.min(from + BLOCK, examples.size())).toArray());
                    try (NDManager block = scope.newSubManager()) {
                        float[][] asked = IntStream.of(some.prompt()).mapToObj(p -> some.described()[p]).toArray(float[][]::new);
                        taker.take(from, program.run(block, method, matrix(block, some.features()), matrix(block, asked), weights).get(0)
                                .toFloatArray());
                    }
                }
            }
        }
    }

    private static NDArray matrix(NDManager scope, float[][] rows) {
        return scope.create(flat(rows), new Shape(rows.length, rows[0].length));
    }

    private static float[] flat(float[][] rows) {
        float[] flat = new float[Math.multiplyExact(rows.length, rows[0].length)];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, flat, i * rows[i].length, rows[i].length);
        }
        return flat;
    }

    @Override
    public void close() {
        program.close();
        root.close();
    }
}
