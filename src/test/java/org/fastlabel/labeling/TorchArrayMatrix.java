package org.fastlabel.labeling;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.fastlabel.torch.Torch;
import org.fastlabel.torch.TorchProgram;

/** Embeddings that the engine multiplies, as in production: float16 blocks, all rows ready. */
public final class TorchArrayMatrix extends ArrayMatrix {

    private static final int BLOCK_ROWS = 8192;

    private final NDManager manager = Torch.newManager(Device.cpu());
    private final TorchProgram program = TorchProgram.compile(manager, "matrix");
    private final List<ByteBuffer> blocks = new ArrayList<>();

    public TorchArrayMatrix(float[] values, int dim) {
        super(values, dim);
        ByteBuffer all = super.blocks().get(0);
        int bytes = BLOCK_ROWS * dim * 2;
        for (int at = 0; at < all.capacity(); at += bytes) {
            blocks.add(all.slice(at, Math.min(bytes, all.capacity() - at)).order(all.order()));
        }
    }

    @Override
    public List<ByteBuffer> blocks() {
        return blocks.stream().map(b -> b.duplicate().order(b.order())).toList();
    }

    @Override
    public float[] products(float[] vectors, int count) {
        float[] out = new float[rows() * count];
        int row = 0;
        try (NDManager scope = manager.newSubManager()) {
            NDArray columns = scope.create(vectors, new Shape(count, dim()));
            for (ByteBuffer block : blocks()) {
                int n = block.remaining() / (2 * dim());
                try (NDManager one = scope.newSubManager()) {
                    NDArray rows = one.create(block, new Shape(n, dim()), DataType.FLOAT16);
                    program.run(one, "products", rows, columns).get(0).toByteBuffer().asFloatBuffer()
                            .get(out, row * count, n * count);
                }
                row += n;
            }
        }
        return out;
    }
}
