package org.fastlabel.clip.training;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** {@code training-curve.csv}: one line per saved state, measured on pictures not trained on. */
final class LearningCurve {

    private static final String HEADER = "step,pictures,seconds,learning_rate,loss_phrases,loss_pictures,training_accuracy,"
            + "zero_shot_cifar_test,auc_smiling\n";

    private final Path file;
    private final StringBuilder text;

    /** @param resume whether lines that are already there stay */
    LearningCurve(Path folder, boolean resume) {
        file = folder.resolve("training-curve.csv");
        text = new StringBuilder(resume && Files.exists(file) ? CheckpointFolder.read(file) : HEADER);
    }

    void add(int step, long pictures, double seconds, double rate, double[] means, double zeroShot, double smiling) {
        text.append(String.format(Locale.ROOT, "%d,%d,%.0f,%.5f,%.4f,%.4f,%.4f,%.4f,%.4f%n", step, pictures, seconds, rate,
                means[0], means[1], means[2], zeroShot, smiling));
        CheckpointFolder.write(file, text.toString());
    }
}
