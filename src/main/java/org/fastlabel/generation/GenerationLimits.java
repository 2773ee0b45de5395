package org.fastlabel.generation;

import org.fastlabel.api.InvalidInput;
import org.fastlabel.generation.sampling.Sampler;

/**
 * What pictures a model can make.
 *
 * @param multiple of which both sides must be multiples, pixels
 * @param min      shortest side
 * @param max      longest side
 */
record GenerationLimits(int multiple, int min, int max) {

    static final int MAX_STEPS = 200;
    private static final double MAX_GUIDANCE = 50;

    static GenerationLimits of(FluxConfig config) {
        int multiple = config.multiple();
        return new GenerationLimits(multiple, multiple, Math.max(multiple, 2 * config.vae().sampleSize() / multiple * multiple));
    }

    /** @throws InvalidInput with code {@code bad-size} */
    void checkSize(int width, int height) {
        side("width", width);
        side("height", height);
    }

    private void side(String name, int pixels) {
        if (pixels % multiple != 0 || pixels < min || pixels > max) {
            throw new InvalidInput("bad-size", "The " + name + " is " + pixels + " pixels; this model takes multiples of " + multiple
                    + " from " + min + " to " + max + ".");
        }
    }

    /** @throws InvalidInput with code {@code bad-size}, {@code bad-steps}, {@code bad-guidance} or {@code unknown-scheduler} */
    void check(GenerationParameters p) {
        checkSize(p.width(), p.height());
        if (p.steps() < 1 || p.steps() > MAX_STEPS) {
            throw new InvalidInput("bad-steps", "The steps are " + p.steps() + "; give 1 to " + MAX_STEPS + ".");
        }
        if (!(p.guidanceScale() >= 0 && p.guidanceScale() <= MAX_GUIDANCE)) {
            throw new InvalidInput("bad-guidance", "The guidance scale is " + p.guidanceScale() + "; give 0 to " + (int) MAX_GUIDANCE + ".");
        }
        if (Sampler.of(p.scheduler()).isEmpty()) {
            throw new InvalidInput("unknown-scheduler", "There is no scheduler \"" + p.scheduler() + "\"; choose "
                    + String.join(", ", Sampler.names()) + ".");
        }
    }
}
