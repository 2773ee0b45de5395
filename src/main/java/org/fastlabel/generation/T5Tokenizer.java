package org.fastlabel.generation;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.clip.TokenizerFile;
import org.fastlabel.generation.FluxConfig.T5;

/** From a prompt to the ids that T5 takes: the text, cut where it is too long, an end token, padding. Safe from any thread. */
final class T5Tokenizer implements AutoCloseable {

    private final HuggingFaceTokenizer tokenizer;
    private final T5 config;
    private final int length;

    /**
     * @param folder with {@code tokenizer.json}
     * @param length of what {@link #encode} gives
     */
    T5Tokenizer(Path folder, T5 config, int length) {
        byte[] json = TokenizerFile.read(folder);
        long largest = TokenizerFile.largestId(json);
        if (largest >= config.vocabulary()) {
            throw misfit("it gives ids up to " + largest + ", the vocabulary has " + config.vocabulary());
        }
        this.config = config;
        this.length = length;
        try {
            this.tokenizer = HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(json),
                    Map.of("padding", "false", "truncation", "false", "addSpecialTokens", "true"));
        } catch (IOException | RuntimeException e) {
            throw new InvalidInput("bad-checkpoint", "tokenizer_2: " + TokenizerFile.JSON + " cannot be read as a tokenizer.", e);
        }
        long[] empty = tokenizer.encode("").getIds();
        if (empty.length != 1 || empty[0] != config.end() || config.padding() < 0 || config.padding() >= config.vocabulary()) {
            tokenizer.close();
            throw misfit("it does not end a text with token " + config.end());
        }
    }

    private static InvalidInput misfit(String what) {
        return new InvalidInput("bad-checkpoint", "tokenizer_2: " + TokenizerFile.JSON + " does not fit text_encoder_2: " + what + ".");
    }

    /** Padded to the full length. */
    long[] encode(String prompt) {
        long[] ids = unpadded(prompt);
        long[] padded = Arrays.copyOf(ids, length);
        Arrays.fill(padded, ids.length, length, config.padding());
        return padded;
    }

    private long[] unpadded(String prompt) {
        long[] ids = tokenizer.encode(prompt).getIds();
        if (ids.length > length) {
            ids = Arrays.copyOf(ids, length);
            ids[length - 1] = config.end();
        }
        for (long id : ids) {
            if (id >= config.vocabulary()) {
                throw new InvalidInput("bad-text", "The prompt holds a token that the model has no embedding for; leave out what stands"
                        + " in angle brackets.");
            }
        }
        return ids;
    }

    /** How many tokens a prompt has, its end included. */
    int length(long[] encoded) {
        int n = encoded.length;
        while (n > 1 && encoded[n - 1] == config.padding()) {
            n--;
        }
        return n;
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
