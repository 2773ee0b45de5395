package org.fastlabel.dataset;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.fastlabel.api.NotFound;
import org.fastlabel.media.image.Raster;

/**
 * Reads the items of one data set. Items are addressed by their stable key (a relative path with {@code /}, or
 * {@code tile-123}), never by position; ids are the {@link Catalog}'s. Safe from any thread.
 */
public interface MediaSource extends AutoCloseable {

    SourceSpec spec();

    default MediaKind kind() {
        return MediaKind.IMAGE;
    }

    /** All keys, in a stable, natural order. Opens no item. */
    List<String> keys();

    /**
     * Decodes the picture of one item; of a sound, its whole spectrogram.
     *
     * @throws org.fastlabel.api.InvalidInput with code {@code unreadable-item} when the item is missing, damaged, too
     *         large or no picture; the message says which
     * @throws NotFound with code {@code no-picture} when the items are texts
     */
    Raster image(String key);

    /** What a CLIP model looks at: the picture; of a long sound, one picture per window, at least one. Throws as {@link #image}. */
    default List<Raster> views(String key) {
        return List.of(image(key));
    }

    /**
     * The item as it is stored, for a browser.
     *
     * @throws org.fastlabel.api.InvalidInput as {@link #image}
     */
    Original original(String key);

    /** Where a sound lies. @throws NotFound with code {@code no-sound} when the items are no sounds */
    default SoundFile sound(String key) {
        throw new NotFound("no-sound", "The items of this data set are no sounds.");
    }

    /** Length of a sound in seconds, from its header; NaN where it cannot be read, and for other media. */
    default double durationSeconds(String key) {
        return Double.NaN;
    }

    /**
     * The whole text of an item.
     *
     * @throws org.fastlabel.api.InvalidInput with code {@code unreadable-item} as {@link #image}
     * @throws NotFound with code {@code no-text} when the items are no texts
     */
    default String text(String key) {
        throw new NotFound("no-text", "The items of this data set are no texts.");
    }

    /**
     * Asks the disk, which takes microseconds, and opens nothing.
     *
     * @return of the file that holds the item, which may hold others as well; {@link Stamp#FIXED} where the key changes with the
     *         content
     * @throws org.fastlabel.api.InvalidInput with code {@code unreadable-item} when it is no longer there
     */
    default Stamp stamp(String key) {
        return Stamp.FIXED;
    }

    /**
     * Reads the item's own bytes, which tells whether it has really changed when its {@link #stamp} has.
     *
     * @return 0 for all items where keys change with the content
     * @throws org.fastlabel.api.InvalidInput with code {@code unreadable-item}
     */
    default long contentHash(String key) {
        return 0;
    }

    /** The class that the data set itself states; for evaluation only, never shown as a label. */
    default Optional<String> truth(String key) {
        return Optional.empty();
    }

    /** The names of the classes that the data set itself offers, in its own order; empty where it has none. */
    default List<String> classNames() {
        return List.of();
    }

    /** What was left out or doubtful when the data set was opened, in words for the person; at most some twenty. */
    default List<String> notices() {
        return List.of();
    }

    /** How many items that the data set names were left out when it was opened. */
    default int skipped() {
        return 0;
    }

    @Override
    void close();

    /**
     * @param mediaType decided by content, never by name: one of image/png, image/jpeg, image/gif, image/webp, image/bmp
     */
    record Original(String mediaType, byte[] bytes) {
    }

    /** @param mediaType decided by content, never by name, such as audio/wav, audio/mpeg, audio/flac, audio/ogg */
    record SoundFile(Path path, String mediaType) {
    }
}
