package org.fastlabel.embedding;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Executor;
import org.fastlabel.api.FastLabelException;
import org.fastlabel.dataset.MediaSource;
import org.fastlabel.dataset.OpenDataset;
import org.fastlabel.dataset.Stamp;

/**
 * Reads items on several threads while those before them are embedded, so that neither waits for the other. Items are handed on in
 * the order in which they are ready: a large one holds up nobody else. What somebody waits for comes first. No more is read
 * ahead than two batches, with a third of what somebody waits for, and {@value #MOST_BYTES} bytes. Safe from any thread.
 */
final class ReadAhead {

    private static final System.Logger LOG = System.getLogger(ReadAhead.class.getName());
    static final long MOST_BYTES = 256L << 20;
    /** After this time a batch goes on its way also when it is not full. */
    private static final long PATIENCE_NANOS = 500_000_000;

    /** @param content null when it cannot be read, {@code problem} says why then */
    record Item(int id, Stamp stamp, long contentHash, Content content, String problem) {
    }

    private record Arrived(Item item, long bytes, long nanos) {
    }

    private final OpenDataset dataset;
    private final EmbeddingStore store;
    private final Embedder embedder;
    private final Deque<Integer> wanted = new ArrayDeque<>();
    /** Items that are being read, or were and are not embedded yet. */
    private final BitSet inHand = new BitSet();
    /** Those of them that somebody waits for and that were not handed on yet. */
    private final BitSet urgent = new BitSet();
    private final List<Arrived> arrived = new ArrayList<>();
    private int next;
    private int reading;
    private long bytes;
    private boolean more;
    private boolean paused;
    private boolean closed;
    private Throwable failure;

    ReadAhead(OpenDataset dataset, EmbeddingStore store, Embedder embedder) {
        this.dataset = dataset;
        this.store = store;
        this.embedder = embedder;
    }

    /** Begins to read. @param more whether {@link #again} may still be called before {@link #complete} is */
    void start(Executor executor, int threads, boolean more) {
        this.more = more;
        for (int i = 0; i < threads; i++) {
            executor.execute(this::work);
        }
    }

    private void work() {
        try {
            for (int id = take(); id >= 0; id = take()) {
                put(read(id));
            }
        } catch (InterruptedException e) {
            // The server is stopping.
            Thread.currentThread().interrupt();
            close();
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    private Item read(int id) {
        MediaSource source = dataset.source();
        String key = dataset.items().key(id);
        try {
            // Before the content: should it change meanwhile, the next look finds out.
            Stamp stamp = embedder.readsItems() ? source.stamp(key) : Stamp.FIXED;
            long hash = embedder.readsItems() ? source.contentHash(key) : 0;
            return new Item(id, stamp, hash, embedder.read(source, key), null);
        } catch (FastLabelException e) {
            return unreadable(id, e.getMessage());
        } catch (OutOfMemoryError e) {
            return unreadable(id, "There was not enough memory to read it.");
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "Item " + key + " could not be read", e);
            return unreadable(id, "It could not be read; the server's log says why.");
        }
    }

    private static Item unreadable(int id, String why) {
        return new Item(id, Stamp.FIXED, 0, null, why);
    }

    /** The next item to read; -1 at the end of all work. */
    private synchronized int take() throws InterruptedException {
        while (!closed) {
            int id = next();
            if (id >= 0) {
                inHand.set(id);
                reading++;
                return id;
            }
            wait();
        }
        return -1;
    }

    private boolean room(int batches) {
        return arrived.size() + reading < batches * embedder.batch() && bytes < MOST_BYTES;
    }

    private int next() {
        // One batch more than for the others: they must be there when the engine is free the next time.
        while (!wanted.isEmpty() && room(3)) {
            int id = wanted.poll();
            if (store.due(id)) {
                urgent.set(id);
                if (!inHand.get(id)) {
                    return id;
                }
            }
        }
        for (; !paused && room(2) && next < dataset.items().size(); next++) {
            if (store.due(next) && !inHand.get(next) && dataset.items().present(next)) {
                return next++;
            }
        }
        return -1;
    }

    private synchronized void put(Item item) {
        reading--;
        long size = item.content() == null ? 0 : item.content().bytes();
        bytes += size;
        arrived.add(new Arrived(item, size, System.nanoTime()));
        notifyAll();
    }

    /**
     * Waits for items to embed together.
     *
     * @return at most a batch; empty when nothing is left to do, or after {@link #close}
     */
    synchronized List<Item> batch() throws InterruptedException {
        while (!closed) {
            List<Item> items = due();
            if (!items.isEmpty() || exhausted()) {
                return items;
            }
            wait(PATIENCE_NANOS / 3_000_000);
        }
        if (failure != null) {
            throw new IllegalStateException("items could not be read", failure);
        }
        return List.of();
    }

    private List<Item> due() {
        long awaited = arrived.stream().filter(a -> urgent.get(a.item().id())).count();
        if (awaited >= embedder.batch() || awaited > 0 && wanted.isEmpty() && awaited == urgent.cardinality()) {
            // Not held up by others that would fill the batch.
            return handOn(true);
        }
        boolean enough = arrived.size() >= embedder.batch() || !room(2) || reading == 0 && last();
        return !arrived.isEmpty() && (enough || System.nanoTime() - arrived.get(0).nanos() > PATIENCE_NANOS) ? handOn(false) : List.of();
    }

    private List<Item> handOn(boolean onlyUrgent) {
        List<Item> items = new ArrayList<>();
        arrived.sort(Comparator.comparing((Arrived a) -> !urgent.get(a.item().id())));
        for (Iterator<Arrived> each = arrived.iterator(); each.hasNext() && items.size() < embedder.batch();) {
            Arrived a = each.next();
            if (!onlyUrgent || urgent.get(a.item().id())) {
                items.add(a.item());
                bytes -= a.bytes();
                urgent.clear(a.item().id());
                each.remove();
            }
        }
        notifyAll();
        return items;
    }

    /** Whether there is nothing more to begin with. */
    private boolean last() {
        return !more && wanted.isEmpty() && next >= dataset.items().size();
    }

    private boolean exhausted() {
        return last() && reading == 0 && arrived.isEmpty();
    }

    /** These are dealt with. */
    synchronized void done(List<Item> items) {
        items.forEach(item -> {
            inHand.clear(item.id());
            urgent.clear(item.id());
        });
    }

    private synchronized void fail(Throwable cause) {
        failure = cause;
        closed = true;
        notifyAll();
    }

    /** These before all others. */
    synchronized void want(int[] ids) {
        for (int id : ids) {
            wanted.add(id);
        }
        notifyAll();
    }

    /** An item that has been passed already is due again. */
    synchronized void again(int id) {
        next = Math.min(next, id);
        notifyAll();
    }

    /** Nothing will be due again. */
    synchronized void complete() {
        more = false;
        notifyAll();
    }

    /** While paused only what somebody waits for is read. */
    synchronized void pause(boolean pause) {
        paused = pause;
        notifyAll();
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
