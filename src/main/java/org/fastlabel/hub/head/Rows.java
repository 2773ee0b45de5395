package org.fastlabel.hub.head;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.fastlabel.embedding.EmbeddingMatrix;
import org.fastlabel.torch.Half;

/**
 * Embeddings at hand, one after another; every one is there.
 *
 * @param space id of the embedder
 */
record Rows(float[] values, int dim, String space) implements EmbeddingMatrix {

    static Rows of(List<float[]> rows, int dim, String space) {
        float[] values = new float[Math.multiplyExact(rows.size(), dim)];
        for (int i = 0; i < rows.size(); i++) {
            System.arraycopy(rows.get(i), 0, values, i * dim, dim);
        }
        return new Rows(values, dim, space);
    }

    /** At half precision, as embeddings are kept: so one that was just made says the same as when it is read again. */
    static byte[] packed(float[] row) {
        ByteBuffer out = ByteBuffer.allocate(2 * row.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : row) {
            out.putShort(Half.fromFloat(value));
        }
        return out.array();
    }

    static float[] unpacked(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        float[] row = new float[bytes.length / 2];
        for (int i = 0; i < row.length; i++) {
            row[i] = Half.toFloat(in.getShort());
        }
        return row;
    }

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
        float[] products = new float[rows() * count];
        for (int i = 0; i < rows(); i++) {
            for (int c = 0; c < count; c++) {
                float sum = 0;
                for (int d = 0; d < dim; d++) {
                    sum += values[i * dim + d] * vectors[c * dim + d];
                }
                products[i * count + c] = sum;
            }
        }
        return products;
    }

    @Override
    public List<ByteBuffer> blocks() {
        throw new UnsupportedOperationException("these rows are not stored as a whole");
    }
}
