package org.fastlabel.generation.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.fastlabel.torch.Safetensors.Tensor;
import org.fastlabel.torch.Torch;
import org.fastlabel.torch.TorchProgram;
import org.fastlabel.torch.Weights;

/** A network's weights with the optimiser's moments and their running mean, in the native engine. Not safe for several threads. */
final class Learner implements AutoCloseable {

    private static final Pattern BLOCKS = Pattern.compile("flux\\.(single_)?transformer_blocks\\.\\d+\\.(attn\\.(to|add)_|ff|proj_).*\\.weight");

    /** What weights are named that stay as they are. */
    static final String FROZEN = "frozen.";

    private final NDManager root;
    private final TorchProgram program;
    private final Weights weights;

    /**
     * @param state weights, and {@code m.<weight>}, {@code v.<weight>}, {@code e.<weight>} where training goes on
     * @param files of the program
     */
    Learner(Map<String, Tensor> state, String device, String... files) {
        root = Torch.newManager(Torch.device(device));
        program = TorchProgram.compile(root, files);
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        state.forEach((name, t) -> arrays.put(name, root.create(t.values(), new Shape(t.shape()))));
        state.forEach((name, t) -> {
            if (!isMoment(name) && !name.startsWith(FROZEN) && !state.containsKey("m." + name)) {
                arrays.put("m." + name, root.zeros(new Shape(t.shape())));
                if (!isInner(name, t)) {
                    arrays.put("v." + name, root.zeros(new Shape(t.shape())));
                }
                arrays.put("e." + name, root.create(t.values(), new Shape(t.shape())));
            }
        });
        weights = new Weights(arrays);
    }

    /** Those that Muon trains, which has one moment only: what maps features to features, by convolutions or in a transformer's blocks. */
    private static boolean isInner(String name, Tensor t) {
        return t.shape().length == 4 && t.shape()[0] > 3 && t.shape()[1] > 3 || BLOCKS.matcher(name).matches();
    }

    static boolean isMoment(String name) {
        return name.startsWith("m.") || name.startsWith("v.") || name.startsWith("e.");
    }

    /** One step of training. @param inputs makes them, in the order of the method's arguments before the weights */
    float[] step(String method, Function<NDManager, NDList> inputs) {
        try (NDManager scope = root.newSubManager()) {
            NDList all = inputs.apply(scope);
            all.addAll(weights.named());
            return program.train(scope, method, all).get(0).toFloatArray();
        }
    }

    /** A method that takes images and weights, {@code further} behind them. @return the first result's values */
    float[] run(String method, Function<NDManager, NDArray> input, Weights used, Object... further) {
        try (NDManager scope = root.newSubManager()) {
            Object[] args = new Object[further.length + 2];
            args[0] = input.apply(scope);
            args[1] = used;
            System.arraycopy(further, 0, args, 2, further.length);
            return program.run(scope, method, args).get(0).toFloatArray();
        }
    }

    /** Weights and moments, in float32. */
    Map<String, Tensor> state() {
        Map<String, Tensor> state = new LinkedHashMap<>();
        weights.tensors().forEach((name, array) ->
                state.put(name, new Tensor(array.getShape().getShape(), array.toFloatArray(), false)));
        return state;
    }

    /** The running means of the weights, under the weights' names. */
    static Map<String, Tensor> averaged(Map<String, Tensor> state) {
        Map<String, Tensor> means = new LinkedHashMap<>();
        state.forEach((name, t) -> {
            if (name.startsWith("e.")) {
                means.put(name.substring(2), t);
            }
        });
        return means;
    }

    /** Pictures as programs take them: [batch, side, side, 3] uint8. */
    static NDArray images(NDManager scope, byte[] rgb, int count, int side) {
        return scope.create(ByteBuffer.wrap(rgb), new Shape(count, side, side, 3), DataType.UINT8);
    }

    /** Weights for {@link #run}; closed by the caller. */
    Weights loaded(Map<String, Tensor> tensors) {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        tensors.forEach((name, t) -> arrays.put(name, root.create(t.values(), new Shape(t.shape()))));
        return new Weights(arrays);
    }

    @Override
    public void close() {
        weights.close();
        program.close();
        root.close();
    }
}
