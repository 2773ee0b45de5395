package org.fastlabel.embedding;

import java.nio.file.Path;
import org.fastlabel.clip.ClipModel;
import org.fastlabel.clip.EmbeddedCheckpoint;
import org.fastlabel.dataset.MediaKind;
import org.fastlabel.embedding.text.SentenceModel;

/** The embedders that the program uses unless told otherwise, for tests without a server. */
public final class EmbedderChoice {

    private EmbedderChoice() {
    }

    /** What embeds items of a kind. @param home where the embedded checkpoint may be unpacked */
    public static Embedder of(MediaKind kind, Path home) {
        return switch (kind) {
            case IMAGE -> new PictureEmbedder(clip(home));
            case AUDIO -> new SoundEmbedder(clip(home));
            case TEXT -> TextEmbedder.of(SentenceModel.embedded("cpu"));
        };
    }

    private static ClipModel clip(Path home) {
        return ClipModel.open(EmbeddedCheckpoint.folder(home), "cpu");
    }
}
