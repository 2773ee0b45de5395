package org.fastlabel.clip;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.fastlabel.api.InvalidInput;

/**
 * CLIP's byte-pair encoding, from a {@code tokenizer.json}. Texts are taken as Hugging Face takes them; open_clip's extra
 * clean-up (ftfy, HTML unescaping) is left out. Safe from any thread.
 */
public final class ClipTokenizer implements AutoCloseable {

    private final HuggingFaceTokenizer tokenizer;
    private final int context;
    private final long end;

    /**
     * @param context tokens per text, start and end token included
     * @throws InvalidInput when the file is missing, damaged, or gives ids beyond {@code vocabulary}
     */
    public ClipTokenizer(Path file, int context, int vocabulary) {
        if (!Files.isRegularFile(file)) {
            throw new InvalidInput("bad-checkpoint", file.getFileName() + " is missing from the checkpoint folder.");
        }
        try {
            this.tokenizer = HuggingFaceTokenizer.newInstance(file,
                    Map.of("padding", "false", "truncation", "false", "addSpecialTokens", "true"));
        } catch (IOException | RuntimeException e) {
            throw new InvalidInput("bad-checkpoint", file.getFileName() + " cannot be read as a tokenizer.", e);
        }
        this.context = context;
        long[] empty = tokenizer.encode("").getIds();
        if (empty.length != 2 || empty[1] >= vocabulary) {
            tokenizer.close();
            throw new InvalidInput("bad-checkpoint", file.getFileName() + " does not fit the model: its end token is "
                    + (empty.length == 0 ? "missing" : empty[empty.length - 1]) + ", the vocabulary has " + vocabulary + ".");
        }
        this.end = empty[1];
    }

    /** Start, at most {@code context - 2} tokens, end; not padded. */
    public long[] encode(String text) {
        long[] ids = tokenizer.encode(text).getIds();
        if (ids.length > context) {
            ids = java.util.Arrays.copyOf(ids, context);
            ids[context - 1] = end;
        }
        return ids;
    }

    /** {@link #encode}, padded with the end token to the context length. */
    public long[] encodePadded(String text) {
        long[] ids = encode(text);
        long[] padded = java.util.Arrays.copyOf(ids, context);
        java.util.Arrays.fill(padded, ids.length, context, end);
        return padded;
    }

    public int context() {
        return context;
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
