package org.fastlabel.generation;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.fastlabel.clip.ClipConfig.ClipText;
import org.fastlabel.generation.FluxConfig.T5;
import org.fastlabel.generation.FluxConfig.Transformer;
import org.fastlabel.generation.FluxConfig.Vae;
import org.fastlabel.torch.DeviceMemory;
import org.fastlabel.torch.Precision;
import org.fastlabel.torch.Products;
import org.fastlabel.torch.Torch;
import org.fastlabel.torch.TorchProgram;
import org.fastlabel.torch.Weights;

/** The networks of a FLUX model in the native engine. Safe from any thread, save {@link #close}. */
final class FluxProgram implements AutoCloseable {

    private final FluxConfig config;
    private final Precision precision;
    private final NDManager root;
    private final TorchProgram program;
    private final Map<String, Weights> weights = new HashMap<>();
    private final boolean small;

    /**
     * @param device    as {@link Torch#place} takes it
     * @param precision as {@link Precision#of} takes it
     * @throws org.fastlabel.api.CapacityExceeded with code {@code model-too-large}, before anything is read
     */
    FluxProgram(FluxFolder folder, String device, String precision, WeightDigest digest, FluxLoadingProgram.Progress progress) {
        Device chosen = Torch.device(device);
        this.config = folder.config();
        this.small = folder.small();
        this.precision = Precision.of(precision, chosen);
        Torch.release(chosen);
        FluxMemory.require(folder, this.precision, DeviceMemory.free(chosen), device(device));
        this.root = Torch.newManager(chosen);
        try {
            boolean packed = Products.packs(chosen, this.precision);
            this.program = TorchProgram.compile(root, files(packed));
            FluxLoadingProgram loading = new FluxLoadingProgram(folder, root, program, packed, digest, progress);
            FluxFolder.PARTS.forEach(part -> weights.put(part, loading.read(part, FluxMemory.of(part, this.precision))));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** What the program consists of. @param packed whether weights are arranged beforehand */
    static String[] files(boolean packed) {
        return new String[] {Products.file(packed), "transformer", "clip_pooled", "t5", "flux", "attended", "vae", "loading"};
    }

    /** Bytes that are free where a setting says that models run. */
    static long free(String device) {
        return DeviceMemory.free(Torch.device(device));
    }

    /** For people: where a setting says that models run. */
    static String device(String setting) {
        return Torch.device(setting).toString().replace("()", "");
    }

    static Precision precision(String setting, String device) {
        return Precision.of(setting, Torch.device(device));
    }

    /** @return {@code textTokens * width} values */
    float[] t5(long[] ids) {
        T5 t = config.t5();
        return encoded("encode_t5", ids, FluxConfig.T5_ENCODER, (long) t.layers(), (long) t.heads(), (long) t.buckets(),
                (long) t.maxDistance(), t.eps());
    }

    /** @return the pooled embedding */
    float[] clip(long[] ids) {
        ClipText c = config.clip();
        return encoded("encode_pooled", ids, FluxConfig.CLIP_ENCODER, (long) c.layers(), (long) c.heads(), c.quickGelu(), c.eps());
    }

    private float[] encoded(String method, long[] ids, String part, Object... shape) {
        try (NDManager scope = root.newSubManager()) {
            Object[] args = new Object[shape.length + 2];
            args[0] = scope.create(ids, new Shape(1, ids.length));
            args[1] = weights.get(part);
            System.arraycopy(shape, 0, args, 2, shape.length);
            return computed(() -> program.run(scope, method, args)).get(0).toFloatArray();
        }
    }

    /** On as many cores as are good for it. */
    private NDList computed(Supplier<NDList> work) {
        if (small) {
            return Torch.alone(work);
        }
        Torch.useAllCores();
        return work.get();
    }

    /** What all steps for one prompt and size have in common, on the device. */
    final class Denoiser implements AutoCloseable {

        private final NDManager scope = root.newSubManager();
        private final LatentShape shape;
        private final NDArray context;
        private final NDArray pooled;
        private final NDArray turns;

        private Denoiser(Prompt prompt, LatentShape shape) {
            this.shape = shape;
            this.context = scope.create(prompt.context(), new Shape(1, config.textTokens(), config.t5().width()));
            this.pooled = scope.create(prompt.pooled(), new Shape(1, prompt.pooled().length));
            Transformer t = config.transformer();
            this.turns = program.run(scope, "rope", pooled, (long) config.textTokens(), shape.height() / 2L, shape.width() / 2L,
                    (long) t.axes().get(0), (long) t.axes().get(1), (long) t.axes().get(2), 10_000.0).get(0);
        }

        /** @param latents of all pictures, one after the other, where a flow has them at sigma @return what flows there, likewise */
        float[] velocity(float[] latents, double sigma, double guidance) {
            try (NDManager step = scope.newSubManager()) {
                Transformer t = config.transformer();
                return computed(() -> program.run(step, "velocity", step.create(latents, batch(latents, shape)), sigma, guidance, context,
                        pooled, turns, weights.get(FluxConfig.TRANSFORMER), (long) t.doubleBlocks(), (long) t.singleBlocks(),
                        (long) t.heads())).get(0).toFloatArray();
            }
        }

        @Override
        public void close() {
            scope.close();
        }
    }

    Denoiser denoiser(Prompt prompt, LatentShape shape) {
        return new Denoiser(prompt, shape);
    }

    private static Shape batch(float[] latents, LatentShape shape) {
        return new Shape(latents.length / shape.size(), shape.channels(), shape.height(), shape.width());
    }

    /** @param latents of some pictures, free of noise @return {@code pictures * height * width * 3} levels */
    byte[] pictures(float[] latents, LatentShape shape) {
        try (NDManager scope = root.newSubManager()) {
            return program.run(scope, "levels", decoded(scope, unscaled(scope, latents, shape))).get(0).toByteArray();
        }
    }

    /** The steps of {@link #pictures}, for the parity tests. */
    NDArray unscaled(NDManager scope, float[] latents, LatentShape shape) {
        Vae v = config.vae();
        return program.run(scope, "unscaled", scope.create(latents, batch(latents, shape)), v.scaling(), v.shift()).get(0);
    }

    NDArray decoded(NDManager scope, NDArray unscaled) {
        Vae v = config.vae();
        return computed(() -> program.run(scope, "decoder", unscaled, weights.get(FluxConfig.AUTOENCODER), (long) v.channels().size(),
                (long) v.layers(), (long) v.groups())).get(0);
    }

    NDManager root() {
        return root;
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
        weights.values().forEach(Weights::close);
        Device device = root.getDevice();
        root.close();
        Torch.release(device);
    }
}
