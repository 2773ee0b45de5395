package org.fastlabel.generation;

import java.util.List;
import java.util.function.BooleanSupplier;

/** A loaded model that makes pictures of texts. Safe from any thread; calls may wait for each other. */
public interface TextToImage {

    /** What a generation tells while it runs. */
    interface Listener {

        /** @param step from 1, done now for every picture of the batch */
        void step(int step, int steps);
    }

    /** Name and fingerprint of the weights, file-name safe: {@code mini-flux-0123456789abcdef}. */
    String id();

    /** @throws org.fastlabel.api.InvalidInput when the sizes are no multiples, or out of the model's range */
    LatentShape latentShape(int width, int height);

    /**
     * Makes one picture per noise, all of one prompt, as one batch.
     *
     * @param noises    standard normal values, each of {@link LatentShape#size}
     * @param cancelled asked between steps
     * @return in the order of the noises
     * @throws java.util.concurrent.CancellationException when {@code cancelled} said so
     * @throws org.fastlabel.api.CapacityExceeded with code {@code device-out-of-memory}
     */
    List<GeneratedImage> generate(String prompt, List<float[]> noises, GenerationParameters parameters, Listener listener,
                                  BooleanSupplier cancelled);

    /** The clean latents as foreseen after the first step only, without making the pictures. @return one per noise */
    List<float[]> early(String prompt, List<float[]> noises, GenerationParameters parameters);

    /** What the model makes of a prompt, in one vector: the pooled text embedding and the mean of the token embeddings. */
    float[] describe(String prompt);
}
