package org.fastlabel.labeling;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.fastlabel.torch.Torch;
import org.fastlabel.torch.TorchRows;

/** Embeddings that the engine multiplies, as in production: float16, all rows ready. */
public final class TorchArrayMatrix extends ArrayMatrix implements TorchRows {

    private final NDArray half;

    public TorchArrayMatrix(float[] values, int dim) {
        super(values, dim);
        NDManager manager = Torch.newManager(Device.cpu());
        half = manager.create(values, new Shape(values.length / dim, dim)).toType(DataType.FLOAT16, false);
    }

    @Override
    public NDArray rows(NDManager scope, int from, int to) {
        NDArray rows = half.get(from + ":" + to);
        rows.attach(scope);
        return rows;
    }

    @Override
    public float[] products(float[] vectors, int count) {
        try (NDManager scope = half.getManager().newSubManager()) {
            NDArray v = scope.create(vectors, new Shape(count, dim())).transpose();
            float[] out = new float[rows() * count];
            for (int from = 0; from < rows(); from += 4096) {
                int to = Math.min(rows(), from + 4096);
                NDArray rows = half.get(from + ":" + to);
                rows.attach(scope);
                float[] block = rows.toType(DataType.FLOAT32, false).matMul(v).toFloatArray();
                System.arraycopy(block, 0, out, from * count, block.length);
            }
            return out;
        }
    }
}
