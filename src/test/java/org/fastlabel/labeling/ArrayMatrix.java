package org.fastlabel.labeling;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.BitSet;
import java.util.List;
import org.fastlabel.embedding.EmbeddingMatrix;
import org.fastlabel.torch.Half;

/** Embeddings in a Java array. */
public class ArrayMatrix implements EmbeddingMatrix {

    public final float[] values;
    private final int dim;
    private final BitSet waiting = new BitSet();
    private long changes;

    public ArrayMatrix(float[] values, int dim) {
        this.values = values;
        this.dim = dim;
    }

    /** Makes a row look not embedded yet, or embedded again. */
    public void waiting(int id, boolean isWaiting) {
        waiting.set(id, isWaiting);
    }

    /** As when an item has changed and was embedded again. */
    public void embedAgain(int id, float[] row) {
        System.arraycopy(row, 0, values, id * dim, dim);
        changes++;
    }

    @Override
    public long changes() {
        return changes;
    }

    @Override
    public int rows() {
        return values.length / dim;
    }

    @Override
    public int dim() {
        return dim;
    }

    @Override
    public boolean ready(int id) {
        return !waiting.get(id);
    }

    @Override
    public float[] row(int id) {
        float[] row = new float[dim];
        if (ready(id)) {
            System.arraycopy(values, id * dim, row, 0, dim);
        }
        return row;
    }

    @Override
    public List<ByteBuffer> blocks() {
        ByteBuffer block = ByteBuffer.allocateDirect(2 * values.length).order(ByteOrder.nativeOrder());
        for (int i = 0; i < values.length; i++) {
            block.putShort(2 * i, ready(i / dim) ? Half.fromFloat(values[i]) : 0);
        }
        return List.of(block);
    }

    @Override
    public float[] products(float[] vectors, int count) {
        float[] out = new float[rows() * count];
        for (int id = 0; id < rows(); id++) {
            for (int c = 0; c < count && ready(id); c++) {
                float sum = 0;
                for (int d = 0; d < dim; d++) {
                    sum += values[id * dim + d] * vectors[c * dim + d];
                }
                out[id * count + c] = sum;
            }
        }
        return out;
    }
}
