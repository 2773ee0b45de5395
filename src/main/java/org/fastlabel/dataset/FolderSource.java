package org.fastlabel.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.media.image.ImageReading;
import org.fastlabel.media.image.ImageReading.Limits;
import org.fastlabel.media.image.Raster;

/**
 * All pictures below a folder: files that end in jpg, jpeg, png, webp, gif or bmp, in any case; what they really are is decided when
 * they are read. Left out are hidden files and folders (names with a leading dot), linked folders, links to files outside
 * the root, and folders that may not be read. Keys are the paths below the root with {@code /}, in natural order, as they
 * were when the folder was opened.
 */
public final class FolderSource implements MediaSource {

    private final SourceSpec.Folder spec;
    private final Path root;
    private final List<String> keys;

    private FolderSource(SourceSpec.Folder spec, Path root, List<String> keys) {
        this.spec = spec;
        this.root = root;
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
        return ImageReading.read(bytes(key), Limits.DEFAULT);
    }

    @Override
    public Original original(String key) {
        byte[] bytes = bytes(key);
        // Also a browser that shows a bomb would suffer.
        return new Original(ImageReading.formatWithin(bytes, ImageReading.Limits.DEFAULT).mediaType(), bytes);
    }

    @Override
    public void close() {
        // Nothing is open.
    }

    private byte[] bytes(String key) {
        return ImageReading.bytes(file(key), Limits.DEFAULT);
    }

    /** Resolved at every read: since the scan somebody may have put a link in the place of a file. */
    private Path file(String key) {
        try {
            Path real = FileNames.resolve(root, key).toRealPath();
            if (real.startsWith(root) && Files.isRegularFile(real)) {
                return real;
            }
        } catch (IOException | InvalidPathException e) {
            throw unreadable("The file is no longer there.", e);
        }
        throw unreadable("The file lies outside the folder or is no file.", null);
    }

    private static InvalidInput unreadable(String message, Exception cause) {
        return new InvalidInput("unreadable-item", message, cause);
    }
}
