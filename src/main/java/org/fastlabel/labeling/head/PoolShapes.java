package org.fastlabel.labeling.head;

import java.util.Map;
import java.util.WeakHashMap;
import org.fastlabel.embedding.EmbeddingMatrix;

/** The shapes of the pools in use, computed once each and again when many more rows are embedded. Safe from any thread. */
final class PoolShapes {

    /** A shape from few rows is worth replacing when there are half as many again. */
    private static final double GROWN = 1.5;

    private record Entry(int ready, PoolShape shape) {
    }

    private final Map<EmbeddingMatrix, Entry> known = new WeakHashMap<>();

    synchronized PoolShape of(EmbeddingMatrix pool) {
        int ready = 0;
        for (int id = 0; id < pool.rows(); id++) {
            ready += pool.ready(id) ? 1 : 0;
        }
        Entry entry = known.get(pool);
        if (entry == null || ready > GROWN * entry.ready) {
            entry = new Entry(ready, PoolShape.of(pool));
            known.put(pool, entry);
        }
        return entry.shape;
    }
}
