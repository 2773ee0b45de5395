package org.fastlabel.clip;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.fastlabel.clip.ClipConfig.ClipText;
import org.fastlabel.clip.ClipConfig.ResNet;
import org.fastlabel.clip.ClipConfig.SiglipText;
import org.fastlabel.clip.ClipConfig.SiglipVit;
import org.fastlabel.clip.ClipConfig.Vit;
import org.fastlabel.torch.Precision;
import org.fastlabel.torch.Products;
import org.fastlabel.torch.Torch;
import org.fastlabel.torch.TorchProgram;
import org.fastlabel.torch.Weights;

/** The two towers in the native engine. Safe from any thread. */
final class ClipProgram implements AutoCloseable {

    private final ClipConfig config;
    private final Precision precision;
    private final NDManager root;
    private final TorchProgram program;
    private final Weights weights;
    private final Splitting splitting;

    /**
     * @param source    read once, tensor by tensor, in the order of {@link WeightNames}
     * @param device    as {@link Torch#place} takes it
     * @param precision as {@link Precision#of} takes it
     */
    ClipProgram(ClipConfig config, WeightSource source, String device, String precision) {
        this.config = config;
        Device chosen = Torch.device(device);
        this.precision = Precision.of(precision, chosen);
        this.root = Torch.newManager(chosen);
        this.splitting = new Splitting(config.embedDim());
        try {
            boolean packed = Products.packs(chosen, this.precision);
            this.program = TorchProgram.compile(root, files(packed));
            this.weights = new LoadingProgram(config, root, program, this.precision, packed).read(source);
        } catch (RuntimeException e) {
            root.close();
            throw e;
        }
    }

    /** What the program consists of. @param packed whether weights are arranged beforehand */
    static String[] files(boolean packed) {
        return new String[] {Products.file(packed), "transformer", "clip_text", "clip_vit", "clip_resnet",
            "siglip", "loading"};
    }

    /**
     * @param pixels {@code n * 3 * size * size} normalised values
     * @return {@code n * embedDim} values, not normalised
     */
    float[] images(float[] pixels, int n) {
        int size = config.vision().imageSize();
        return splitting.run(n, (from, count) -> {
            try (NDManager scope = root.newSubManager()) {
                Torch.useAllCores();
                NDArray input = scope.create(Splitting.part(pixels, n, from, count), new Shape(count, 3, size, size));
                return image(scope, input).get(0).toFloatArray();
            }
        });
    }

    private NDList image(NDManager scope, NDArray input) {
        if (config.vision() instanceof Vit v) {
            return program.run(scope, "encode_image_vit", input, weights, (long) v.patch(), (long) v.layers(), (long) v.heads(),
                    v.quickGelu(), v.eps());
        }
        if (config.vision() instanceof SiglipVit s) {
            return program.run(scope, "encode_image_siglip", input, weights, (long) s.patch(), (long) s.layers(),
                    (long) s.heads(), s.eps());
        }
        return program.run(scope, "encode_image_resnet", input, weights, (long) ((ResNet) config.vision()).heads(), false);
    }

    /**
     * @param ids {@code n * length} token ids; what stands behind a text's end token has no influence
     * @return {@code n * embedDim} values, not normalised
     */
    float[] texts(long[] ids, int n) {
        return splitting.run(n, (from, count) -> {
            try (NDManager scope = root.newSubManager()) {
                Torch.useAllCores();
                NDArray input = scope.create(Splitting.part(ids, n, from, count), new Shape(count, ids.length / n));
                return text(scope, input).get(0).toFloatArray();
            }
        });
    }

    private NDList text(NDManager scope, NDArray input) {
        if (config.text() instanceof SiglipText s) {
            return program.run(scope, "encode_text_siglip", input, weights, (long) s.layers(), (long) s.heads(), s.eps());
        }
        ClipText t = (ClipText) config.text();
        return program.run(scope, "encode_text", input, weights, (long) t.layers(), (long) t.heads(), t.quickGelu(), t.eps());
    }

    /** For people: {@code cpu}, {@code gpu(0)}. */
    String device() {
        return root.getDevice().toString().replace("()", "");
    }

    Precision precision() {
        return precision;
    }

    @Override
    public void close() {
        weights.close();
        program.close();
        root.close();
    }
}
