package org.fastlabel.embedding;

import java.util.List;
import org.fastlabel.media.image.Raster;

/** What an {@link Embedder} has read of an item, ready to be embedded. */
public sealed interface Content {

    /** What can be seen of an item. @param views at least one; their embeddings are pooled */
    record Pictures(List<Raster> views) implements Content {
        public Pictures {
            views = List.copyOf(views);
        }
    }

    /**
     * A sound.
     *
     * @param views      spectrograms of its parts, at least one; their embeddings are pooled
     * @param descriptor what is heard, at unit length; not copied
     */
    record Heard(List<Raster> views, float[] descriptor) implements Content {
        public Heard {
            views = List.copyOf(views);
        }
    }

    /** A text. */
    record Words(String text) implements Content {
    }
}
