package org.fastlabel.embedding;

import java.nio.file.Path;
import org.fastlabel.clip.ClipModel;
import org.fastlabel.clip.EmbeddedCheckpoint;
import org.fastlabel.dataset.MediaKind;

/** The embedders of the program, for tests without a server. */
public final class EmbedderChoice {

    private EmbedderChoice() {
    }

    /** What embeds items of a kind. @param home where an embedded model may be unpacked */
    public static Embedder of(MediaKind kind, Path home) {
        return new PictureEmbedder(ClipModel.open(EmbeddedCheckpoint.folder(home), "cpu"));
    }
}
