package org.fastlabel.embedding.text;

import java.util.HashMap;
import java.util.Map;
import org.fastlabel.embedding.text.Onnx.Node;
import org.fastlabel.embedding.text.Onnx.Tensor;

/**
 * The weights of an exported BERT under Hugging Face's names. Weights of eight bits, as dynamic quantisation stores them
 * ({@code x_quantized}, {@code x_scale}, {@code x_zero_point}; one scale per tensor or per column), become float32.
 */
final class OnnxWeights {

    private static final String QUANTIZED = "_quantized";

    private OnnxWeights() {
    }

    static Map<String, Tensor> read(byte[] file) {
        Onnx onnx = new Onnx(file);
        Map<String, Tensor> stored = new HashMap<>();
        onnx.tensors().forEach((name, tensor) -> {
            if (name.endsWith(QUANTIZED)) {
                String base = name.substring(0, name.length() - QUANTIZED.length());
                stored.put(base, widened(tensor, onnx.tensors().get(base + "_scale").values(),
                        onnx.tensors().get(base + "_zero_point").values()));
            } else {
                stored.put(name, tensor);
            }
        });
        Map<String, Tensor> weights = new HashMap<>();
        stored.forEach((name, tensor) -> {
            if (name.matches("(embeddings|encoder)\\..*\\.(weight|bias)")) {
                weights.put(name, tensor);
            }
        });
        for (Node node : onnx.nodes()) {
            // Matrices have lost their names; the operators that multiply by them have kept theirs.
            String matrix = node.inputs().size() < 2 ? "" : node.inputs().get(1).replaceFirst(QUANTIZED + "$", "");
            if (node.operator().startsWith("MatMul") && stored.containsKey(matrix)) {
                String name = node.name().replaceFirst("^/", "").replaceFirst("/MatMul(_quant)?$", "").replace('/', '.');
                weights.put(name + ".weight", transposed(stored.get(matrix)));
            }
        }
        return weights;
    }

    private static Tensor widened(Tensor t, float[] scale, float[] zero) {
        float[] values = new float[t.values().length];
        for (int i = 0; i < values.length; i++) {
            int column = scale.length == 1 ? 0 : i % scale.length;
            values[i] = (t.values()[i] - zero[column]) * scale[column];
        }
        return new Tensor(t.shape(), values);
    }

    /** Stored (in, out) there, (out, in) here. */
    private static Tensor transposed(Tensor t) {
        int in = (int) t.shape()[0];
        int out = (int) t.shape()[1];
        float[] values = new float[in * out];
        for (int o = 0; o < out; o++) {
            for (int i = 0; i < in; i++) {
                values[o * in + i] = t.values()[i * out + o];
            }
        }
        return new Tensor(new long[] {out, in}, values);
    }
}
