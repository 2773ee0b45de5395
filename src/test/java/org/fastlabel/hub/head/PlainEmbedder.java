package org.fastlabel.hub.head;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.fastlabel.dataset.MediaSource;
import org.fastlabel.embedding.Content;
import org.fastlabel.embedding.Embedder;

/** Sees of a text whether its number is even, and a little of the number itself; counts how many it has seen. */
final class PlainEmbedder implements Embedder {

    private static final int DIM = 6;
    private final String id;
    final AtomicInteger seen = new AtomicInteger();

    PlainEmbedder(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public int dim() {
        return DIM;
    }

    @Override
    public int batch() {
        return 4;
    }

    @Override
    public Content read(MediaSource source, String key) {
        return new Content.Words(source.text(key));
    }

    @Override
    public float[][] embed(List<Content> contents) {
        seen.addAndGet(contents.size());
        return contents.stream().map(c -> row(((Content.Words) c).text())).toArray(float[][]::new);
    }

    private static float[] row(String text) {
        int n = Integer.parseInt(text.replaceAll("\\D", ""));
        float[] row = new float[DIM];
        row[n % 2] = 0.8f;
        row[2 + n % 4] = 0.6f;
        return row;
    }

    @Override
    public float[][] queries(List<String> texts) {
        return texts.stream().map(text -> text.contains("even") ? new float[] {1, 0, 0, 0, 0, 0} : new float[] {0, 1, 0, 0, 0, 0})
                .toArray(float[][]::new);
    }
}
