package org.fastlabel.embedding;

import java.util.List;
import java.util.function.Function;
import org.fastlabel.clip.ClipModel;
import org.fastlabel.dataset.MediaSource;
import org.fastlabel.embedding.Content.Words;
import org.fastlabel.embedding.text.SentenceModel;

/**
 * Texts, by their beginning: as much of each as the model takes. A query is embedded like an item, so it finds what means
 * the same.
 *
 * @param model from texts to unit-length rows
 */
record TextEmbedder(String id, int dim, Function<List<String>, float[][]> model) implements Embedder {

    /** Sense and spelling together, so that texts in a script that the model does not know can be told apart. */
    static TextEmbedder of(SentenceModel model) {
        return new TextEmbedder(model.id() + "-spelled", model.spelledDim(), model::embedSpelled);
    }

    /** Through a CLIP checkpoint's text tower, which was made for captions. */
    static TextEmbedder of(ClipModel model) {
        return new TextEmbedder(model.id() + "-text", model.embedDim(), model::embedTexts);
    }

    @Override
    public int batch() {
        return 16;
    }

    @Override
    public Content read(MediaSource source, String key) {
        return new Words(source.text(key));
    }

    @Override
    public float[][] embed(List<Content> contents) {
        return model.apply(contents.stream().map(content -> ((Words) content).text()).toList());
    }

    @Override
    public float[][] queries(List<String> texts) {
        return model.apply(texts);
    }
}
