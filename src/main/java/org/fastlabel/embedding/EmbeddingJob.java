package org.fastlabel.embedding;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.fastlabel.api.FastLabelException;
import org.fastlabel.dataset.OpenDataset;

/**
 * Embeds a data set from its first item to its last, except that what somebody waits for comes first. Runs once, on one
 * thread that somebody else provides; may be cancelled at any moment.
 */
final class EmbeddingJob implements Runnable {

    private static final System.Logger LOG = System.getLogger(EmbeddingJob.class.getName());
    private static final int BATCHES_PER_FORCE = 16;

    private final OpenDataset dataset;
    private final EmbeddingStore store;
    private final Embedder embedder;
    private final Deque<Integer> wanted = new ArrayDeque<>();
    private final Map<Integer, String> reasons = new ConcurrentHashMap<>();
    private final Rate rate = new Rate();
    private int next;
    private boolean paused;
    private volatile boolean cancelled;
    private volatile String state = "waiting";
    private volatile String error;

    EmbeddingJob(OpenDataset dataset, EmbeddingStore store, Embedder embedder) {
        this.dataset = dataset;
        this.store = store;
        this.embedder = embedder;
    }

    @Override
    public void run() {
        state = "running";
        long begin = System.nanoTime();
        int before = store.settled();
        try {
            int batches = 0;
            for (List<Integer> ids = nextBatch(); !ids.isEmpty() && !cancelled; ids = nextBatch()) {
                embed(ids);
                rate.add(ids.size());
                if (++batches % BATCHES_PER_FORCE == 0) {
                    store.force();
                }
                wakeWaiting();
            }
            store.force();
            state = cancelled ? "cancelled" : "done";
            LOG.log(System.Logger.Level.INFO, "Embedded {0} items of {1} in {2} ms ({3} unreadable).",
                    store.settled() - before, dataset.name(), (System.nanoTime() - begin) / 1_000_000, store.unreadable());
        } catch (InterruptedException e) {
            // The server is stopping; what is written stays.
            Thread.currentThread().interrupt();
            state = "cancelled";
        } catch (RuntimeException | OutOfMemoryError e) {
            LOG.log(System.Logger.Level.ERROR, "Embedding stopped", e);
            error = e instanceof FastLabelException ? e.getMessage() : "Embedding stopped: " + e.getClass().getSimpleName()
                    + ". The server's log has the details; choosing the data set again goes on where it stopped.";
            state = "failed";
        } finally {
            wakeWaiting();
        }
    }

    private synchronized void wakeWaiting() {
        notifyAll();
    }

    /** What comes next; while paused only what somebody waits for. Empty at the end. */
    private synchronized List<Integer> nextBatch() throws InterruptedException {
        List<Integer> ids = wantedBatch();
        while (ids.isEmpty() && paused && !cancelled) {
            state = "paused";
            wait();
            ids = wantedBatch();
        }
        state = "running";
        return ids.isEmpty() ? followingBatch() : ids;
    }

    /** A few that somebody waits for; not held up by filling the batch with others. */
    private List<Integer> wantedBatch() {
        List<Integer> ids = new ArrayList<>(embedder.batch());
        while (ids.size() < embedder.batch() && !wanted.isEmpty()) {
            int id = wanted.poll();
            if (store.waiting(id) && !ids.contains(id)) {
                ids.add(id);
            }
        }
        return ids;
    }

    private List<Integer> followingBatch() {
        List<Integer> ids = new ArrayList<>(embedder.batch());
        while (ids.size() < embedder.batch() && next < store.rows()) {
            if (store.waiting(next) && dataset.items().present(next)) {
                ids.add(next);
            }
            next++;
        }
        return ids;
    }

    private void embed(List<Integer> ids) {
        Content[] contents = new Content[ids.size()];
        IntStream.range(0, ids.size()).parallel().forEach(i -> contents[i] = read(ids.get(i)));
        List<Content> readable = new ArrayList<>();
        List<Integer> readableIds = new ArrayList<>();
        for (int i = 0; i < contents.length; i++) {
            if (contents[i] != null) {
                readable.add(contents[i]);
                readableIds.add(ids.get(i));
            }
        }
        float[][] rows = readable.isEmpty() ? new float[0][] : embedder.embed(readable);
        for (int i = 0; i < rows.length; i++) {
            store.write(readableIds.get(i), rows[i]);
        }
    }

    private Content read(int id) {
        try {
            return embedder.read(dataset.source(), dataset.items().key(id));
        } catch (FastLabelException e) {
            markUnreadable(id, e.getMessage());
            return null;
        }
    }

    void markUnreadable(int id, String why) {
        reasons.put(id, why);
        store.markUnreadable(id);
    }

    Optional<String> unreadable(int id) {
        return Optional.ofNullable(reasons.get(id));
    }

    /** @return whether all of them are settled; false when the time ran out or the job ended without them */
    synchronized boolean await(int[] ids, long patienceMillis) throws InterruptedException {
        for (int id : ids) {
            if (store.waiting(id)) {
                wanted.add(id);
            }
        }
        notifyAll();
        long deadline = System.nanoTime() + patienceMillis * 1_000_000;
        while (IntStream.of(ids).anyMatch(store::waiting)) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0 || state.equals("done") || state.equals("failed") || cancelled) {
                return false;
            }
            wait(Math.min(left, 1000));
        }
        return true;
    }

    synchronized void cancel() {
        cancelled = true;
        notifyAll();
    }

    /** While paused, only items that somebody waits for are embedded. */
    synchronized void pause(boolean pause) {
        paused = pause;
        notifyAll();
    }

    EmbeddingStore store() {
        return store;
    }

    OpenDataset dataset() {
        return dataset;
    }

    Embeddings.Progress progress() {
        int total = dataset.items().presentCount();
        int done = Math.min(store.settled(), total);
        double perSecond = state.equals("running") ? rate.perSecond() : 0;
        long eta = perSecond > 0 ? Math.round((total - done) / perSecond) : -1;
        return new Embeddings.Progress(state, done, total, store.unreadable(), perSecond, eta, error);
    }
}
