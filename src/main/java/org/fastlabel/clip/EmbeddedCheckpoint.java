package org.fastlabel.clip;

import java.nio.file.Path;
import java.util.List;

/** The small checkpoint that comes with the program. */
public final class EmbeddedCheckpoint {

    public static final String NAME = "mini-clip";
    private static final EmbeddedFolder FOLDER =
            new EmbeddedFolder(NAME, List.of("open_clip_config.json", "open_clip_model.safetensors", "tokenizer.json"));

    private EmbeddedCheckpoint() {
    }

    /**
     * Its folder. Where the program is not unpacked on disk, the files are copied out once.
     *
     * @param home below which copies may be kept
     */
    public static Path folder(Path home) {
        return FOLDER.in(home);
    }
}
