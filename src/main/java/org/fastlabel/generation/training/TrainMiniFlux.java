package org.fastlabel.generation.training;

import java.util.Locale;

/**
 * Trains the embedded text-to-image model and the classifier of what its pictures show; {@code models/mini-flux/README.md} has the
 * command. Stopped, it goes on where it last saved, as long as the work folder is kept.
 */
public final class TrainMiniFlux {

    private static final int PICTURES = 24_000;
    private static final double[] SHARES = {1, 1, 1, 1};
    /** What is hard to learn is shown more often. */
    private static final double[] FLOW_SHARES = {1.1, 1.4, 1.7, 0.4};

    private TrainMiniFlux() {
    }

    public static void main(String[] args) {
        FluxSettings settings = FluxSettings.read();
        ScenePool drawn = ScenePool.of(0, PICTURES, SHARES, true, settings.seed());
        Autoencoder autoencoder = Autoencoder.trained(VaeShape.MINI, drawn, settings);
        if (settings.steps() > 0) {
            flow(autoencoder, settings);
        }
        if (settings.truth() > 0) {
            TruthTraining.write(TruthTraining.trained(autoencoder.returned(drawn, settings.seed()), settings), settings.out().resolve("truth"));
        }
    }

    private static void flow(Autoencoder autoencoder, FluxSettings settings) {
        FluxWriter folder = new FluxWriter(settings.out());
        folder.writeTokenizers();
        FluxShape shape = FluxShape.mini(Words.t5().getAsJsonObject("model").getAsJsonArray("vocab").size(), Words.clip().size());
        folder.writeShape(shape);
        ScenePool pool = ScenePool.of(0, PICTURES, FLOW_SHARES, false, settings.seed());
        float[][] latents = autoencoder.encode(pool);
        double[] moments = standardised(latents);
        folder.writeVae(autoencoder.shape(), autoencoder.decoder(), 1 / moments[1], moments[0]);
        System.out.printf(Locale.ROOT, "%d pictures, latents of mean %.4f and deviation %.4f%n", pool.size(), moments[0], moments[1]);
        try (PromptIds ids = new PromptIds(settings.out(), shape)) {
            folder.writeWeights(new FlowTraining(shape, pool, latents, ids, settings).run(folder::writeWeights));
        }
    }

    /** Brings latents to mean 0 and deviation 1. @return what they were before */
    static double[] standardised(float[][] latents) {
        double sum = 0;
        double squares = 0;
        long n = (long) latents.length * latents[0].length;
        for (float[] row : latents) {
            for (float value : row) {
                sum += value;
                squares += value * value;
            }
        }
        double mean = sum / n;
        double deviation = Math.sqrt(squares / n - mean * mean);
        for (float[] row : latents) {
            for (int i = 0; i < row.length; i++) {
                row[i] = (float) ((row[i] - mean) / deviation);
            }
        }
        return new double[] {mean, deviation};
    }
}
