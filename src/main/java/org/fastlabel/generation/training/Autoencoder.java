package org.fastlabel.generation.training;

import ai.djl.ndarray.NDList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.fastlabel.torch.Safetensors.Tensor;
import org.fastlabel.torch.Weights;

/** Trains the autoencoder, and says what a picture's latents are. */
final class Autoencoder {

    static final String[] FILES = {"products", "t5", "vae", "optimise", "vae_train"};
    private static final int BATCH = 32;
    private static final double RATE = 2e-3;
    private static final double DECAY = 0.01;
    /** Weight of the latents' distance from a standard normal distribution. */
    private static final double CLOSENESS = 0.0005;
    /** How much faster Muon learns. */
    private static final float KERNELS = 10;
    /** Shares of the newest weights in the running mean. */
    private static final float SLOW = 0.005f;
    private static final float FAST = 0.02f;
    private static final int ENCODED_AT_ONCE = 64;
    /** In units of the latents' deviation. */
    private static final double MOST_NOISE = 0.4;

    private final VaeShape shape;
    private final Map<String, Tensor> weights;
    private final String device;

    private Autoencoder(VaeShape shape, Map<String, Tensor> weights, String device) {
        this.shape = shape;
        this.weights = weights;
        this.device = device;
    }

    /** As before training. */
    static Autoencoder untrained(VaeShape shape, FluxSettings settings) {
        return new Autoencoder(shape, shape.initial(settings.seed()), settings.device());
    }

    /** Encoder and decoder together; the decoder alone, which catches up with the mean of the encoder's weights; both again. */
    static Autoencoder trained(VaeShape shape, ScenePool pool, FluxSettings settings) {
        Map<String, Tensor> both = Learner.averaged(new Stage("autoencoder", settings, settings.autoencoder())
                .run(() -> shape.initial(settings.seed()), settings.device(), FILES, (learner, step) -> step(learner, shape, pool, settings, step),
                        state -> { }));
        Map<String, Tensor> decoder = Learner.averaged(new Stage("decoder", settings, settings.decoder())
                .run(() -> frozen(both), settings.device(), FILES, (learner, step) -> decoderStep(learner, shape, pool, settings, step),
                        state -> { }));
        both.putAll(decoder);
        Map<String, Tensor> refined = Learner.averaged(new Stage("refinement", settings, settings.refinement())
                .run(() -> both, settings.device(), FILES, (learner, step) -> refinementStep(learner, shape, pool, settings, step), state -> { }));
        return new Autoencoder(shape, settings.refinement() > 0 ? refined : both, settings.device());
    }

    private static Map<String, Tensor> frozen(Map<String, Tensor> both) {
        Map<String, Tensor> state = new LinkedHashMap<>();
        both.forEach((name, t) -> state.put(name.startsWith("encoder.") ? Learner.FROZEN + name : name, t));
        return state;
    }

    static float[] step(Learner learner, VaeShape shape, ScenePool pool, FluxSettings settings, int step) {
        return step("vae_step", learner, shape, pool, settings.seed(), step, settings.autoencoder(), SLOW);
    }

    static float[] decoderStep(Learner learner, VaeShape shape, ScenePool pool, FluxSettings settings, int step) {
        return step("decoder_step", learner, shape, pool, ~settings.seed(), step, settings.decoder(), FAST);
    }

    private static float[] refinementStep(Learner learner, VaeShape shape, ScenePool pool, FluxSettings settings, int step) {
        return step("vae_step", learner, shape, pool, settings.seed() + 1_000_003, step, settings.refinement(), FAST);
    }

    private static float[] step(String method, Learner learner, VaeShape shape, ScenePool pool, long seed, int step, int steps, float newest) {
        int[] numbers = new Random(seed + 31L * step).ints(BATCH, 0, pool.size()).toArray();
        float rate = (float) (RATE * FluxSettings.cycle(step, steps));
        float share = Math.max(newest, 1f / (step + 2));
        return learner.step(method, scope -> new NDList(Learner.images(scope, pool.pixels(numbers), BATCH, SceneDrawing.SIDE),
                scope.create(new float[] {rate, (float) DECAY, step + 1, share, rate * KERNELS, (float) CLOSENESS}), scope.create(
                        new long[] {shape.channels().length, shape.layers(), shape.groups()})));
    }

    /** Latents of all pictures of a pool, as the encoder makes them, one row per picture. */
    float[][] encode(ScenePool pool) {
        float[][] all = new float[pool.size()][];
        try (Learner engine = new Learner(Map.of(), device, FILES); Weights used = engine.loaded(weights)) {
            for (int from = 0; from < all.length; from += ENCODED_AT_ONCE) {
                int[] numbers = IntStream.range(from, Math.min(from + ENCODED_AT_ONCE, all.length)).toArray();
                float[] values = engine.run("encode", scope -> Learner.images(scope, pool.pixels(numbers), numbers.length, SceneDrawing.SIDE),
                        used, (long) shape.channels().length, (long) shape.layers(), (long) shape.groups());
                int size = values.length / numbers.length;
                for (int i = 0; i < numbers.length; i++) {
                    all[from + i] = Arrays.copyOfRange(values, i * size, (i + 1) * size);
                }
            }
        }
        return all;
    }

    /** The pool with every second picture as it comes back from latents, some of them with a little noise. */
    ScenePool returned(ScenePool pool, long seed) {
        Random random = new Random(seed);
        List<byte[]> pictures = new ArrayList<>(pool.pictures());
        try (Learner engine = new Learner(Map.of(), device, FILES); Weights used = engine.loaded(weights)) {
            for (int from = 0; from < pool.size(); from += 2 * ENCODED_AT_ONCE) {
                int start = from;
                int[] numbers = IntStream.range(0, ENCODED_AT_ONCE).map(i -> start + 2 * i).filter(i -> i < pool.size()).toArray();
                double noise = Math.max(0, MOST_NOISE * (1.4 * random.nextDouble() - 0.4));
                float[] values = engine.run("reconstruct",
                        scope -> Learner.images(scope, pool.pixels(numbers), numbers.length, SceneDrawing.SIDE), used,
                        (long) shape.channels().length, (long) shape.layers(), (long) shape.groups(), noise);
                int size = values.length / numbers.length;
                for (int i = 0; i < numbers.length; i++) {
                    byte[] picture = new byte[size];
                    for (int j = 0; j < size; j++) {
                        picture[j] = (byte) (int) values[i * size + j];
                    }
                    pictures.set(numbers[i], picture);
                }
            }
        }
        return new ScenePool(pool.scenes(), pictures);
    }

    /** The part that a text-to-image model needs. */
    Map<String, Tensor> decoder() {
        Map<String, Tensor> decoder = new LinkedHashMap<>();
        weights.forEach((name, t) -> {
            if (name.startsWith("decoder.")) {
                decoder.put(name, t);
            }
        });
        return decoder;
    }

    VaeShape shape() {
        return shape;
    }
}
