package org.fastlabel.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.media.image.Raster;

/**
 * All pictures below a folder: files that end in jpg, jpeg, png, webp, gif or bmp, in any case; what they really are is decided when
 * they are read. Left out are hidden files and folders (names with a leading dot), linked folders, links to files outside
 * the root, and folders that may not be read. Keys are the paths below the root with {@code /}, in natural order, as they
 * were when the folder was opened.
 */
public final class FolderSource implements MediaSource {

    private final SourceSpec.Folder spec;
    private final FileReading reading = new PictureFiles();
    private final ItemFiles files;
    private final List<String> keys;

    private FolderSource(SourceSpec.Folder spec, Path root, List<String> keys) {
        this.spec = spec;
        files = new ItemFiles(root);
        this.keys = keys;
    }

    /**
     * Looks through the folder, which takes seconds for a million files. It may turn out to hold no picture.
     *
     * @throws InvalidInput with code {@code no-such-folder} or {@code too-many-items} (more than 2,000,000)
     */
    public static FolderSource open(SourceSpec.Folder spec) {
        if (!Files.isDirectory(spec.path())) {
            throw new InvalidInput("no-such-folder", "There is no such folder, or it may not be read.");
        }
        try {
            Path root = spec.path().toRealPath();
            return new FolderSource(spec, root, FolderScan.keys(root, FolderScan.MAX_ITEMS));
        } catch (IOException e) {
            throw new InvalidInput("no-such-folder", "The folder cannot be read.", e);
        }
    }

    @Override
    public SourceSpec spec() {
        return spec;
    }

    @Override
    public List<String> keys() {
        return keys;
    }

    @Override
    public Raster image(String key) {
        return reading.image(files.file(key));
    }

    @Override
    public Original original(String key) {
        return reading.original(files.file(key));
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
