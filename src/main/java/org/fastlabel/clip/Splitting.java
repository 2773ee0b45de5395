package org.fastlabel.clip;

import java.util.Arrays;
import org.fastlabel.api.CapacityExceeded;
import org.fastlabel.torch.TorchProgram;

/** Halves batches that the device has no memory for, and remembers what went through. Safe from any thread. */
final class Splitting {

    /** Encodes {@code count} items from {@code from} on. */
    interface Encoder {

        float[] encode(int from, int count);
    }

    private final int dim;
    private volatile int most = Integer.MAX_VALUE;

    /** @param dim length of each result */
    Splitting(int dim) {
        this.dim = dim;
    }

    /**
     * @return {@code n * dim} values
     * @throws CapacityExceeded with code {@link TorchProgram#OUT_OF_MEMORY} when not even one item fits
     */
    float[] run(int n, Encoder encoder) {
        float[] out = new float[n * dim];
        int from = 0;
        while (from < n) {
            int count = Math.min(most, n - from);
            try {
                float[] rows = encoder.encode(from, count);
                System.arraycopy(rows, 0, out, from * dim, rows.length);
                from += count;
            } catch (CapacityExceeded e) {
                if (!e.code().equals(TorchProgram.OUT_OF_MEMORY)) {
                    throw e;
                }
                most = smaller(count, e);
            }
        }
        return out;
    }

    private static int smaller(int count, CapacityExceeded e) {
        if (count == 1) {
            throw new CapacityExceeded(TorchProgram.OUT_OF_MEMORY, "The memory of the device does not suffice for one item at a"
                    + " time with this checkpoint. Close what else uses it, choose a smaller checkpoint, or set"
                    + " FASTLABEL_DEVICE=cpu.", e);
        }
        return count / 2;
    }

    /** Some of n equally long rows; the array itself when it is all of them. */
    static float[] part(float[] rows, int n, int from, int count) {
        int width = rows.length / n;
        return count == n ? rows : Arrays.copyOfRange(rows, from * width, (from + count) * width);
    }

    static long[] part(long[] rows, int n, int from, int count) {
        int width = rows.length / n;
        return count == n ? rows : Arrays.copyOfRange(rows, from * width, (from + count) * width);
    }
}
