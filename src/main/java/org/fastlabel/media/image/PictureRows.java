package org.fastlabel.media.image;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fastlabel.media.image.ImageReading.Limits;

/**
 * A large picture as a stream of RGB rows, from top to bottom, in bounded memory. Any orientation in the file is ignored. Not
 * safe for several threads.
 */
public interface PictureRows extends AutoCloseable {

    int width();

    int height();

    /**
     * Reads the next row.
     *
     * @param rgb gets {@code width * 3} bytes from {@code offset} on
     * @throws IOException or what a codec throws unchecked, if the picture is damaged
     */
    void read(byte[] rgb, int offset) throws IOException;

    /** After the last row: checks what follows it in the file. */
    void verify() throws IOException;

    @Override
    void close() throws IOException;

    /**
     * Opens a picture: PNG row by row, everything else in bands.
     *
     * @throws org.fastlabel.api.InvalidInput with code {@code unreadable-item} when it is none, or beyond the limits
     */
    static PictureRows open(Path file, Limits limits) throws IOException {
        ImageReading.check(ImageReading.size(file), limits);
        PictureFormat format = ImageReading.format(file);
        if (format != PictureFormat.PNG) {
            return new BandedRows(ImageReading.bytes(file, limits), format);
        }
        PngRows rows = new PngRows(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
        if (!rows.interlaced()) {
            return rows;
        }
        try (rows) {
            rows.verify();
        }
        return new BandedRows(ImageReading.bytes(file, limits), format);
    }
}
