package org.fastlabel.embedding;

import java.util.ArrayList;
import java.util.List;
import org.fastlabel.clip.ClipModel;
import org.fastlabel.dataset.MediaSource;
import org.fastlabel.embedding.Content.Pictures;
import org.fastlabel.media.image.Raster;

/** Pictures, and whatever else can be looked at, through a CLIP checkpoint. Several views of an item are averaged. */
final class PictureEmbedder implements Embedder {

    private final ClipModel model;

    PictureEmbedder(ClipModel model) {
        this.model = model;
    }

    @Override
    public String id() {
        return model.id();
    }

    @Override
    public int dim() {
        return model.embedDim();
    }

    @Override
    public int batch() {
        return model.imageBatch();
    }

    @Override
    public double scale() {
        return Math.exp(model.logitScale());
    }

    @Override
    public Content read(MediaSource source, String key) {
        return new Pictures(prepared(source.views(key)));
    }

    /** As small as the model sees them: this is done by the threads that read, and what waits for its turn takes little memory. */
    List<Raster> prepared(List<Raster> views) {
        return views.stream().map(model::prepared).toList();
    }

    @Override
    public float[][] embed(List<Content> contents) {
        List<Raster> views = new ArrayList<>();
        contents.forEach(content -> views.addAll(((Pictures) content).views()));
        float[][] embedded = model.embedPrepared(views);
        float[][] rows = new float[contents.size()][];
        int from = 0;
        for (int i = 0; i < rows.length; i++) {
            int count = ((Pictures) contents.get(i)).views().size();
            rows[i] = count == 1 ? embedded[from] : pooled(embedded, from, count);
            from += count;
        }
        return rows;
    }

    /** The mean of some rows, at unit length. */
    private static float[] pooled(float[][] rows, int from, int count) {
        float[] mean = new float[rows[from].length];
        double square = 0;
        for (int d = 0; d < mean.length; d++) {
            for (int i = from; i < from + count; i++) {
                mean[d] += rows[i][d] / count;
            }
            square += (double) mean[d] * mean[d];
        }
        float length = (float) Math.max(1e-12, Math.sqrt(square));
        for (int d = 0; d < mean.length; d++) {
            mean[d] /= length;
        }
        return mean;
    }

    @Override
    public float[][] queries(List<String> texts) {
        return model.embedTexts(texts);
    }
}
