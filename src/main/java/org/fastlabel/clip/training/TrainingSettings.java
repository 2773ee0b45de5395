package org.fastlabel.clip.training;

import java.nio.file.Path;
import org.fastlabel.api.Settings;
import org.fastlabel.clip.training.Subject.Kind;

/**
 * How to train. Read from system properties {@code train.<name>}.
 *
 * @param data      folder with {@code cifar10/}, {@code sprite/}, {@code fsdd/}, {@code esc50/} and, for evaluation,
 *                  {@code cifar10-folder/}
 * @param tokenizer CLIP's full {@code tokenizer.json}
 * @param out       open_clip folder; its {@code open_clip_config.json} says what shape to train
 * @param work      where the state is kept from which a stopped training goes on
 * @param device    as {@code FASTLABEL_DEVICE} names it
 * @param without   a class of photos to leave out, or an empty text
 * @param steps     of training, each with one batch
 * @param early     steps in which {@code first} is the mix, {@code then} afterwards
 * @param kernels   highest learning rate of convolution kernels
 * @param rate      highest learning rate of all other weights
 * @param decay     of the weights, per step and learning rate
 * @param smoothing of the targets
 * @param pictures  weight of the loss by which phrases choose pictures
 * @param choices   weight of the loss of the choices without words
 * @param every     steps between two saved states
 */
record TrainingSettings(Path data, Path tokenizer, Path out, Path work, String device, String without, int steps, int early, Mix first,
        Mix then, double small, double kernels, double rate, double decay, double smoothing, double pictures, double choices, int every,
        long seed) {

    /** Share of the steps in which the learning rate rises. */
    private static final double WARM_UP = 0.1;
    private static final Mix FIRST = new Mix(152, 56, 16, 32);
    private static final Mix THEN = new Mix(188, 24, 12, 32);

    static TrainingSettings read() {
        return new TrainingSettings(Path.of(text("data", "data")),
                Path.of(text("tokenizer", "src/test/resources/fixtures/clip-hf/tokenizer.json")),
                Path.of(text("out", "models/mini-clip")), Path.of(text("work", "target/mini-clip-training")),
                text("device", Settings.device()), text("without", ""),
                Integer.parseInt(text("steps", "3600")), Integer.parseInt(text("early", "1200")), FIRST, THEN,
                Double.parseDouble(text("small", "0.55")), Double.parseDouble(text("kernels", "0.04")),
                Double.parseDouble(text("rate", "0.004")), 0.05, 0.1, 0.5, 1,
                Integer.parseInt(text("every", "300")), Long.parseLong(text("seed", "1")));
    }

    private static String text(String name, String fallback) {
        String value = System.getProperty("train." + name);
        return value == null || value.isBlank() ? fallback : value;
    }

    /** One cycle: up in a straight line, down along a cosine to zero (Smith 2018). @param step from 0 @return 0 to 1 */
    double cycle(int step) {
        double at = (step + 1) / (double) steps;
        return at < WARM_UP ? at / WARM_UP : 0.5 * (1 + Math.cos(Math.PI * (at - WARM_UP) / (1 - WARM_UP)));
    }

    boolean isSmall(int step) {
        return step < small * steps;
    }

    Mix mixAt(int step) {
        return step < early ? first : then;
    }

    /** Pictures of a kind in all batches before a step. */
    long shownBefore(int step, Kind kind) {
        return (long) Math.min(step, early) * first.of(kind) + (long) Math.max(0, step - early) * then.of(kind);
    }

    /** Pictures in all batches before a step. */
    long shownBefore(int step) {
        return (long) Math.min(step, early) * first.batch() + (long) Math.max(0, step - early) * then.batch();
    }
}
