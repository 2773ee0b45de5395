package org.fastlabel.embedding;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * The embeddings of a data set, one unit-length row per item id. Selection strategies see the whole pool through this
 * and stay pure functions; the production implementation multiplies in the native engine.
 */
public interface EmbeddingMatrix {

    /** Number of item ids, also of those not embedded (yet). */
    int rows();

    int dim();

    /** Id of the {@link Embedder} that made the rows; null where nobody knows. */
    default String space() {
        return null;
    }

    /** Whether vectors that were made for an embedder's rows can be compared with these. @param space its id, null where nobody knows */
    default boolean fits(String space, int dim) {
        return dim == dim() && (space == null || space() == null || space.equals(space()));
    }

    /** Whether row {@code id} holds an embedding: false for items still waiting and for unreadable ones. */
    boolean ready(int id);

    /** Grows whenever a row comes, goes or changes; what was computed from the rows holds as long as it is the same. */
    default long changes() {
        return 0;
    }

    /** A copy of row {@code id}; zeros when not {@link #ready}. */
    float[] row(int id);

    /**
     * Rows {@code ids}, one after another.
     *
     * @return {@code ids.length * dim} values, row by row
     */
    default float[] gather(int[] ids) {
        int dim = dim();
        float[] out = new float[ids.length * dim];
        for (int i = 0; i < ids.length; i++) {
            System.arraycopy(row(ids[i]), 0, out, i * dim, dim);
        }
        return out;
    }

    /**
     * Dot products of all rows with a few vectors.
     *
     * @param vectors {@code count * dim} values, row by row
     * @return {@code rows * count} values, row by row: result[id * count + c]; 0 for rows not ready
     */
    float[] products(float[] vectors, int count);

    /**
     * The rows as they are stored: float16 in the machine's byte order, in consecutive direct buffers of whole rows, so that
     * the native engine can work on them without a copy. Rows not ready are zeros. Not to be written to.
     */
    List<ByteBuffer> blocks();
}
