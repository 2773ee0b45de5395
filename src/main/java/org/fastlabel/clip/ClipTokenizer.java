package org.fastlabel.clip;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.clip.ClipConfig.SiglipText;
import org.fastlabel.clip.ClipConfig.Text;

/**
 * From a text to the ids that a text tower takes. Texts are taken as Hugging Face takes them; open_clip's extra clean-up
 * (ftfy, HTML unescaping) is left out. Safe from any thread.
 */
public final class ClipTokenizer implements AutoCloseable {

    private final HuggingFaceTokenizer tokenizer;
    private final int context;
    private final int vocabulary;
    /** Whether the tokenizer itself puts the start and the end token around a text; else only an end token follows it. */
    private final boolean framed;
    private final UnaryOperator<String> cleaning;
    private final long end;
    private final long padding;
    private final boolean padLeft;

    /**
     * CLIP's: start token, text, end token, padded with the end token.
     *
     * @param file    a {@code tokenizer.json}; its folder may have {@code vocab.json} and {@code merges.txt} instead
     * @param context tokens per text, start and end token included
     * @throws InvalidInput when the file is missing, damaged, or gives ids beyond {@code vocabulary}
     */
    public ClipTokenizer(Path file, int context, int vocabulary) {
        this.tokenizer = open(file.toAbsolutePath().getParent(), vocabulary);
        this.context = context;
        this.vocabulary = vocabulary;
        this.framed = true;
        this.cleaning = UnaryOperator.identity();
        this.padLeft = false;
        long[] empty = tokenizer.encode("").getIds();
        if (empty.length != 2 || empty[1] >= vocabulary) {
            tokenizer.close();
            throw misfit("its end token is " + (empty.length == 0 ? "missing" : empty[empty.length - 1]) + ", the vocabulary has "
                    + vocabulary);
        }
        this.end = empty[1];
        this.padding = end;
    }

    /** SigLIP's: text, end token, padded as {@code tokenizer_config.json} says. */
    private ClipTokenizer(Path folder, SiglipText text) {
        JsonFile settings = JsonFile.read(folder.resolve("tokenizer_config.json"));
        boolean first = settings.text("tokenizer_class").orElse("").startsWith("SiglipTokenizer");
        this.tokenizer = open(folder, text.vocabulary());
        this.context = text.context();
        this.vocabulary = text.vocabulary();
        this.framed = false;
        this.cleaning = first ? SiglipTexts::canonical : SiglipTexts::lowerCase;
        this.padLeft = settings.text("padding_side").orElse("right").equals("left");
        try {
            this.end = special(settings, "eos_token", first ? "</s>" : "<eos>");
            this.padding = special(settings, "pad_token", first ? "</s>" : "<pad>");
        } catch (InvalidInput e) {
            tokenizer.close();
            throw e;
        }
    }

    /** The tokenizer of a checkpoint folder. */
    static ClipTokenizer open(Path folder, Text text) {
        return text instanceof SiglipText siglip ? new ClipTokenizer(folder, siglip)
                : new ClipTokenizer(folder.resolve(TokenizerFile.JSON), text.context(), text.vocabulary());
    }

    private static HuggingFaceTokenizer open(Path folder, int vocabulary) {
        byte[] json = TokenizerFile.read(folder);
        long largest = TokenizerFile.largestId(json);
        if (largest >= vocabulary) {
            throw misfit("it gives ids up to " + largest + ", the vocabulary has " + vocabulary);
        }
        try {
            return HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(json),
                    Map.of("padding", "false", "truncation", "false", "addSpecialTokens", "true"));
        } catch (IOException | RuntimeException e) {
            throw new InvalidInput("bad-checkpoint", TokenizerFile.JSON + " cannot be read as a tokenizer.", e);
        }
    }

    /** The id of a token that {@code tokenizer_config.json} names, plainly or as an object. */
    private long special(JsonFile settings, String key, String fallback) {
        String token = settings.isObject(key) ? settings.child(key).text("content").orElse(fallback)
                : settings.text(key).orElse(fallback);
        long[] ids = tokenizer.encode(token, false, false).getIds();
        if (ids.length != 1 || ids[0] >= vocabulary) {
            throw misfit(token + " is not one of its tokens");
        }
        return ids[0];
    }

    private static InvalidInput misfit(String what) {
        return new InvalidInput("bad-checkpoint", TokenizerFile.JSON + " does not fit the model: " + what + ".");
    }

    /** At most {@code context} ids, the last of them the end token; not padded. */
    public long[] encode(String text) {
        long[] ids = tokenizer.encode(cleaning.apply(text), framed, false).getIds();
        if (!framed) {
            ids = Arrays.copyOf(ids, ids.length + 1);
            ids[ids.length - 1] = end;
        }
        if (ids.length > context) {
            ids = Arrays.copyOf(ids, context);
            ids[context - 1] = end;
        }
        for (long id : ids) {
            if (id >= vocabulary) {
                throw new InvalidInput("bad-text", "The text holds a token that the model has no embedding for; leave out what stands"
                        + " in angle brackets.");
            }
        }
        return ids;
    }

    /** {@link #encode}, padded to the context length. */
    public long[] encodePadded(String text) {
        long[] ids = encode(text);
        long[] padded = new long[context];
        Arrays.fill(padded, padding);
        System.arraycopy(ids, 0, padded, padLeft ? context - ids.length : 0, ids.length);
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
