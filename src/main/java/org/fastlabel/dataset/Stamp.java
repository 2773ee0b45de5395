package org.fastlabel.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;
import org.fastlabel.api.InvalidInput;

/**
 * By what is seen at a glance whether an item may have changed: the size and the time of the file that it lies in. The same stamp
 * means unchanged; another one means that the content must be looked at.
 *
 * @param size     of the file in bytes
 * @param modified in nanoseconds since 1970, as fine as the file system keeps it
 */
public record Stamp(long size, long modified) {

    /** Of items that cannot change without becoming other items. */
    public static final Stamp FIXED = new Stamp(0, 0);

    /** @throws InvalidInput with code {@code unreadable-item} when there is no such file */
    static Stamp of(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(attributes.size(), attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS));
        } catch (IOException e) {
            throw new InvalidInput("unreadable-item", "The file is no longer there.", e);
        }
    }
}
