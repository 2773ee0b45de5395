package org.fastlabel.labeling.checkpoints;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.fastlabel.embedding.EmbeddingMatrix;

/** Some rows of a matrix as a pool of their own, to learn from alone. @param values the rows, one after another; only read */
record GatheredRows(float[] values, int dim) implements EmbeddingMatrix {

    @Override
    public int rows() {
        return values.length / dim;
    }

    @Override
    public boolean ready(int id) {
        return true;
    }

    @Override
    public float[] row(int id) {
        return Arrays.copyOfRange(values, id * dim, (id + 1) * dim);
    }

    @Override
    public float[] products(float[] vectors, int count) {
        throw new UnsupportedOperationException("nobody scores these");
    }

    @Override
    public List<ByteBuffer> blocks() {
        throw new UnsupportedOperationException("nobody scores these");
    }
}
