package org.fastlabel.embedding;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A file of rows of one length, mapped into memory in blocks, so that it can grow without being mapped anew. What was never written
 * reads as zeros. One writer, any number of readers.
 */
final class MappedRows {

    static final int BLOCK_ROWS = 8192;
    /** The disk is asked for room for this many rows at a time. */
    private static final int RESERVED_ROWS = 256;

    private final Path file;
    private final int rowBytes;
    private final BitSet reserved = new BitSet();
    private final BitSet unsaved = new BitSet();
    private final ByteBuffer zeros;
    private volatile List<MappedByteBuffer> blocks = List.of();

    MappedRows(Path file, int rowBytes) {
        this.file = file;
        this.rowBytes = rowBytes;
        zeros = ByteBuffer.allocate(rowBytes);
    }

    /**
     * Makes room for this many rows; the file becomes as long as that, yet takes no space on the disk.
     *
     * @return how many rows the file held before, wholly or in part
     */
    int grow(int rows) throws IOException {
        List<MappedByteBuffer> grown = new ArrayList<>(blocks);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long held = (channel.size() + rowBytes - 1) / rowBytes;
            while ((long) grown.size() * BLOCK_ROWS < rows) {
                MappedByteBuffer block = channel.map(FileChannel.MapMode.READ_WRITE,
                        (long) grown.size() * BLOCK_ROWS * rowBytes, (long) BLOCK_ROWS * rowBytes);
                grown.add(block);
            }
            blocks = List.copyOf(grown);
            return (int) Math.min(Integer.MAX_VALUE, held);
        }
    }

    /** Copies row {@code id} to {@code row}. */
    void read(int id, byte[] row) {
        blocks.get(id / BLOCK_ROWS).get(id % BLOCK_ROWS * rowBytes, row);
    }

    /** Of row {@code id}; its order is the machine's. A view of one's own: its position may be moved. */
    ByteBuffer view(int id) {
        return blocks.get(id / BLOCK_ROWS).slice(id % BLOCK_ROWS * rowBytes, rowBytes).order(ByteOrder.nativeOrder());
    }

    /** Says that the disk has room for row {@code id} already, since it was written before. */
    void known(int id) {
        reserved.set(id / RESERVED_ROWS);
    }

    /**
     * Writing to mapped memory that the disk has no room for would be a fault of the machine; so room is asked for before, by writing
     * zeros through the file, which fails with a message.
     */
    void write(int id, byte[] row) {
        if (!reserved.get(id / RESERVED_ROWS)) {
            reserve(id / RESERVED_ROWS);
        }
        blocks.get(id / BLOCK_ROWS).put(id % BLOCK_ROWS * rowBytes, row);
        unsaved.set(id / BLOCK_ROWS);
    }

    /** Makes a row zeros, unless it is; that never needs room on the disk. */
    void clear(int id) {
        ByteBuffer row = view(id);
        if (row.mismatch(zeros.duplicate()) >= 0) {
            row.put(zeros.duplicate());
        }
    }

    private void reserve(int part) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer room = ByteBuffer.allocate(RESERVED_ROWS * rowBytes);
            while (room.hasRemaining()) {
                channel.write(room, (long) part * RESERVED_ROWS * rowBytes + room.position());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no room for embeddings on the disk", e);
        }
        reserved.set(part);
    }

    /** The first {@code rows} rows, in direct buffers of whole blocks. */
    List<ByteBuffer> blocks(int rows) {
        List<ByteBuffer> out = new ArrayList<>();
        for (int first = 0; first < rows; first += BLOCK_ROWS) {
            int n = Math.min(BLOCK_ROWS, rows - first);
            out.add(blocks.get(first / BLOCK_ROWS).slice(0, n * rowBytes).order(ByteOrder.nativeOrder()));
        }
        return out;
    }

    /** Sends to the disk what was written since the last time. */
    void force() {
        unsaved.stream().forEach(b -> blocks.get(b).force());
        unsaved.clear();
    }
}
