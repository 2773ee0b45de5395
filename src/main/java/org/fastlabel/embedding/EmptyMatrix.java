package org.fastlabel.embedding;

import java.nio.ByteBuffer;
import java.util.List;

/** Before the engine is loaded there is nothing to look at. */
enum EmptyMatrix implements EmbeddingMatrix {

    NONE;

    @Override
    public int rows() {
        return 0;
    }

    @Override
    public int dim() {
        return 1;
    }

    @Override
    public boolean ready(int id) {
        return false;
    }

    @Override
    public float[] row(int id) {
        return new float[1];
    }

    @Override
    public float[] products(float[] vectors, int count) {
        return new float[0];
    }

    @Override
    public List<ByteBuffer> blocks() {
        return List.of();
    }
}
