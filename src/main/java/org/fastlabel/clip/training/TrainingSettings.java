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
 * @param photos    photos per batch
 * @param portraits portraits per batch
 * @param rate      highest learning rate
 * @param every     steps between two saved states
 */
record TrainingSettings(Path data, Path tokenizer, Path out, Path work, int steps, int photos, int portraits, double rate,
        double decay, double smoothing, double pictures, int every, long seed) {

    /** Share of the steps in which the learning rate rises. */
    private static final double WARM_UP = 0.15;

    static TrainingSettings read() {
        return new TrainingSettings(Path.of(text("data", "data")),
                Path.of(text("tokenizer", "src/test/resources/fixtures/clip-hf/tokenizer.json")),
                Path.of(text("out", "models/mini-clip")), Path.of(text("work", "target/mini-clip-training")),
                Integer.parseInt(text("steps", "4600")), Integer.parseInt(text("photos", "90")),
                Integer.parseInt(text("portraits", "38")), Double.parseDouble(text("rate", "0.002")),
                Double.parseDouble(text("decay", "0.05")), Double.parseDouble(text("smoothing", "0.1")),
                Double.parseDouble(text("pictures", "0.5")), Integer.parseInt(text("every", "460")),
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
}
