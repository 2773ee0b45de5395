package org.fastlabel.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.fastlabel.api.InvalidInput;

/** The files that keys name. No key leads out of the folders that may be read. */
final class ItemFiles {

    private final Path root;
    private final List<Path> allowed;

    /** @param root real; keys are relative to it and stay below it */
    ItemFiles(Path root) {
        this(root, List.of(root));
    }

    /** @param allowed real folders; files below any of them may be read */
    ItemFiles(Path root, List<Path> allowed) {
        this.root = root;
        this.allowed = allowed;
    }

    /** Where the key points to by its letters alone; the disk is not asked. @throws InvalidPathException if it can be no name */
    Path named(String key) {
        return key.startsWith("/") ? FileNames.resolve(root.getRoot(), key.substring(1)) : FileNames.resolve(root, key);
    }

    /**
     * Resolved at every read: since the data set was opened somebody may have put a link in the place of a file.
     *
     * @throws InvalidInput with code {@code unreadable-item}
     */
    Path file(String key) {
        try {
            Path real = named(key).toRealPath();
            if (allowed.stream().anyMatch(real::startsWith) && Files.isRegularFile(real)) {
                return real;
            }
        } catch (IOException | InvalidPathException e) {
            throw new InvalidInput("unreadable-item", "The file is no longer there.", e);
        }
        throw new InvalidInput("unreadable-item", "The file lies outside the folder or is no file.");
    }
}
