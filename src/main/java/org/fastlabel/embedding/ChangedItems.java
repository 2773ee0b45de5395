package org.fastlabel.embedding;

import org.fastlabel.api.FastLabelException;
import org.fastlabel.dataset.MediaSource;
import org.fastlabel.dataset.OpenDataset;
import org.fastlabel.dataset.Stamp;

/**
 * Looks which items have changed since they were embedded: by size and time first, and by their content where these differ. Asking
 * the disk takes microseconds an item, so even a large data set is looked through in seconds.
 */
final class ChangedItems implements Runnable {

    private static final System.Logger LOG = System.getLogger(ChangedItems.class.getName());

    private final OpenDataset dataset;
    private final EmbeddingStore store;
    private final ReadAhead ahead;
    private volatile boolean cancelled;

    ChangedItems(OpenDataset dataset, EmbeddingStore store, ReadAhead ahead) {
        this.dataset = dataset;
        this.store = store;
        this.ahead = ahead;
    }

    @Override
    public void run() {
        long start = System.nanoTime();
        int looked = 0;
        int changed = 0;
        try {
            for (int id = 0; id < dataset.items().size() && !cancelled; id++) {
                // What was embedded since this began is looked at as well; its stamp fits.
                if (store.ready(id) && !store.due(id) && dataset.items().present(id)) {
                    looked++;
                    changed += changed(id) ? 1 : 0;
                }
            }
        } catch (RuntimeException e) {
            // The rows that there are go on serving.
            LOG.log(System.Logger.Level.WARNING, "Changed items could not be looked for", e);
        } finally {
            ahead.complete();
        }
        LOG.log(changed > 0 ? System.Logger.Level.INFO : System.Logger.Level.DEBUG, "{0} of {1} embedded items of {2} have changed ({3} ms).",
                changed, looked, dataset.name(), (System.nanoTime() - start) / 1_000_000);
    }

    private boolean changed(int id) {
        MediaSource source = dataset.source();
        String key = dataset.items().key(id);
        RowRecord known = store.record(id);
        try {
            Stamp stamp = source.stamp(key);
            if (known == null || stamp.equals(known.stamp())) {
                return false;
            }
            if (source.contentHash(key) == known.contentHash()) {
                store.refresh(id, stamp);
                return false;
            }
        } catch (FastLabelException e) {
            // It has gone, or cannot be read at this moment; the row is kept.
            return false;
        }
        store.outdate(id);
        ahead.again(id);
        return true;
    }

    void cancel() {
        cancelled = true;
    }
}
