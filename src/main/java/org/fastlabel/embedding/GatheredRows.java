package org.fastlabel.embedding;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Some embeddings as a pool of their own; every one is there.
 *
 * @param values the rows, one after another; only read
 * @param space  id of the embedder, or null where nobody knows
 */
public record GatheredRows(float[] values, int dim, String space) implements EmbeddingMatrix {

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
