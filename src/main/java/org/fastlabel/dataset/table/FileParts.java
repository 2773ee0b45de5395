package org.fastlabel.dataset.table;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/**
 * Reads pieces of a file. Pieces that lie near each other come from one block, so going through a file is as fast as a stream. No
 * mapping: a file that somebody shortens meanwhile must be an error, not a fault. No channel: an interrupted thread would
 * close it for all others. Safe from any thread; a reading after {@link #close} opens the file again.
 */
public final class FileParts implements AutoCloseable {

    private static final int BLOCK = 1 << 14;

    private final Path path;
    private RandomAccessFile file;
    private final byte[] block = new byte[BLOCK];
    private long blockStart;
    private int blockLength;

    public FileParts(Path path) {
        this.path = path;
    }

    public Path path() {
        return path;
    }

    /** @throws EOFException when the file is shorter than that */
    public synchronized byte[] read(long start, int length) throws IOException {
        if (start < 0 || length < 0) {
            throw new EOFException("no such piece");
        }
        byte[] piece = new byte[length];
        if (start < blockStart || start + length > blockStart + blockLength) {
            if (file == null) {
                file = new RandomAccessFile(path.toFile(), "r");
            }
            file.seek(start);
            if (length > BLOCK) {
                file.readFully(piece);
                return piece;
            }
            fill(start);
            if (blockLength < length) {
                throw new EOFException("the file has become shorter");
            }
        }
        System.arraycopy(block, (int) (start - blockStart), piece, 0, length);
        return piece;
    }

    private void fill(long start) throws IOException {
        blockLength = 0;
        blockStart = start;
        for (int n = file.read(block); n > 0; n = file.read(block, blockLength, BLOCK - blockLength)) {
            blockLength += n;
        }
    }

    @Override
    public synchronized void close() {
        blockLength = 0;
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                // It was only read.
                return;
            } finally {
                file = null;
            }
        }
    }
}
