package org.fastlabel.embedding.text;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import org.fastlabel.embedding.text.Onnx.Tensor;
import org.fastlabel.torch.Torch;
import org.fastlabel.torch.TorchProgram;
import org.fastlabel.torch.Weights;

/** The encoder in the native engine; see {@code models/programs/bert.py}. Safe from any thread. */
final class SentenceProgram implements AutoCloseable {

    private final SentenceConfig config;
    private final NDManager root;
    private final TorchProgram program;
    private final Weights weights;

    /** @param device as {@link Torch#device} takes it */
    SentenceProgram(SentenceConfig config, Map<String, Tensor> tensors, String device) {
        this.config = config;
        this.root = Torch.newManager(Torch.device(device));
        this.program = TorchProgram.compile(root, "bert");
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        tensors.forEach((name, t) -> arrays.put(name, root.create(t.values(), new Shape(t.shape()))));
        this.weights = new Weights(arrays);
    }

    /**
     * @param ids     {@code lengths.length * tokens} ids, row by row, padded with anything from the vocabulary
     * @param lengths how many ids of each row count
     * @return {@code lengths.length * width} values, each row at unit length
     */
    float[] encode(long[] ids, long[] lengths) {
        try (NDManager scope = root.newSubManager()) {
            NDArray rows = scope.create(ids, new Shape(lengths.length, ids.length / lengths.length));
            return program.run(scope, "encode", rows, scope.create(lengths), weights, (long) config.layers(),
                    (long) config.heads(), config.eps(), config.first()).get(0).toFloatArray();
        }
    }

    /** For people: {@code cpu}, {@code gpu(0)}. */
    String device() {
        return root.getDevice().toString().replace("()", "");
    }

    @Override
    public void close() {
        weights.close();
        program.close();
        root.close();
    }
}
