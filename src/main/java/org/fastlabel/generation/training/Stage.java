package org.fastlabel.generation.training;

import ai.djl.engine.Engine;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.fastlabel.clip.training.CheckpointFolder;
import org.fastlabel.torch.Safetensors.Tensor;

/** One of the trainings that follow each other: keeps its state in the work folder, and goes on there when it was stopped. */
final class Stage {

    private static final int SAID_EVERY = 50;

    /** One step of a stage. */
    interface Step {

        /** @param number from 0; all that is random is a function of it @return what to report */
        float[] run(Learner learner, int number);
    }

    private final String name;
    private final Path work;
    private final int steps;
    private final int every;
    private final long seed;
    private int done;
    private double seconds;

    Stage(String name, FluxSettings settings, int steps) {
        this.name = name;
        this.work = settings.work();
        this.steps = steps;
        this.every = settings.every();
        this.seed = settings.seed();
    }

    /**
     * Trains to the end, or not at all where that was done before.
     *
     * @param saved gets the state each time it is saved
     * @return the state at the end
     */
    Map<String, Tensor> run(Supplier<Map<String, Tensor>> initial, String device, String[] files, Step step,
            Consumer<Map<String, Tensor>> saved) {
        Map<String, Tensor> state = resumed(initial);
        if (done >= steps) {
            return state;
        }
        try (Learner learner = new Learner(state, device, files)) {
            float[] sums = null;
            while (done < steps) {
                long start = System.nanoTime();
                Engine.getEngine("PyTorch").setRandomSeed((int) (seed * 31 + done));
                float[] report = step.run(learner, done);
                seconds += (System.nanoTime() - start) / 1e9;
                done++;
                if (!(report[0] < 1e6)) {
                    throw new IllegalStateException("Training diverged at step " + done + " of " + name + ".");
                }
                sums = sums == null ? new float[report.length] : sums;
                for (int i = 0; i < report.length; i++) {
                    sums[i] += report[i] / SAID_EVERY;
                }
                if (done % SAID_EVERY == 0) {
                    System.out.printf(Locale.ROOT, "%s: step %d of %d  %.0f s  %s%n", name, done, steps, seconds, Arrays.toString(sums));
                    Arrays.fill(sums, 0);
                }
                if (done % every == 0 || done == steps) {
                    state = learner.state();
                    save(state);
                    saved.accept(state);
                }
            }
        }
        return state;
    }

    private Map<String, Tensor> resumed(Supplier<Map<String, Tensor>> initial) {
        Path note = work.resolve(name + ".json");
        if (!Files.exists(note)) {
            return initial.get();
        }
        JsonObject progress = JsonParser.parseString(CheckpointFolder.read(note)).getAsJsonObject();
        done = progress.get("step").getAsInt();
        seconds = progress.get("seconds").getAsDouble();
        return CheckpointFolder.readTensors(work.resolve(name + ".safetensors"));
    }

    /** The state first, then the note that says it is there: a crash between the two repeats some steps at worst. */
    private void save(Map<String, Tensor> state) {
        try {
            Files.createDirectories(work);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        CheckpointFolder.writeTensors(work.resolve(name + ".safetensors"), state);
        JsonObject progress = new JsonObject();
        progress.addProperty("step", done);
        progress.addProperty("seconds", seconds);
        CheckpointFolder.write(work.resolve(name + ".json"), progress.toString());
    }
}
