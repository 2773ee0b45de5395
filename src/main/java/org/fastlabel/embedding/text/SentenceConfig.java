package org.fastlabel.embedding.text;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a sentence model is built like.
 *
 * @param inner     width between the two matrices of a layer
 * @param maxTokens tokens per text, start and end included; what is longer is cut
 * @param first     whether the first token stands for the text, rather than the mean of all
 * @param prefix    what the model was taught to find before every text; empty for most
 */
record SentenceConfig(int vocabulary, int positions, int width, int inner, int layers, int heads, double eps, int maxTokens,
                      boolean first, String prefix) {

    /** The weights that a model needs, by name. */
    Map<String, long[]> shapes() {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        shapes.put("embeddings.word_embeddings.weight", new long[] {vocabulary, width});
        shapes.put("embeddings.position_embeddings.weight", new long[] {positions, width});
        shapes.put("embeddings.token_type_embeddings.weight", new long[] {2, width});
        norm(shapes, "embeddings.LayerNorm");
        for (int i = 0; i < layers; i++) {
            String layer = "encoder.layer." + i + ".";
            for (String part : new String[] {"self.query", "self.key", "self.value", "output.dense"}) {
                dense(shapes, layer + "attention." + part, width, width);
            }
            norm(shapes, layer + "attention.output.LayerNorm");
            dense(shapes, layer + "intermediate.dense", inner, width);
            dense(shapes, layer + "output.dense", width, inner);
            norm(shapes, layer + "output.LayerNorm");
        }
        return shapes;
    }

    private static void dense(Map<String, long[]> shapes, String name, int out, int in) {
        shapes.put(name + ".weight", new long[] {out, in});
        shapes.put(name + ".bias", new long[] {out});
    }

    private void norm(Map<String, long[]> shapes, String name) {
        shapes.put(name + ".weight", new long[] {width});
        shapes.put(name + ".bias", new long[] {width});
    }
}
