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

    private static final String[] FILES = {"products", "t5", "vae", "optimise", "vae_train"};
    private static final int BATCH = 32;
    private static final double RATE = 2e-3;
    private static final double DECAY = 0.01;
    /** Weight of the latents' distance from a standard normal distribution. */
    private static final double CLOSENESS = 0.0005;
    /** How much faster Muon learns. */
    private static final float KERNELS = 10;
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

    static Autoencoder trained(VaeShape shape, ScenePool pool, FluxSettings settings) {
        Map<String, Tensor> end = new Stage("autoencoder", settings, settings.autoencoder())
                .run(() -> shape.initial(settings.seed()), settings.device(), FILES, (learner, step) -> step(learner, shape, pool, settings, step),
                        state -> { });
        return new Autoencoder(shape, Learner.averaged(end), settings.device());
    }

    static float[] step(Learner learner, VaeShape shape, ScenePool pool, FluxSettings settings, int step) {
        int[] numbers = new Random(settings.seed() + 31L * step).ints(BATCH, 0, pool.size()).toArray();
        float rate = (float) (RATE * FluxSettings.cycle(step, settings.autoencoder()));
        float share = Math.max(0.005f, 1f / (step + 2));
        return learner.step("vae_step", scope -> new NDList(Learner.images(scope, pool.pixels(numbers), BATCH, SceneDrawing.SIDE),
                scope.create(new float[] {rate, (float) DECAY, step + 1, share, rate * KERNELS, (float) CLOSENESS}), scope.create(sizes(shape))));
    }

    private static long[] sizes(VaeShape shape) {
        return new long[] {shape.channels().length, shape.layers(), shape.groups(), 1};
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
