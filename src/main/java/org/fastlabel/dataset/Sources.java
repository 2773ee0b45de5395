package org.fastlabel.dataset;

import java.nio.file.Path;
import org.fastlabel.api.InvalidInput;

/** Opens what a {@link SourceSpec} describes. */
public final class Sources {

    private Sources() {
    }

    /**
     * Opens a data set; may take seconds (a large folder, the first opening of a sheet).
     *
     * @param cacheDir where decoded sheets are kept
     * @throws InvalidInput with code {@code no-images} for a folder without pictures, else as {@link FolderSource#open} and
     *         {@link SpriteSource#open}
     */
    public static MediaSource open(SourceSpec spec, Path cacheDir) {
        if (spec instanceof SourceSpec.Sprite) {
            return SpriteSource.open((SourceSpec.Sprite) spec, cacheDir);
        }
        if (spec instanceof SourceSpec.Folder) {
            FolderSource folder = FolderSource.open((SourceSpec.Folder) spec);
            if (folder.keys().isEmpty()) {
                throw new InvalidInput("no-images", "There is no picture in this folder or below it "
                        + "(jpg, png, webp, gif or bmp).");
            }
            return folder;
        }
        return new SampleSource();
    }
}
