package org.fastlabel.embedding;

import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.fastlabel.api.CapacityExceeded;
import org.fastlabel.dataset.MediaSource;

/** Knows who is using a model, so that its memory is not freed under anybody's hands. Safe from any thread. */
final class InUse {

    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean closed;

    /** @throws CapacityExceeded once it is closed */
    private <T> T use(Supplier<T> work) {
        lock.readLock().lock();
        try {
            if (closed) {
                throw new CapacityExceeded("model-changed", "Another checkpoint has just been put in use; try again.");
            }
            return work.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Waits until nobody uses it; from then on nobody can. Once. @param free gives its memory back */
    void close(Runnable free) {
        lock.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                free.run();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** An embedder of the model, as long as that is open. */
    Embedder guard(Embedder embedder) {
        return new Embedder() {
            @Override
            public String id() {
                return embedder.id();
            }

            @Override
            public int dim() {
                return embedder.dim();
            }

            @Override
            public int batch() {
                return embedder.batch();
            }

            @Override
            public double scale() {
                return embedder.scale();
            }

            @Override
            public boolean readsItems() {
                return embedder.readsItems();
            }

            @Override
            public Content read(MediaSource source, String key) {
                return embedder.read(source, key);
            }

            @Override
            public float[][] embed(List<Content> contents) {
                return use(() -> embedder.embed(contents));
            }

            @Override
            public float[][] queries(List<String> texts) {
                return use(() -> embedder.queries(texts));
            }
        };
    }
}
