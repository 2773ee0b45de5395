package org.fastlabel.dataset;

import java.util.List;
import org.fastlabel.media.image.Raster;

/**
 * Reads the items of one data set. Items are addressed by their stable key (a relative path with {@code /}, or
 * {@code tile-123}), never by position; ids are the {@link Catalog}'s. Safe from any thread.
 */
public interface MediaSource extends AutoCloseable {

    SourceSpec spec();

    /** All keys, in a stable, natural order. Opens no item. */
    List<String> keys();

    /**
     * Decodes one item.
     *
     * @throws org.fastlabel.api.InvalidInput with code {@code unreadable-item} when the item is missing, damaged, too
     *         large or no picture; the message says which
     */
    Raster image(String key);

    /**
     * The item as it is stored, for a browser.
     *
     * @throws org.fastlabel.api.InvalidInput as {@link #image}
     */
    Original original(String key);

    @Override
    void close();

    /**
     * @param mediaType decided by content, never by name: one of image/png, image/jpeg, image/gif, image/webp, image/bmp
     */
    record Original(String mediaType, byte[] bytes) {
    }
}
