package org.fastlabel.hub.head;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.fastlabel.embedding.GatheredRows;
import org.fastlabel.torch.Half;

/** Embeddings of tasks, at hand and as they are kept. */
final class Rows {

    private Rows() {
    }

    /** @param space id of the embedder */
    static GatheredRows of(List<float[]> rows, int dim, String space) {
        float[] values = new float[Math.multiplyExact(rows.size(), dim)];
        for (int i = 0; i < rows.size(); i++) {
            System.arraycopy(rows.get(i), 0, values, i * dim, dim);
        }
        return new GatheredRows(values, dim, space);
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
}
