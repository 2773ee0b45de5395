package org.fastlabel.generation.training;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.fastlabel.generation.truth.Sentences;
import org.fastlabel.generation.truth.Wish;
import org.fastlabel.torch.Safetensors.Tensor;

/** Trains the flow transformer together with its text encoders on the latents of pictures and on captions drawn anew each time. */
final class FlowTraining {

    static final String[] FILES = {"products", "transformer", "clip_pooled", "t5", "flux", "attended_plain", "answers", "optimise", "flux_train"};
    private static final int BATCH = 128;
    private static final double DECAY = 0.01;
    /** How much faster Muon learns. */
    private static final float KERNELS = 10;
    /** Share of the newest weights in the running mean, once it has settled. */
    private static final float NEWEST = 0.004f;

    private final FluxShape shape;
    private final ScenePool pool;
    private final float[][] latents;
    private final PromptIds ids;
    private final FluxSettings settings;

    /** @param latents of the pool's pictures, mean 0 and deviation 1 */
    FlowTraining(FluxShape shape, ScenePool pool, float[][] latents, PromptIds ids, FluxSettings settings) {
        this.shape = shape;
        this.pool = pool;
        this.latents = latents;
        this.ids = ids;
        this.settings = settings;
    }

    /** @param saved gets the running mean of the weights each time the state is saved */
    Map<String, Tensor> run(Consumer<Map<String, Tensor>> saved) {
        Map<String, Tensor> state = new Stage("flow", settings, settings.steps()).run(() -> shape.initial(settings.seed()), settings.device(),
                FILES, (learner, step) -> step(learner, step, BATCH), s -> saved.accept(Learner.averaged(s)));
        return Learner.averaged(state);
    }

    float[] step(Learner learner, int step, int batch) {
        Random random = new Random(settings.seed() * 0x9E3779B97F4A7C15L + step);
        int size = latents[0].length;
        float[] pictures = new float[batch * size];
        float[] noise = new float[batch * size];
        float[] sigma = new float[batch];
        float[] said = new float[batch * Answers.COUNT];
        long[][] t5 = new long[batch][];
        long[][] clip = new long[batch][];
        for (int i = 0; i < batch; i++) {
            int number = random.nextInt(pool.size());
            System.arraycopy(latents[number], 0, pictures, i * size, size);
            Wish wish = Captions.wish(pool.scenes().get(number), random.nextInt(Captions.MOST + 1), random);
            Answers.mark(wish.facts(), said, i * Answers.COUNT);
            String caption = Sentences.write(wish, random.nextBoolean());
            t5[i] = ids.t5(caption);
            clip[i] = ids.clip(caption);
            // Logit-normal (Esser et al. 2024): the middle of the way is the hard part.
            sigma[i] = (float) (1 / (1 + Math.exp(-random.nextGaussian())));
        }
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) random.nextGaussian();
        }
        int side = (int) Math.sqrt(size / shape.channels());
        Shape form = new Shape(batch, shape.channels(), side, side);
        float rate = (float) (settings.rate() * FluxSettings.cycle(step, settings.steps()));
        return learner.step("flux_step", scope -> new NDList(scope.create(pictures, form), scope.create(noise, form), scope.create(sigma),
                PromptIds.tensor(scope, t5), PromptIds.tensor(scope, clip), scope.create(said, new Shape(batch, Answers.COUNT)),
                scope.create(Answers.sizes()),
                scope.create(new float[] {rate, (float) DECAY, step + 1, Math.max(NEWEST, 1f / (step + 2)), rate * KERNELS}), scope.create(shape.sizes())));
    }
}
