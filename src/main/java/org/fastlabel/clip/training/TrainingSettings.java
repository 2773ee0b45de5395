package org.fastlabel.clip.training;

import java.nio.file.Path;

/**
 * How to train. Read from system properties {@code train.<name>}.
 *
 * @param data      folder with {@code cifar10/}, {@code sprite/} and, for evaluation, {@code cifar10-folder/}
 * @param tokenizer CLIP's full {@code tokenizer.json}
 * @param out       open_clip folder; its {@code open_clip_config.json} says what shape to train
 * @param work      where the state is kept from which a stopped training goes on
 * @param steps     of training, each with one batch
 * @param batch     pictures per batch
 * @param photos    photos among them, once the portraits are learned
 * @param even      steps before that, in which half of the pictures are photos
 * @param rate      highest learning rate
 * @param decay     of the weights, per step and learning rate
 * @param smoothing of the targets
 * @param pictures  weight of the loss by which phrases choose pictures
 * @param choices   weight of the loss of the choices without words
 * @param every     steps between two saved states
 */
record TrainingSettings(Path data, Path tokenizer, Path out, Path work, int steps, int batch, int photos, int even, double rate,
        double decay, double smoothing, double pictures, double choices, int every, long seed) {

    /** Share of the steps in which the learning rate rises. */
    private static final double WARM_UP = 0.1;

    static TrainingSettings read() {
        return new TrainingSettings(Path.of(text("data", "data")),
                Path.of(text("tokenizer", "src/test/resources/fixtures/clip-hf/tokenizer.json")),
                Path.of(text("out", "models/mini-clip")), Path.of(text("work", "target/mini-clip-training")),
                Integer.parseInt(text("steps", "3700")), Integer.parseInt(text("batch", "128")),
                Integer.parseInt(text("photos", "100")), Integer.parseInt(text("even", "1500")),
                Double.parseDouble(text("rate", "0.003")),
                Double.parseDouble(text("decay", "0.05")), Double.parseDouble(text("smoothing", "0.1")),
                Double.parseDouble(text("pictures", "0.5")),
                Double.parseDouble(text("choices", "1")), Integer.parseInt(text("every", "500")),
                Long.parseLong(text("seed", "1")));
    }

    private static String text(String name, String fallback) {
        String value = System.getProperty("train." + name);
        return value == null || value.isBlank() ? fallback : value;
    }

    /** One cycle: up in a straight line, down along a cosine to zero (Smith 2018). @param step from 0 */
    double rate(int step) {
        double at = (step + 1) / (double) steps;
        return at < WARM_UP ? rate * at / WARM_UP : rate * 0.5 * (1 + Math.cos(Math.PI * (at - WARM_UP) / (1 - WARM_UP)));
    }

    /** Photos in the batch of a step. */
    int photosAt(int step) {
        return step < even ? batch / 2 : photos;
    }

    /** Photos in all batches before a step. */
    long photosBefore(int step) {
        return (long) Math.min(step, even) * (batch / 2) + (long) Math.max(0, step - even) * photos;
    }
}
