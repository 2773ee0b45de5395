package org.fastlabel.dataset;

import java.nio.file.Files;
import java.nio.file.Path;

/** Opens what a {@link SourceSpec} describes. */
public final class Sources {

    private Sources() {
    }

    /**
     * Opens a data set; may take seconds (a large folder or table, the first opening of a sheet).
     *
     * @param cacheDir where decoded sheets and re-encoded tables are kept
     * @throws org.fastlabel.api.InvalidInput as the {@code open} of the sources
     */
    public static MediaSource open(SourceSpec spec, Path cacheDir) {
        if (spec instanceof SourceSpec.Sprite s) {
            return SpriteSource.open(s, cacheDir);
        }
        if (spec instanceof SourceSpec.Folder s) {
            return FolderSource.open(s);
        }
        if (spec instanceof SourceSpec.AudioFolder s) {
            return AudioFolderSource.open(s);
        }
        if (spec instanceof SourceSpec.ImageFolder s) {
            return ImageFolderSource.open(s);
        }
        if (spec instanceof SourceSpec.Cifar10 s) {
            return Cifar10Source.open(s);
        }
        if (spec instanceof SourceSpec.Esc50 s) {
            return SoundTables.esc50(s, cacheDir.resolve("tables"));
        }
        if (spec instanceof SourceSpec.UrbanSound8k s) {
            return SoundTables.urbanSound8k(s, cacheDir.resolve("tables"));
        }
        if (spec instanceof SourceSpec.PathTable s) {
            return PathTables.open(s, cacheDir.resolve("tables"));
        }
        if (spec instanceof SourceSpec.Text s) {
            return Files.isDirectory(s.path()) ? TextFolderSource.open(s) : TextTableSource.open(s, cacheDir.resolve("tables"));
        }
        return new SampleSource();
    }
}
