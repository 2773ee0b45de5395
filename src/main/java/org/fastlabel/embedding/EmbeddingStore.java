package org.fastlabel.embedding;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.fastlabel.api.Conflict;
import org.fastlabel.dataset.ItemIndex;
import org.fastlabel.dataset.Stamp;
import org.fastlabel.torch.Half;

/**
 * A matrix of unit-length rows on disk, one per item id, float16, memory-mapped; beside it a {@link RowRecord} per row. A row counts
 * only when its record fits its item and its checksum fits its bytes. So whatever a crash or a power cut leaves half written, or an
 * item list that was exchanged, makes rows wait to be embedded again and is never served.
 *
 * <p>One process writes at a time. Within it all users of a folder share one store, which grows as items are added; the rows of
 * items that have gone are kept, as they may come back. Safe from any thread.
 */
final class EmbeddingStore implements AutoCloseable {

    private static final byte WAITING = 0;
    private static final byte READY = 1;
    private static final byte UNREADABLE = 2;
    /** The item has changed; the row that was made before serves until there is a new one. */
    private static final byte OUTDATED = 3;

    private static final Map<Path, EmbeddingStore> OPEN = new HashMap<>();

    private final Path folder;
    private final StoreHeader header;
    private final StoreLock lock;
    private final MappedRows matrix;
    private final MappedRows records;
    private int users;
    private boolean closed;
    private volatile ItemIndex items;
    private volatile byte[] status = new byte[0];
    private volatile int settled;
    private volatile int unreadable;
    /** Written after each change, read before each look: publishes rows and status between threads. */
    private volatile long changes;

    private EmbeddingStore(Path folder, StoreHeader header) throws IOException {
        this.folder = folder;
        this.header = header;
        lock = StoreLock.of(folder);
        try {
            header.claim(folder);
        } catch (IOException e) {
            lock.close();
            throw e;
        }
        matrix = new MappedRows(folder.resolve(StoreHeader.MATRIX), header.dim() * 2);
        records = new MappedRows(folder.resolve(StoreHeader.RECORDS), RowRecord.BYTES);
    }

    /**
     * Opens or creates the store of one data set and embedder, or hands out the one that is open. It looks through all rows, some
     * gigabytes a second when they are in memory. Each opening needs its {@link #close}.
     *
     * @param items    the items, of which there may be more than last time
     * @param embedder the id of who makes the rows
     * @throws Conflict with code {@code embeddings-in-use} when another process has it open
     */
    static EmbeddingStore open(Path folder, ItemIndex items, String embedder, int dim) {
        synchronized (OPEN) {
            try {
                Path real = Files.createDirectories(folder).toRealPath();
                EmbeddingStore store = OPEN.get(real);
                StoreHeader header = StoreHeader.of(embedder, dim);
                if (store == null) {
                    store = new EmbeddingStore(real, header);
                    OPEN.put(real, store);
                } else if (!store.header.equals(header)) {
                    throw new IllegalStateException("the store " + folder + " is open for another embedder");
                }
                store.users++;
                try {
                    store.show(items);
                } catch (IOException | RuntimeException e) {
                    store.close();
                    throw e;
                }
                return store;
            } catch (IOException e) {
                throw new UncheckedIOException("cannot open the embedding store " + folder, e);
            }
        }
    }

    /** Whether somebody in this process uses the store in a folder. */
    static boolean inUse(Path folder) {
        synchronized (OPEN) {
            try {
                return Files.isDirectory(folder) && OPEN.containsKey(folder.toRealPath());
            } catch (IOException e) {
                return false;
            }
        }
    }

    /** Takes in the items as they are now. */
    private synchronized void show(ItemIndex now) throws IOException {
        int before = status.length;
        int rows = Math.max(before, now.size());
        int held = matrix.grow(rows);
        records.grow(rows);
        byte[] grown = Arrays.copyOf(status, rows);
        IntStream.rangeClosed(before / MappedRows.BLOCK_ROWS, rows / MappedRows.BLOCK_ROWS).parallel()
                .forEach(b -> verify(now, grown, held, Math.max(before, b * MappedRows.BLOCK_ROWS),
                        Math.min(rows, (b + 1) * MappedRows.BLOCK_ROWS)));
        IntStream.range(before, rows).filter(id -> grown[id] == READY).forEach(id -> {
            matrix.known(id);
            records.known(id);
        });
        status = grown;
        items = now;
        settled = (int) IntStream.range(0, now.size()).filter(id -> now.present(id) && settled(grown[id])).count();
        unreadable = (int) IntStream.range(0, now.size()).filter(id -> now.present(id) && grown[id] == UNREADABLE).count();
        changes++;
    }

