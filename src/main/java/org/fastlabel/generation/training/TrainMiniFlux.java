package org.fastlabel.generation.training;

/**
 * Trains the embedded text-to-image model and the classifier of what its pictures show; {@code models/mini-flux/README.md} has the
 * command. Stopped, it goes on where it last saved, as long as the work folder is kept.
 */
public final class TrainMiniFlux {

    private static final int PICTURES = 24_000;
    private static final double[] SHARES = {1, 1, 1, 1};

    private TrainMiniFlux() {
    }

    public static void main(String[] args) {
        FluxSettings settings = FluxSettings.read();
        ScenePool pool = ScenePool.of(0, PICTURES, SHARES, true, settings.seed());
        System.out.printf("%d pictures%n", pool.size());
        Autoencoder.trained(VaeShape.MINI, pool, settings);
    }
}
