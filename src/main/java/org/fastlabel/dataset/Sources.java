package org.fastlabel.dataset;

import java.nio.file.Path;

/** Opens what a {@link SourceSpec} describes. */
public final class Sources {

    private Sources() {
    }

    /**
     * Opens a data set; may take seconds (a large folder, the first opening of a sheet).
     *
     * @param cacheDir where decoded sheets are kept
     * @throws org.fastlabel.api.InvalidInput as {@link FolderSource#open} and {@link SpriteSource#open}
     */
    public static MediaSource open(SourceSpec spec, Path cacheDir) {
        if (spec instanceof SourceSpec.Sprite) {
            return SpriteSource.open((SourceSpec.Sprite) spec, cacheDir);
        }
        if (spec instanceof SourceSpec.Folder) {
            return FolderSource.open((SourceSpec.Folder) spec);
        }
        return new SampleSource();
    }
}
