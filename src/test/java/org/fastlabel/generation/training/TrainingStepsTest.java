package org.fastlabel.generation.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.IntFunction;
import org.fastlabel.generation.FluxModel;
import org.fastlabel.torch.Safetensors.Tensor;
import org.fastlabel.torch.Torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each training learns on a tiny configuration; a stopped one goes on as if nothing had happened. */
class TrainingStepsTest {

    private static final VaeShape VAE = new VaeShape(new int[] {8, 8, 16, 16}, 1, 4, 4);
    private static final FluxShape FLUX = new FluxShape(1, 1, 2, new int[] {4, 6, 6}, 4,
            new FluxShape.T5(16, 1, 2, 32, 8, 16, Words.t5().getAsJsonObject("model").getAsJsonArray("vocab").size(), 24),
            new FluxShape.Clip(16, 1, 2, 32, Words.clip().size(), 26));
    private static final double[] EVEN = {1, 1, 1, 1};

    @TempDir
    Path folder;

    private FluxSettings settings(int autoencoder) {
        return new FluxSettings(folder.resolve("out"), folder.resolve("work"), "cpu", autoencoder, 12, 12, 20, 20, 4, 0.003, 1);
    }

    /** How far the loss falls. Networks of this size learn on one core. */
    private static double falls(int steps, IntFunction<float[]> step) {
        return Torch.alone(() -> fallen(steps, step));
    }

    private static double fallen(int steps, IntFunction<float[]> step) {
        double first = step.apply(0)[0];
        double last = first;
        for (int i = 1; i < steps; i++) {
            last = step.apply(i)[0];
        }
        return last / first;
    }

    @Test
    void theAutoencoderAndTheClassifierLearn() {
        ScenePool pool = ScenePool.of(0, 64, EVEN, true, 1);
        try (Learner learner = new Learner(VAE.initial(1), "cpu", Autoencoder.FILES)) {
            assertTrue(falls(12, i -> Autoencoder.step(learner, VAE, pool, settings(12), i)) < 0.9);
        }
        try (Learner learner = new Learner(TruthTraining.initial(1), "cpu", TruthTraining.FILES)) {
            assertTrue(falls(12, i -> TruthTraining.step(learner, pool, settings(12), i)) < 0.97);
        }
    }

    @Test
    void theFlowTransformerLearnsAndItsFolderLoads() {
        ScenePool pool = ScenePool.of(0, 64, EVEN, false, 1);
        FluxWriter writer = new FluxWriter(folder.resolve("out"));
        writer.writeTokenizers();
        writer.writeShape(FLUX);
        Autoencoder autoencoder = Autoencoder.untrained(VAE, settings(1));
        writer.writeVae(VAE, autoencoder.decoder(), 1, 0);
        float[][] latents = autoencoder.encode(pool);
        TrainMiniFlux.standardised(latents);
        try (PromptIds ids = new PromptIds(folder.resolve("out"), FLUX); Learner learner = new Learner(FLUX.initial(1), "cpu", FlowTraining.FILES)) {
            FlowTraining training = new FlowTraining(FLUX, pool, latents, ids, settings(1));
            assertTrue(falls(20, i -> training.step(learner, i, 32)) < 0.95);
            writer.writeWeights(Learner.averaged(learner.state()));
        }
        try (FluxModel model = FluxModel.open(folder.resolve("out"), "cpu", "float32")) {
            assertEquals(4, model.latentShape(64, 64).channels());
            assertEquals(FLUX.t5().width() + FLUX.clip().width(), model.describe("a smiling woman").length);
        }
    }

    @Test
    void aStoppedTrainingGoesOnWhereItLastSaved() {
        ScenePool pool = ScenePool.of(0, 64, EVEN, true, 1);
        Map<String, Tensor> whole = stage(pool, "whole", 8);
        stage(pool, "stopped", 4);
        Map<String, Tensor> resumed = stage(pool, "stopped", 8);
        whole.forEach((name, t) -> {
            for (int i = 0; i < t.values().length; i++) {
                assertEquals(t.values()[i], resumed.get(name).values()[i], 1e-5, name);
            }
        });
    }

    private Map<String, Tensor> stage(ScenePool pool, String name, int steps) {
        FluxSettings settings = settings(100);
        return Torch.alone(() -> new Stage(name, settings, steps).run(() -> VAE.initial(1), "cpu", Autoencoder.FILES,
                (learner, step) -> Autoencoder.step(learner, VAE, pool, settings, step), state -> { }));
    }
}
