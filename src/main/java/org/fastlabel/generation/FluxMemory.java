package org.fastlabel.generation;

import java.util.Locale;
import org.fastlabel.api.CapacityExceeded;
import org.fastlabel.generation.FluxConfig.Vae;
import org.fastlabel.torch.Precision;

/** What a model takes of a device's memory, reckoned from its configuration before anything is loaded. */
final class FluxMemory {

    /** Of the model's width, what a token takes in the widest block: its input, queries, keys, values, hidden layer, sums. */
    private static final int WIDTHS_PER_TOKEN = 16;
    /** Pictures of the outermost channels that exist at once while one is decoded. */
    private static final int PICTURES = 4;

    private FluxMemory() {
    }

    /** In what a part is kept: T5 overflows in float16, and the autoencoder is small enough for float32. */
    static Precision of(String part, Precision chosen) {
        if (chosen != Precision.FLOAT16) {
            return chosen;
        }
        return switch (part) {
            case FluxConfig.T5_ENCODER -> Precision.BFLOAT16;
            case FluxConfig.AUTOENCODER -> Precision.FLOAT32;
            default -> Precision.FLOAT16;
        };
    }

    /** Bytes of the weights. */
    static long weights(FluxFolder folder, Precision chosen) {
        return FluxFolder.PARTS.stream().mapToLong(part -> folder.parameters(part) * of(part, chosen).bytes()).sum();
    }

    /** Bytes of the weights and of what is computed for one picture of the usual size. */
    static long needed(FluxFolder folder, Precision chosen) {
        FluxConfig config = folder.config();
        Vae vae = config.vae();
        long pixels = (long) vae.sampleSize() * vae.sampleSize();
        long tokens = pixels / config.multiple() / config.multiple() + config.textTokens();
        long denoising = tokens * config.transformer().width() * WIDTHS_PER_TOKEN * chosen.bytes();
        int channels = vae.channels().get(Math.min(1, vae.channels().size() - 1));
        long decoding = pixels * channels * PICTURES * of(FluxConfig.AUTOENCODER, chosen).bytes();
        return weights(folder, chosen) + Math.max(folder.largest() * Precision.FLOAT32.bytes(), Math.max(denoising, decoding));
    }

    /** @throws CapacityExceeded with code {@code model-too-large} and the numbers */
    static void require(FluxFolder folder, Precision chosen, long free, String device) {
        long needed = needed(folder, chosen);
        if (needed > free) {
            throw new CapacityExceeded("model-too-large", String.format(Locale.ROOT, "This model needs about %.1f GB of memory in %s (%.1f GB"
                    + " for its weights), but %.1f GB are free on %s. Close what else uses memory, choose bfloat16, or take a larger device.",
                    needed / 1e9, chosen.wireName(), weights(folder, chosen) / 1e9, free / 1e9, device));
        }
    }
}
