package org.fastlabel.checkpoint;

import java.util.List;
import java.util.Optional;

/** The checkpoints of the hub that are offered by name. Sizes are those of the architectures and hold until the hub has said. */
final class Catalogue {

    /**
     * @param revision      that has safetensors
     * @param downloadBytes weights in float32 and the tokenizer
     */
    record Known(String repository, String revision, String title, String architecture, int dim, int imageSize, String license,
            long downloadBytes) {

        HubName name() {
            return new HubName(repository, revision);
        }
    }

    private static final long TOKENIZER_BYTES = 2_224_000;
    private static final long LARGE_TOKENIZER_BYTES = 34_000_000;

    static final List<Known> ALL = List.of(
            new Known("laion/CLIP-ViT-B-32-laion2B-s34B-b79K", HubName.MAIN, "CLIP ViT-B/32, LAION-2B", "ViT-B/32", 512, 224,
                    "MIT", 4 * 151_277_313L + TOKENIZER_BYTES),
            // Its main branch has the weights as a pickle file only.
            new Known("openai/clip-vit-base-patch32", "refs/pr/66", "CLIP ViT-B/32, OpenAI", "ViT-B/32", 512, 224,
                    "MIT", 4 * 151_277_313L + TOKENIZER_BYTES),
            new Known("openai/clip-vit-base-patch16", HubName.MAIN, "CLIP ViT-B/16, OpenAI", "ViT-B/16", 512, 224,
                    "MIT", 4 * 149_620_737L + TOKENIZER_BYTES),
            new Known("openai/clip-vit-large-patch14", HubName.MAIN, "CLIP ViT-L/14, OpenAI", "ViT-L/14", 768, 224,
                    "MIT", 4 * 427_616_513L + TOKENIZER_BYTES),
            new Known("google/siglip2-base-patch16-224", HubName.MAIN, "SigLIP 2 B/16, Google, many languages", "SigLIP-B/16", 768, 224,
                    "Apache-2.0", 4 * 375_187_970L + LARGE_TOKENIZER_BYTES));

    private Catalogue() {
    }

    static Optional<Known> find(HubName name) {
        return ALL.stream().filter(k -> k.name().equals(name)).findFirst();
    }

    /** The revision to take when none is named. */
    static String revision(String repository) {
        return ALL.stream().filter(k -> k.repository().equals(repository)).map(Known::revision).findFirst().orElse(HubName.MAIN);
    }
}
