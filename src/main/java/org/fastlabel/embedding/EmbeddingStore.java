package org.fastlabel.embedding;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.ShortBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.fastlabel.torch.Half;

/**
 * A matrix of unit-length rows on disk, one per item id, float16, memory-mapped in blocks. A byte per row says what became
 * of it; it is written after the row itself, so a crash never leaves a half-written row marked as ready.
 *
 * <p>One writer at a time, any number of readers.
 */
final class EmbeddingStore {

    private static final int BLOCK_ROWS = 8192;
    private static final byte WAITING = 0;
    private static final byte READY = 1;
    private static final byte UNREADABLE = 2;

    private final int rows;
    private final int dim;
    private final List<MappedByteBuffer> blocks = new ArrayList<>();
    private final MappedByteBuffer statusFile;
    private final byte[] status;
    /** Written after each change, read before each look: publishes rows and status between threads. */
    private volatile int settled;
    private volatile int unreadable;

    private EmbeddingStore(Path folder, int rows, int dim) throws IOException {
        this.rows = rows;
        this.dim = dim;
        Files.createDirectories(folder);
        try (FileChannel matrix = channel(folder.resolve("matrix.f16")); FileChannel marks = channel(folder.resolve("rows.u8"))) {
            for (int first = 0; first < rows; first += BLOCK_ROWS) {
                MappedByteBuffer block = matrix.map(FileChannel.MapMode.READ_WRITE, (long) first * dim * 2,
                        (long) BLOCK_ROWS * dim * 2);
                block.order(ByteOrder.nativeOrder());
                blocks.add(block);
            }
            statusFile = marks.map(FileChannel.MapMode.READ_WRITE, 0, Math.max(1, rows));
        }
        status = new byte[rows];
        statusFile.get(0, status);
        int ready = 0;
        for (int id = 0; id < rows; id++) {
            // What could not be read last time may have been mended since.
            status[id] = status[id] == READY ? READY : WAITING;
            ready += status[id];
        }
        settled = ready;
    }

    private static FileChannel channel(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /** Opens or creates the store of one data set and checkpoint. @param rows number of item ids, may have grown */
    static EmbeddingStore open(Path folder, int rows, int dim) {
        try {
            return new EmbeddingStore(folder, rows, dim);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open the embedding store " + folder, e);
        }
    }

    int rows() {
        return rows;
    }

    int dim() {
        return dim;
    }

    /** Rows that are ready or known to be unreadable. */
    int settled() {
        return settled;
    }

    int unreadable() {
        return unreadable;
    }

    boolean ready(int id) {
        return settled > 0 && id < rows && status[id] == READY;
    }

    boolean waiting(int id) {
        return settled >= 0 && status[id] == WAITING;
    }

    /** @param embedding unit length, {@link #dim} values */
    synchronized void write(int id, float[] embedding) {
        ByteBuffer block = blocks.get(id / BLOCK_ROWS);
        int offset = id % BLOCK_ROWS * dim * 2;
        for (int d = 0; d < dim; d++) {
            block.putShort(offset + 2 * d, Half.fromFloat(embedding[d]));
        }
        settle(id, READY);
    }

    synchronized void markUnreadable(int id) {
        if (status[id] != UNREADABLE) {
            unreadable++;
            settle(id, UNREADABLE);
        }
    }

    private void settle(int id, byte mark) {
        boolean news = status[id] == WAITING;
        status[id] = mark;
        statusFile.put(id, mark);
        settled = settled + (news ? 1 : 0);
    }

    /** Copies row {@code id}, widened to float32, to {@code out} from {@code offset}. */
    void read(int id, float[] out, int offset) {
        ShortBuffer row = blocks.get(id / BLOCK_ROWS).duplicate().order(ByteOrder.nativeOrder()).asShortBuffer();
        int from = id % BLOCK_ROWS * dim;
        for (int d = 0; d < dim; d++) {
            out[offset + d] = Half.toFloat(row.get(from + d));
        }
    }

    /** The memory itself; the last block ends with the last row. */
    List<ByteBuffer> blocks() {
        List<ByteBuffer> out = new ArrayList<>(blocks.size());
        for (int b = 0; b < blocks.size(); b++) {
            int n = Math.min(BLOCK_ROWS, rows - b * BLOCK_ROWS);
            out.add(blocks.get(b).slice(0, n * dim * 2).order(ByteOrder.nativeOrder()));
        }
        return out;
    }

    /** Sends to disk what has been written: rows first, marks after them. */
    void force() {
        blocks.forEach(MappedByteBuffer::force);
        statusFile.force();
    }
}
