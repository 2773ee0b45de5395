package org.fastlabel.embedding.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** e5-small-v2 with weights of eight bits, from the jar of the library that carries it. */
final class EmbeddedSentences {

    private static final String FILE = "/e5-small-v2-q";
    /** As its authors publish it, for texts that are all of one kind; of up to 512 tokens the first 256 say what a text is about. */
    private static final SentenceConfig CONFIG = new SentenceConfig(30522, 512, 384, 1536, 12, 12, 1e-12, 256, false, "query: ");

    private EmbeddedSentences() {
    }

    static SentenceModel open(String device) {
        try (InputStream weights = resource(FILE + ".onnx"); InputStream tokenizer = resource(FILE + "-tokenizer.json")) {
            return new SentenceModel("e5-small-v2", CONFIG, OnnxWeights.read(weights.readAllBytes()),
                    new SentenceTokenizer(tokenizer, CONFIG), device);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream resource(String name) {
        InputStream in = EmbeddedSentences.class.getResourceAsStream(name);
        if (in == null) {
            throw new IllegalStateException("the embedded sentence model is not part of this build");
        }
        return in;
    }
}
