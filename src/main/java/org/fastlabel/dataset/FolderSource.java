package org.fastlabel.dataset;

import java.nio.file.Path;
import java.util.List;

/**
 * All pictures below a folder: files that end in jpg, jpeg, png, webp, gif or bmp, in any case; what they really are is decided when
 * they are read. Left out are hidden files and folders (names with a leading dot), linked folders, links to files outside
 * the root, and folders that may not be read. Keys are the paths below the root with {@code /}, in natural order, as they
 * were when the folder was opened.
 */
public final class FolderSource extends FileSource {

    private FolderSource(SourceSpec.Folder spec, Path root, List<String> keys) {
        super(spec, new ItemFiles(root), new PictureFiles(), keys);
    }

    /**
     * Looks through the folder, which takes seconds for a million files. It may turn out to hold no picture.
     *
     * @throws org.fastlabel.api.InvalidInput with code {@code no-such-folder} or {@code too-many-items} (more than 2,000,000)
     */
    public static FolderSource open(SourceSpec.Folder spec) {
        Path root = root(spec.path());
        return new FolderSource(spec, root, FolderScan.keys(root, FolderScan.MAX_ITEMS));
    }
}
