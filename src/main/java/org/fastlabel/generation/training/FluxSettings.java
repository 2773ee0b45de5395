package org.fastlabel.generation.training;

import java.nio.file.Path;
import org.fastlabel.api.Settings;

/**
 * How to train. Read from system properties {@code train.<name>}.
 *
 * @param out         the model's folder
 * @param work        where the states are kept from which a stopped training goes on
 * @param device      as {@code FASTLABEL_DEVICE} names it
 * @param autoencoder steps of training the autoencoder
 * @param decoder     steps of training its decoder alone afterwards
 * @param refinement  of training both again
 * @param steps       of training the flow transformer with its text encoders
 * @param truth       steps of training the classifier
 * @param every       steps between two saved states
 * @param rate        highest learning rate of the flow transformer
 */
record FluxSettings(Path out, Path work, String device, int autoencoder, int decoder, int refinement, int steps, int truth, int every, double rate, long seed) {

    /** Share of the steps in which the learning rate rises. */
    private static final double WARM_UP = 0.05;

    static FluxSettings read() {
        return new FluxSettings(Path.of(text("out", "models/mini-flux")), Path.of(text("work", "target/mini-flux-training")),
                text("device", Settings.device()), Integer.parseInt(text("autoencoder", "460")),
                Integer.parseInt(text("decoder", "400")), Integer.parseInt(text("refinement", "1200")), Integer.parseInt(text("steps", "4200")),
                Integer.parseInt(text("truth", "2000")), Integer.parseInt(text("every", "100")), Double.parseDouble(text("rate", "0.002")),
                Long.parseLong(text("seed", "1")));
    }

    private static String text(String name, String fallback) {
        String value = System.getProperty("train." + name);
        return value == null || value.isBlank() ? fallback : value;
    }

    /** Up in a straight line, down along a cosine to a twentieth. @param step from 0 @return 0 to 1 */
    static double cycle(int step, int steps) {
        double at = (step + 1) / (double) steps;
        return at < WARM_UP ? at / WARM_UP : 0.05 + 0.475 * (1 + Math.cos(Math.PI * (at - WARM_UP) / (1 - WARM_UP)));
    }
}
