package org.fastlabel.embedding;

import java.util.List;
import org.fastlabel.media.image.Raster;

/** What an {@link Embedder} has read of an item, ready to be embedded. */
public sealed interface Content {

    /** Roughly how much memory it takes. */
    long bytes();

    private static long bytes(List<Raster> views) {
        return views.stream().mapToLong(view -> view.rgb().length).sum();
    }

    /** What can be seen of an item. @param views at least one; their embeddings are pooled */
    record Pictures(List<Raster> views) implements Content {
        public Pictures {
            views = List.copyOf(views);
        }

        @Override
        public long bytes() {
            return Content.bytes(views);
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

        @Override
        public long bytes() {
            return Content.bytes(views) + 4L * descriptor.length;
        }
    }

    /** A text. */
    record Words(String text) implements Content {

        @Override
        public long bytes() {
            return 2L * text.length();
        }
    }
}
