package org.fastlabel.embedding;

import java.nio.ByteBuffer;
import java.util.List;

/** A store as a matrix, without the engine. */
record StoredMatrix(EmbeddingStore store) implements EmbeddingMatrix {

    @Override
    public int rows() {
        return store.rows();
    }

    @Override
    public int dim() {
        return store.dim();
    }

    @Override
    public boolean ready(int id) {
        return store.ready(id);
    }

    @Override
    public float[] row(int id) {
        float[] row = new float[store.dim()];
        store.read(id, row, 0);
        return row;
    }

    @Override
    public float[] products(float[] vectors, int count) {
        throw new IllegalStateException("nobody asks for it");
    }

    @Override
    public List<ByteBuffer> blocks() {
        return store.blocks(store.rows());
    }
}
