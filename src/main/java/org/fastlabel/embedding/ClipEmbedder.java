package org.fastlabel.embedding;

import java.util.List;
import org.fastlabel.clip.ClipModel;
import org.fastlabel.media.image.Raster;

/** An {@link Embedder} that is a CLIP checkpoint. */
final class ClipEmbedder implements Embedder {

    private final ClipModel model;

    ClipEmbedder(ClipModel model) {
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
    public float[][] images(List<Raster> images) {
        return model.embedImages(images);
    }

    @Override
    public float[][] texts(List<String> texts) {
        return model.embedTexts(texts);
    }
}