    /** @param held the file had this many rows before; those beyond are zeros for certain */
    private void verify(ItemIndex of, byte[] into, int held, int from, int to) {
        byte[] record = new byte[RowRecord.BYTES];
        for (int id = from; id < to; id++) {
            records.read(id, record);
            RowRecord stated = RowRecord.decoded(record, of.key(id));
            into[id] = stated != null && stated.rowSum() == RowRecord.sum(matrix.view(id)) ? READY : WAITING;
            if (into[id] == WAITING && id < held) {
                matrix.clear(id);
            }
        }
    }

    int rows() {
        return status.length;
    }

    int dim() {
        return header.dim();
    }

    /** Grows with everything that is written. */
    long changes() {
        return changes;
    }

    /** Items, of those that are there, that have an up-to-date row or are known to be unreadable. */
    int settled() {
        return settled;
    }

    /** Of those, the unreadable ones. */
    int unreadable() {
        return unreadable;
    }

    private byte status(int id) {
        return changes >= 0 && id < status.length ? status[id] : WAITING;
    }

    private static boolean settled(byte status) {
        return status == READY || status == UNREADABLE;
    }

    /** Whether there is a row that may be looked at. */
    boolean ready(int id) {
        byte now = status(id);
        return now == READY || now == OUTDATED;
    }

    boolean unreadable(int id) {
        return status(id) == UNREADABLE;
    }

    /** Whether nothing is known of the item yet. */
    boolean waiting(int id) {
        return status(id) == WAITING;
    }

    /** Whether the item is to be embedded, for the first time or again. */
    boolean due(int id) {
        return !settled(status(id));
    }

    /**
     * @param embedding   unit length, {@link #dim} values
     * @param stamp       of the item, taken before it was read
     * @param contentHash of the item, likewise
     * @throws UncheckedIOException when the disk is full
     */
    synchronized void write(int id, float[] embedding, Stamp stamp, long contentHash) {
        if (closed) {
            return;
        }
        byte[] row = bytes(embedding);
        matrix.write(id, row);
        records.write(id, RowRecord.of(row, stamp, contentHash).encoded(items.key(id)));
        settle(id, READY);
    }

    /** As a row is stored. */
    static byte[] bytes(float[] embedding) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * embedding.length).order(ByteOrder.nativeOrder());
        for (float value : embedding) {
            bytes.putShort(Half.fromFloat(value));
        }
        return bytes.array();
    }

    synchronized void markUnreadable(int id) {
        if (!closed && status[id] != UNREADABLE) {
            // Tried again when it is opened the next time: it may have been mended.
            records.write(id, RowRecord.none());
            matrix.clear(id);
            settle(id, UNREADABLE);
        }
    }

    /** What the row of a ready item was made of. */
    synchronized RowRecord record(int id) {
        byte[] record = new byte[RowRecord.BYTES];
        records.read(id, record);
        return RowRecord.decoded(record, items.key(id));
    }

    /** The item is the same, though its file has another stamp now. */
    synchronized void refresh(int id, Stamp stamp) {
        RowRecord known = closed || status[id] != READY ? null : record(id);
        if (known != null) {
            records.write(id, new RowRecord(known.rowSum(), stamp, known.contentHash()).encoded(items.key(id)));
        }
    }

    /** The item has changed; its row serves until it is written anew. */
    synchronized void outdate(int id) {
        if (!closed && status[id] == READY) {
            settle(id, OUTDATED);
        }
    }

    private void settle(int id, byte now) {
        byte before = status[id];
        status[id] = now;
        if (items.present(id)) {
            settled += (settled(now) ? 1 : 0) - (settled(before) ? 1 : 0);
            unreadable += (now == UNREADABLE ? 1 : 0) - (before == UNREADABLE ? 1 : 0);
        }
        changes++;
    }

    /** Copies row {@code id}, widened to float32, to {@code out} from {@code offset}. */
    void read(int id, float[] out, int offset) {
        ShortBuffer row = matrix.view(id).asShortBuffer();
        for (int d = 0; d < header.dim(); d++) {
            out[offset + d] = Half.toFloat(row.get(d));
        }
    }

    /** The memory itself, of the first {@code rows} rows. */
    List<ByteBuffer> blocks(int rows) {
        return matrix.blocks(rows);
    }

    /** Sends to disk what has been written. */
    synchronized void force() {
        matrix.force();
        records.force();
    }

    /** The last one to close it gives it up to other processes. What is mapped can still be read; what is written now is dropped. */
    @Override
    public void close() {
        synchronized (OPEN) {
            if (--users == 0) {
                OPEN.remove(folder);
                end();
            }
        }
    }

    private synchronized void end() {
        closed = true;
        try (lock) {
            force();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot give up the embedding store " + folder, e);
        }
    }
}
