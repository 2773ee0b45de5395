package org.fastlabel.embedding;

import java.util.List;
import java.util.function.UnaryOperator;
import org.fastlabel.clip.ClipModel;
import org.fastlabel.media.image.Raster;

/** Pictures and texts as points of one space, as a CLIP checkpoint sees them. Safe from any thread. */
public interface ClipSpace {

    /** Name and fingerprint of the checkpoint. */
    String id();

    /** @return one unit-length row per picture, in order */
    float[][] pictures(List<Raster> pictures);

    /** @return one unit-length row per text, in order; too long ones are cut */
    float[][] texts(List<String> texts);

    static ClipSpace of(ClipModel model) {
        return of(new PictureEmbedder(model), model::prepared);
    }

    /** @param prepared as small as the model sees it */
    static ClipSpace of(Embedder embedder, UnaryOperator<Raster> prepared) {
        return new ClipSpace() {
            @Override
            public String id() {
                return embedder.id();
            }

            @Override
            public float[][] pictures(List<Raster> pictures) {
                return embedder.embed(pictures.stream().map(p -> (Content) new Content.Pictures(List.of(prepared.apply(p)))).toList());
            }

            @Override
            public float[][] texts(List<String> texts) {
                return embedder.queries(texts);
            }
        };
    }
}
