package org.fastlabel.generation;

/**
 * What a picture is made with, besides its prompt and its noise.
 *
 * @param steps         of denoising, at least 1
 * @param guidanceScale for models that use one (classifier-free or embedded); 0 for those that do not
 * @param scheduler     name of one that the model offers: {@code flow-match-euler}, {@code euler}, {@code ddim}, {@code dpmpp-2m}
 * @param width         in pixels, a multiple of what the model asks for
 * @param height        in pixels, likewise
 */
public record GenerationParameters(int steps, double guidanceScale, String scheduler, int width, int height) {
}
