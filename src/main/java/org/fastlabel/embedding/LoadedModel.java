package org.fastlabel.embedding;

import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.fastlabel.clip.ClipModel;
import org.fastlabel.dataset.MediaKind;
import org.fastlabel.embedding.text.SentenceModel;
import org.fastlabel.media.image.Raster;

/**
 * A model in the native engine's memory.
 *
 * @param pace     pictures per second, as far as is known by now
 * @param prepared makes a picture as small as the model sees it; null for a model that sees none
 */
record LoadedModel(String id, String name, String device, String precision, DoubleSupplier pace,
        Function<MediaKind, Embedder> embedders, UnaryOperator<Raster> prepared, InUse inUse, Runnable free) implements Model {

    /** @param id of the checkpoint @param name for people */
    static Model clip(String id, String name, ClipModel model) {
        return new LoadedModel(id, name, model.device(), model.precision(), model::imagesPerSecond, kind -> switch (kind) {
            case IMAGE -> new PictureEmbedder(model);
            case AUDIO -> new SoundEmbedder(model);
            case TEXT -> TextEmbedder.of(model);
        }, model::prepared, new InUse(), model::close);
    }

    static Model sentences(String id, SentenceModel model) {
        return new LoadedModel(id, model.name(), model.device(), "float32", () -> 0, kind -> TextEmbedder.of(model), null,
                new InUse(), model::close);
    }

    @Override
    public double imagesPerSecond() {
        return pace.getAsDouble();
    }

    @Override
    public Embedder embedder(MediaKind kind) {
        return inUse.guard(embedders.apply(kind));
    }

    @Override
    public Optional<ClipSpace> space() {
        return prepared == null ? Optional.empty() : Optional.of(ClipSpace.of(embedder(MediaKind.IMAGE), prepared));
    }

    @Override
    public void close() {
        inUse.close(free);
    }
}
