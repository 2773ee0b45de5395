package org.fastlabel.generation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.clip.ClipTokenizer;
import org.fastlabel.clip.HuggingFaceNames;
import org.fastlabel.clip.TensorFiles;
import org.fastlabel.clip.WeightSource;

/** A model on disk, in the layout in which diffusers publishes FLUX. */
record FluxFolder(Path path, FluxConfig config) {

    private static final long SMALL = 100_000_000;

    /** In the order in which they are loaded: what is small, and so tells of a fault soon, comes first. */
    static final List<String> PARTS = List.of(FluxConfig.CLIP_ENCODER, FluxConfig.AUTOENCODER, FluxConfig.T5_ENCODER, FluxConfig.TRANSFORMER);

    /** @throws InvalidInput with code {@code bad-checkpoint} when it is no such folder; weights are not looked at */
    static FluxFolder read(Path path) {
        if (!Files.isDirectory(path)) {
            throw new InvalidInput("bad-checkpoint", "The model folder " + path.getFileName() + " does not exist.");
        }
        return new FluxFolder(path, FluxConfig.read(path));
    }

    /**
     * Looks at everything but the numbers: that every tensor is there in its shape, and that the tokenizers can be read.
     *
     * @throws InvalidInput with code {@code bad-checkpoint} or {@code bad-safetensors}; the message names part, file and tensor
     */
    void check() {
        for (String part : PARTS) {
            Map<String, long[]> shapes = FluxWeights.of(part, config);
            reading(part, files -> {
                if (part.equals(FluxConfig.CLIP_ENCODER)) {
                    long[] table = shapes.get("token_embedding.weight");
                    HuggingFaceNames.read(files, "token_embedding.weight", table, 0, 0);
                } else {
                    shapes.forEach(files::check);
                }
                return null;
            });
        }
        clipTokenizer().close();
        t5Tokenizer().close();
    }

    ClipTokenizer clipTokenizer() {
        return named("tokenizer", () -> new ClipTokenizer(path.resolve("tokenizer").resolve("tokenizer.json"), config.clip().context(),
                config.clip().vocabulary()));
    }

    T5Tokenizer t5Tokenizer() {
        return new T5Tokenizer(path.resolve("tokenizer_2"), config.t5(), config.textTokens());
    }

    /** What is done with a part's weights. */
    interface Work<T> {

        T with(TensorFiles files);
    }

    <T> T reading(String part, Work<T> work) {
        boolean encoder = part.startsWith("text_encoder");
        return named(part, () -> {
            try (TensorFiles files = new TensorFiles(path.resolve(part), encoder ? "model.safetensors"
                    : "diffusion_pytorch_model.safetensors")) {
                return work.with(files);
            }
        });
    }

    /** A part's tensors by the names of {@link FluxWeights}. */
    static WeightSource source(String part, TensorFiles files) {
        return part.equals(FluxConfig.CLIP_ENCODER)
                ? (name, shape, first, count) -> HuggingFaceNames.read(files, name, shape, first, count) : files::floats;
    }

    /** Complaints begin with the part, for several have files of the same name. */
    private static <T> T named(String part, Supplier<T> work) {
        try {
            return work.get();
        } catch (InvalidInput e) {
            throw new InvalidInput(e.code(), part + ": " + e.getMessage(), e);
        }
    }

    /** Whether it is so small that float32 is fast enough, short numbers save nothing, and one core does it best. */
    boolean small() {
        return parameters() < SMALL;
    }

    long parameters() {
        return PARTS.stream().mapToLong(this::parameters).sum();
    }

    long parameters(String part) {
        return FluxWeights.of(part, config).values().stream().mapToLong(FluxFolder::elements).sum();
    }

    private static long elements(long[] shape) {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }

    /** Elements of the largest tensor, which exists twice for a moment while it is loaded. */
    long largest() {
        return PARTS.stream().flatMap(part -> FluxWeights.of(part, config).values().stream()).mapToLong(FluxFolder::elements).max().orElse(0);
    }
}
