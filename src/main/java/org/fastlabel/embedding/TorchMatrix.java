package org.fastlabel.embedding;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.util.List;
import org.fastlabel.torch.TorchProgram;

/** An {@link EmbeddingStore} whose products the native engine computes, block by block, on the mapped memory itself. */
final class TorchMatrix implements EmbeddingMatrix {

    private final EmbeddingStore store;
    private final String space;
    /** Those that there were at the beginning: the store may grow for somebody else. */
    private final int rows;
    private final NDManager manager;
    private final TorchProgram program;

    /** @param space id of the embedder that makes the rows @param program has {@code products}; see {@code models/programs/matrix.py} */
    TorchMatrix(EmbeddingStore store, String space, NDManager manager, TorchProgram program) {
        this.store = store;
        this.space = space;
        this.rows = store.rows();
        this.manager = manager;
        this.program = program;
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int dim() {
        return store.dim();
    }

    @Override
    public String space() {
        return space;
    }

    @Override
    public boolean ready(int id) {
        return id < rows && store.ready(id);
    }

    @Override
    public long changes() {
        return store.changes();
    }

    @Override
    public float[] row(int id) {
        float[] out = new float[store.dim()];
        if (ready(id)) {
            store.read(id, out, 0);
        }
        return out;
    }

    @Override
    public float[] products(float[] vectors, int count) {
        float[] out = new float[rows * count];
        int row = 0;
        try (NDManager scope = manager.newSubManager()) {
            NDArray columns = scope.create(vectors, new Shape(count, store.dim()));
            for (ByteBuffer block : store.blocks(rows)) {
                int n = block.remaining() / (2 * store.dim());
                try (NDManager one = scope.newSubManager()) {
                    NDArray values = one.create(block, new Shape(n, store.dim()), DataType.FLOAT16);
                    program.run(one, "products", values, columns).get(0).toByteBuffer().asFloatBuffer()
                            .get(out, row * count, n * count);
                }
                row += n;
            }
        }
        return out;
    }

    @Override
    public List<ByteBuffer> blocks() {
        return store.blocks(rows);
    }
}
