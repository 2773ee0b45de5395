package org.fastlabel.media.image;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads a PNG row by row in the memory of two rows, so that a sheet of 200 megapixels needs no 600 MB. Unlike the JDK's
 * reader it checks the checksums of the critical chunks. Interlaced files have no rows to stream: see {@link #interlaced}.
 * Not safe for several threads.
 *
 * <p>Samples become 8-bit RGB as in Pillow: grey is replicated, a palette looked up, alpha dropped, 1, 2 and 4 bits are
 * stretched to 0..255, of 16 bits the upper 8 count.
 */
final class PngRows implements PictureRows {

    private static final int IHDR = 0x49484452;
    private static final int PLTE = 0x504C5445;
    private static final int IDAT = 0x49444154;
    private static final int IEND = 0x49454E44;
    /** Bit 5 of the first letter of a chunk's name: it may be skipped. */
    private static final int ANCILLARY = 0x20000000;

    private final DataInputStream in;
    private final Inflater inflater = new Inflater();
    private final CRC32 crc = new CRC32();
    private final byte[] input = new byte[32768];
    private int width;
    private int height;
    private int depth;
    private int colorType;
    private boolean interlaced;
    private byte[] palette = new byte[0];
    private byte[] previous;
    private byte[] current;
    private int chunkLeft;
    private boolean dataEnded;

    /**
     * @param stream closed with this
     * @throws IOException when this is no PNG, or one with an impossible header
     */
    PngRows(InputStream stream) throws IOException {
        in = new DataInputStream(stream);
        if (in.readLong() != 0x89504E470D0A1A0AL || in.readInt() != 13 || openChunk(13) != IHDR) {
            throw new IOException("no PNG");
        }
        header(body(13));
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    /** Such a file can be {@link #verify verified} but not read here. */
    boolean interlaced() {
        return interlaced;
    }

    @Override
    public void read(byte[] rgb, int offset) throws IOException {
        if (current == null) {
            seekData();
            int bytes = Math.toIntExact(((long) width * channels() * depth + 7) / 8);
            current = new byte[bytes + 1];
            previous = new byte[bytes + 1];
        }
        byte[] swap = previous;
        previous = current;
        current = swap;
        inflate(current);
        PngSamples.unfilter(current, previous, Math.max(1, channels() * depth / 8));
        PngSamples.toRgb(current, width, depth, channels(), palette, colorType == 3, rgb, offset);
    }

    /** Works instead of reading rows, too. */
    @Override
    public void verify() throws IOException {
        if (current == null) {
            seekData();
        }
        while (!dataEnded) {
            int got = fill();
            if (got < 0) {
                break;
            }
        }
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }

    private void header(byte[] ihdr) throws IOException {
        width = number(ihdr, 0);
        height = number(ihdr, 4);
        depth = ihdr[8];
        colorType = ihdr[9];
        interlaced = ihdr[12] == 1;
        boolean known = switch (colorType) {
            case 0 -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
            case 3 -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
            case 2, 4, 6 -> depth == 8 || depth == 16;
            default -> false;
        };
        if (width < 1 || height < 1 || !known || ihdr[10] != 0 || ihdr[11] != 0 || ihdr[12] < 0 || ihdr[12] > 1) {
            throw new IOException("impossible PNG header");
        }
    }

    private int channels() {
        return switch (colorType) {
            case 2 -> 3;
            case 4 -> 2;
            case 6 -> 4;
            default -> 1;
        };
    }

    /** Starts the checksum with the chunk's name, which it returns. */
    private int openChunk(int length) throws IOException {
        if (length < 0) {
            throw new IOException("impossible chunk");
        }
        int name = in.readInt();
        crc.reset();
        for (int shift = 24; shift >= 0; shift -= 8) {
            crc.update(name >>> shift);
        }
        return name;
    }

    private byte[] body(int length) throws IOException {
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        crc.update(bytes);
        closeChunk();
        return bytes;
    }

    private void closeChunk() throws IOException {
        if (in.readInt() != (int) crc.getValue()) {
            throw new IOException("wrong checksum");
        }
    }

    private void seekData() throws IOException {
        while (true) {
            int length = in.readInt();
            int name = openChunk(length);
            if (name == IDAT) {
                chunkLeft = length;
                if (colorType == 3 && palette.length == 0) {
                    throw new IOException("no palette");
                }
                return;
            }
            if (name == PLTE && length <= 768) {
                palette = body(length);
            } else if ((name & ANCILLARY) != 0) {
                in.skipNBytes(length + 4L);
            } else {
                throw new IOException("unknown critical chunk");
            }
        }
    }

    private void inflate(byte[] row) throws IOException {
        try {
            int done = 0;
            while (done < row.length) {
                int got = inflater.inflate(row, done, row.length - done);
                done += got;
                if (got == 0) {
                    int more = inflater.needsInput() && !inflater.finished() ? fill() : -1;
                    if (more < 0) {
                        throw new EOFException("too few pixels");
                    }
                    inflater.setInput(input, 0, more);
                }
            }
        } catch (DataFormatException e) {
            throw new IOException("damaged pixels", e);
        }
    }

    /** Takes the next piece of compressed pixels. @return its length, or -1 after the last one */
    private int fill() throws IOException {
        while (chunkLeft == 0) {
            closeChunk();
            int length = in.readInt();
            int name = openChunk(length);
            if (name != IDAT) {
                end(name, length);
                return -1;
            }
            chunkLeft = length;
        }
        int got = in.read(input, 0, Math.min(input.length, chunkLeft));
        if (got < 0) {
            throw new EOFException("cut off");
        }
        crc.update(input, 0, got);
        chunkLeft -= got;
        return got;
    }

    private void end(int first, int firstLength) throws IOException {
        dataEnded = true;
        int name = first;
        int length = firstLength;
        while (name != IEND) {
            if ((name & ANCILLARY) == 0) {
                throw new IOException("unknown critical chunk");
            }
            in.skipNBytes(length + 4L);
            length = in.readInt();
            name = openChunk(length);
        }
    }

    private static int number(byte[] bytes, int at) {
        return (bytes[at] & 255) << 24 | (bytes[at + 1] & 255) << 16 | (bytes[at + 2] & 255) << 8 | bytes[at + 3] & 255;
    }
}
