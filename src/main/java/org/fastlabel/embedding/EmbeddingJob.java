package org.fastlabel.embedding;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.fastlabel.api.FastLabelException;
import org.fastlabel.dataset.OpenDataset;

/**
 * Embeds a data set from its first item to its last, except that what somebody waits for comes first; then again what has changed
 * since it was embedded. Runs once, on one thread that somebody else provides; may be cancelled at any moment.
 */
final class EmbeddingJob implements Runnable {

    private static final System.Logger LOG = System.getLogger(EmbeddingJob.class.getName());
    private static final int BATCHES_PER_FORCE = 16;
    /** Of so many items it is remembered why they cannot be read; if there are more, something else is wrong. */
    private static final int MOST_REASONS = 10_000;

    private final OpenDataset dataset;
    private final EmbeddingStore store;
    private final Embedder embedder;
    private final Executor executor;
    private final ReadAhead ahead;
    private final ChangedItems changed;
    private final Map<Integer, String> reasons = new ConcurrentHashMap<>();
    private final Rate rate = new Rate();
    private volatile boolean paused;
    private volatile boolean cancelled;
    private volatile String state = "waiting";
    private volatile String error;

    /** @param executor runs the threads that read items, as many as there are processors, and one that looks for changes */
    EmbeddingJob(OpenDataset dataset, EmbeddingStore store, Embedder embedder, Executor executor) {
        this.dataset = dataset;
        this.store = store;
        this.embedder = embedder;
        this.executor = executor;
        ahead = new ReadAhead(dataset, store, embedder);
        changed = new ChangedItems(dataset, store, ahead);
    }

    @Override
    public void run() {
        state = "running";
        long begin = System.nanoTime();
        try {
            ahead.start(executor, Runtime.getRuntime().availableProcessors(), embedder.readsItems());
            if (embedder.readsItems()) {
                executor.execute(changed);
            }
            int batches = 0;
            int embedded = 0;
            for (List<ReadAhead.Item> items = ahead.batch(); !items.isEmpty(); items = ahead.batch()) {
                embedded += embed(items);
                ahead.done(items);
                rate.add(items.size());
                if (++batches % BATCHES_PER_FORCE == 0) {
                    store.force();
                }
                wakeWaiting();
            }
            store.force();
            state = cancelled ? "cancelled" : "done";
            LOG.log(System.Logger.Level.INFO, "Embedded {0} items of {1} in {2} ms ({3} unreadable).",
                    embedded, dataset.name(), (System.nanoTime() - begin) / 1_000_000, store.unreadable());
        } catch (InterruptedException e) {
            // The server is stopping; what is written stays.
            Thread.currentThread().interrupt();
            state = "cancelled";
        } catch (RuntimeException | Error e) {
            // Also too little memory, and what the engine throws; and the model of a cancelled job may have been closed meanwhile.
            error = cancelled ? null : message(e);
            state = cancelled ? "cancelled" : "failed";
            LOG.log(cancelled ? System.Logger.Level.DEBUG : System.Logger.Level.ERROR, "Embedding stopped", e);
        } finally {
            changed.cancel();
            ahead.close();
            wakeWaiting();
        }
    }

    private static String message(Throwable e) {
        if (e instanceof FastLabelException) {
            return e.getMessage();
        }
        String what = e instanceof UncheckedIOException ? "the disk is full, or the embeddings cannot be written"
                : e.getClass().getSimpleName();
        return "Embedding stopped: " + what + ". The server's log has the details; choosing the data set again goes on where it stopped.";
    }

    private synchronized void wakeWaiting() {
        notifyAll();
    }

    /** @return how many of them could be */
    private int embed(List<ReadAhead.Item> items) {
        List<ReadAhead.Item> readable = new ArrayList<>();
        for (ReadAhead.Item item : items) {
            if (item.content() == null) {
                markUnreadable(item.id(), item.problem());
            } else {
                readable.add(item);
            }
        }
        float[][] rows = readable.isEmpty() ? new float[0][] : embedder.embed(readable.stream().map(ReadAhead.Item::content).toList());
        for (int i = 0; i < rows.length; i++) {
            ReadAhead.Item item = readable.get(i);
            if (finite(rows[i])) {
                reasons.remove(item.id());
                store.write(item.id(), rows[i], item.stamp(), item.contentHash());
            } else {
                markUnreadable(item.id(), "The model gives no finite numbers for it.");
            }
        }
        return rows.length;
    }

    private static boolean finite(float[] row) {
        float sum = 0;
        for (float value : row) {
            sum += Math.abs(value);
        }
        return Float.isFinite(sum);
    }

    void markUnreadable(int id, String why) {
        if (reasons.size() < MOST_REASONS && !why.equals(embedder.usualProblem())) {
            reasons.put(id, why);
        }
        store.markUnreadable(id);
    }

    Optional<String> unreadable(int id) {
        return store.unreadable(id) ? Optional.of(reasons.getOrDefault(id, embedder.usualProblem())) : Optional.empty();
    }

    /** @return whether all of them are settled; false when the time ran out or the job ended without them */
    synchronized boolean await(int[] ids, long patienceMillis) throws InterruptedException {
        ahead.want(IntStream.of(ids).filter(store::waiting).toArray());
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

    void cancel() {
        cancelled = true;
        changed.cancel();
        ahead.close();
        wakeWaiting();
    }

    /** While paused, only items that somebody waits for are embedded. */
    void pause(boolean pause) {
        paused = pause;
        ahead.pause(pause);
    }

    EmbeddingStore store() {
        return store;
    }

    OpenDataset dataset() {
        return dataset;
    }

    Embeddings.Progress progress() {
        String now = state.equals("running") && paused ? "paused" : state;
        int total = dataset.items().presentCount();
        int done = Math.min(store.settled(), total);
        double perSecond = now.equals("running") ? rate.perSecond() : 0;
        long eta = perSecond > 0 ? Math.round((total - done) / perSecond) : -1;
        return new Embeddings.Progress(now, done, total, store.unreadable(), perSecond, eta, error);
    }
}
