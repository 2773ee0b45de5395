package org.fastlabel.generation.training;

import static org.fastlabel.generation.training.VaeShape.filled;
import static org.fastlabel.generation.training.VaeShape.normal;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.fastlabel.torch.Safetensors;
import org.fastlabel.torch.Safetensors.Tensor;

/** Trains the classifier of what pictures show, on drawings and on what the autoencoder makes of them. */
final class TruthTraining {

    static final String[] FILES = {"truth", "answers", "optimise", "truth_train"};
    private static final int BATCH = 96;
    private static final double RATE = 2e-3;
    /** How much faster Muon learns. */
    private static final float KERNELS = 10;
    private static final double DECAY = 0.05;
    private static final double MIXED = 0.2;
    private static final int[] CHANNELS = {3, 32, 48, 64, 96, 96};
    private static final int HIDDEN = 160;

    private TruthTraining() {
    }

    /** @param pool its pictures drawn, or seen through the autoencoder; both kinds belong in it */
    static Map<String, Tensor> trained(ScenePool pool, FluxSettings settings) {
        return Learner.averaged(new Stage("truth", settings, settings.truth()).run(() -> initial(settings.seed()), settings.device(), FILES,
                (learner, step) -> step(learner, pool, settings, step), state -> { }));
    }

    /** Weights in float16. */
    static void write(Map<String, Tensor> weights, Path folder) {
        Map<String, Tensor> half = new LinkedHashMap<>();
        weights.forEach((name, t) -> half.put(name, new Tensor(t.shape(), t.values(), true)));
        try {
            Files.createDirectories(folder);
            Safetensors.write(folder.resolve("model.safetensors"), half);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, Tensor> initial(long seed) {
        Map<String, Tensor> w = new LinkedHashMap<>();
        Random random = new Random(seed);
        for (int i = 1; i < CHANNELS.length; i++) {
            int side = i == 1 ? 5 : 3;
            w.put("conv" + i + ".weight", normal(random, Math.sqrt(2.0 / (CHANNELS[i - 1] * side * side)), CHANNELS[i], CHANNELS[i - 1], side, side));
            w.put("conv" + i + ".norm.weight", filled(1, CHANNELS[i]));
            w.put("conv" + i + ".norm.bias", filled(0, CHANNELS[i]));
        }
        int flat = CHANNELS[CHANNELS.length - 1] * 16;
        w.put("hidden.weight", normal(random, Math.sqrt(2.0 / flat), HIDDEN, flat));
        w.put("hidden.bias", filled(0, HIDDEN));
        w.put("answers.weight", normal(random, 1 / Math.sqrt(HIDDEN), Answers.COUNT, HIDDEN));
        w.put("answers.bias", filled(0, Answers.COUNT));
        return w;
    }

    static float[] step(Learner learner, ScenePool pool, FluxSettings settings, int step) {
        Random random = new Random(settings.seed() * 0x9E3779B97F4A7C15L + 7L * step);
        int[] numbers = random.ints(BATCH, 0, pool.size()).toArray();
        long[] other = new long[BATCH];
        float[] share = new float[BATCH];
        float[] noise = new float[BATCH];
        float[] light = new float[BATCH];
        float[] targets = new float[BATCH * Answers.COUNT];
        for (int i = 0; i < BATCH; i++) {
            other[i] = random.nextInt(BATCH);
            share[i] = random.nextDouble() < MIXED ? random.nextFloat() : 1;
            noise[i] = random.nextFloat() * random.nextFloat() * 0.25f;
            light[i] = (random.nextFloat() - 0.5f) * 0.2f;
            Answers.mark(pool.scenes().get(numbers[i]).facts(), targets, i * Answers.COUNT);
        }
        float rate = (float) (RATE * FluxSettings.cycle(step, settings.truth()));
        float newest = Math.max(0.005f, 1f / (step + 2));
        return learner.step("truth_step", scope -> new NDList(Learner.images(scope, pool.pixels(numbers), BATCH, SceneDrawing.SIDE),
                scope.create(other), scope.create(share), scope.create(noise), scope.create(light),
                scope.create(targets, new Shape(BATCH, Answers.COUNT)), scope.create(Answers.sizes()),
                scope.create(new float[] {rate, (float) DECAY, step + 1, newest, rate * KERNELS})));
    }
}
