package org.fastlabel.embedding.text;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import org.fastlabel.api.InvalidInput;

/** Texts as token ids, by a {@code tokenizer.json}. Safe from any thread. */
final class SentenceTokenizer implements AutoCloseable {

    /** No usual word has more characters per token; what lies behind would be cut anyway, and is not looked at. */
    private static final int CHARACTERS_PER_TOKEN = 32;

    private final HuggingFaceTokenizer tokenizer;
    private final int maxTokens;
    private final String prefix;

    /** @throws InvalidInput with code {@code bad-checkpoint} when it cannot be read, or has ids beyond the vocabulary */
    SentenceTokenizer(InputStream json, SentenceConfig config) {
        try {
            this.tokenizer = HuggingFaceTokenizer.newInstance(json,
                    Map.of("padding", "false", "truncation", "false", "addSpecialTokens", "true"));
        } catch (IOException | RuntimeException e) {
            throw new InvalidInput("bad-checkpoint", "tokenizer.json cannot be read as a tokenizer.", e);
        }
        this.maxTokens = config.maxTokens();
        this.prefix = config.prefix();
        long[] empty = tokenizer.encode("").getIds();
        if (empty.length != 2 || Arrays.stream(empty).anyMatch(id -> id >= config.vocabulary())) {
            tokenizer.close();
            throw new InvalidInput("bad-checkpoint", "tokenizer.json does not fit the model: it must put one token before and"
                    + " one behind each text, within the vocabulary of " + config.vocabulary() + ".");
        }
    }

    /** Start, at most {@code maxTokens - 2} tokens of the text's beginning, end; so two tokens for an empty text. */
    long[] encode(String text) {
        String begin = prefix + text.strip();
        int end = Math.min(begin.length(), maxTokens * CHARACTERS_PER_TOKEN);
        // Not between the halves of one character.
        end -= end > 0 && end < begin.length() && Character.isHighSurrogate(begin.charAt(end - 1)) ? 1 : 0;
        long[] ids = tokenizer.encode(begin.substring(0, end)).getIds();
        if (ids.length <= maxTokens) {
            return ids;
        }
        long[] cut = Arrays.copyOf(ids, maxTokens);
        cut[maxTokens - 1] = ids[ids.length - 1];
        return cut;
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
