package org.fastlabel.clip;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import org.fastlabel.clip.ClipConfig.ClipText;
import org.fastlabel.clip.ClipConfig.ResNet;
import org.fastlabel.clip.ClipConfig.SiglipText;
import org.fastlabel.clip.ClipConfig.SiglipVit;
import org.fastlabel.clip.ClipConfig.Vit;
import org.fastlabel.torch.Torch;
import org.fastlabel.torch.TorchProgram;
import org.fastlabel.torch.Weights;

/** The two towers in the native engine. Safe from any thread. */
final class ClipProgram implements AutoCloseable {

    private static final String[] FILES = {"transformer", "clip_text", "clip_vit", "clip_resnet", "siglip"};

    private final ClipConfig config;
    private final NDManager root;
    private final TorchProgram program;
    private final Weights weights;

    /**
     * @param tensors one array per name of {@link WeightNames}, row-major
     * @param device  as {@link Torch#device} takes it
     */
    ClipProgram(ClipConfig config, Map<String, long[]> shapes, Map<String, float[]> tensors, String device) {
        this.config = config;
        this.root = Torch.newManager(Torch.device(device));
        this.program = TorchProgram.compile(root, FILES);
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        shapes.forEach((name, shape) -> arrays.put(name, root.create(tensors.get(name), new Shape(shape))));
        this.weights = new Weights(config.vision() instanceof ResNet ? folded(arrays) : arrays);
    }

    /** Merges each convolution with its batch normalisation: the same function, a quarter fewer operators. */
    private Map<String, NDArray> folded(Map<String, NDArray> arrays) {
        Map<String, NDArray> result = new LinkedHashMap<>(arrays);
        for (String mean : arrays.keySet()) {
            if (mean.endsWith(".running_mean")) {
                String bn = mean.substring(0, mean.length() - ".running_mean".length());
                String conv = bn.endsWith("downsample.1") ? bn.replace("downsample.1", "downsample.0")
                        : bn.replaceFirst("bn(\\d)$", "conv$1");
                NDList merged = program.run(root, "fold_batch_norm", result.remove(conv + ".weight"),
                        result.remove(bn + ".weight"), result.remove(bn + ".bias"), result.remove(bn + ".running_mean"),
                        result.remove(bn + ".running_var"));
                result.put(conv + ".weight", merged.get(0));
                result.put(conv + ".bias", merged.get(1));
            }
        }
        return result;
    }

    /**
     * @param pixels {@code n * 3 * size * size} normalised values
     * @return {@code n * embedDim} values, not normalised
     */
    float[] images(float[] pixels, int n) {
        int size = config.vision().imageSize();
        try (NDManager scope = root.newSubManager()) {
            NDArray input = scope.create(pixels, new Shape(n, 3, size, size));
            if (config.vision() instanceof Vit v) {
                return program.run(scope, "encode_image_vit", input, weights, (long) v.layers(), (long) v.heads(),
                        v.quickGelu(), v.eps()).get(0).toFloatArray();
            }
            if (config.vision() instanceof SiglipVit s) {
                return program.run(scope, "encode_image_siglip", input, weights, (long) s.layers(), (long) s.heads(), s.eps()).get(0)
                        .toFloatArray();
            }
            long heads = ((ResNet) config.vision()).heads();
            return program.run(scope, "encode_image_resnet", input, weights, heads, false).get(0).toFloatArray();
        }
    }

    /**
     * @param ids {@code n * length} token ids
     * @return {@code n * embedDim} values, not normalised
     */
    float[] texts(long[] ids, int n) {
        try (NDManager scope = root.newSubManager()) {
            NDArray input = scope.create(ids, new Shape(n, ids.length / n));
            if (config.text() instanceof SiglipText s) {
                return program.run(scope, "encode_text_siglip", input, weights, (long) s.layers(), (long) s.heads(), s.eps()).get(0)
                        .toFloatArray();
            }
            ClipText t = (ClipText) config.text();
            return program.run(scope, "encode_text", input, weights, (long) t.layers(), (long) t.heads(), t.quickGelu(),
                    t.eps()).get(0).toFloatArray();
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
