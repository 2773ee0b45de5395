package org.fastlabel.generation.training;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.fastlabel.clip.ClipTokenizer;

/** Token ids of a prompt for both text encoders, by the tokenizers of the model's folder. Safe from any thread. */
final class PromptIds implements AutoCloseable {

    private final HuggingFaceTokenizer t5;
    private final ClipTokenizer clip;
    private final int length;

    PromptIds(Path folder, FluxShape shape) {
        try {
            t5 = HuggingFaceTokenizer.newInstance(folder.resolve("tokenizer_2/tokenizer.json"),
                    Map.of("padding", "false", "truncation", "false", "addSpecialTokens", "true"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        clip = new ClipTokenizer(folder.resolve("tokenizer/tokenizer.json"), shape.clip().tokens(), shape.clip().vocabulary());
        length = shape.t5().tokens();
    }

    /** Padded with 0. @throws IllegalArgumentException when the prompt has too many tokens */
    long[] t5(String prompt) {
        long[] ids = t5.encode(prompt).getIds();
        if (ids.length > length) {
            throw new IllegalArgumentException("too long for the model: " + prompt);
        }
        return Arrays.copyOf(ids, length);
    }

    long[] clip(String prompt) {
        return clip.encodePadded(prompt);
    }

    /** @param rows all of one length */
    static NDArray tensor(NDManager scope, long[][] rows) {
        long[] all = Arrays.stream(rows).flatMapToLong(Arrays::stream).toArray();
        return scope.create(all, new Shape(rows.length, rows[0].length));
    }

    @Override
    public void close() {
        t5.close();
        clip.close();
    }
}
