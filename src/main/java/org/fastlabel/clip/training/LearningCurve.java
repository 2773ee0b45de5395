package org.fastlabel.clip.training;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.fastlabel.clip.training.TrainingProgram.Progress;

/** {@code training-curve.csv}: one line per saved state, measured on pictures not trained on. */
final class LearningCurve {

    private static final String HEADER = "step,pictures,seconds,learning_rate,loss_phrases,loss_pictures,loss_choices,"
            + "training_class_by_words,training_smiling,zero_shot_cifar_test,zero_shot_held_out_speaker,auc_"
            + String.join(",auc_", TrainMiniClip.ATTRIBUTES) + "\n";

    private final Path file;
    private final StringBuilder text;

    /** @param resume whether lines that are already there stay */
    LearningCurve(Path folder, boolean resume) {
        file = folder.resolve("training-curve.csv");
        text = new StringBuilder(resume && Files.exists(file) ? CheckpointFolder.read(file) : HEADER);
    }

    void add(int step, long pictures, double seconds, double rate, List<Progress> since, double zeroShot, double digits,
            double[] areas) {
        text.append(String.format(Locale.ROOT, "%d,%d,%.0f,%.5f", step, pictures, seconds, rate));
        append(mean(since, Progress::choosePhrase));
        append(mean(since, Progress::choosePictures));
        append(mean(since, Progress::choose));
        append(mean(since, Progress::named));
        append(mean(since, Progress::smiling));
        append(zeroShot);
        append(digits);
        Arrays.stream(areas).forEach(this::append);
        text.append('\n');
        CheckpointFolder.write(file, text.toString());
    }

    private void append(double value) {
        text.append(String.format(Locale.ROOT, ",%.4f", value));
    }

    private static double mean(List<Progress> steps, ToDoubleFunction<Progress> value) {
        return steps.stream().mapToDouble(value).average().orElse(Double.NaN);
    }
}
