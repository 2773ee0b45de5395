package org.fastlabel.generation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.fastlabel.api.CapacityExceeded;
import org.fastlabel.generation.TextToImage.Listener;
import org.fastlabel.torch.TorchProgram;

/** Latents of several pictures: joined for the device, and in smaller batches where it has no memory for all at once. */
final class Batches {

    /** Makes something of each of some noises. */
    interface Batch<T> {

        List<T> make(List<float[]> noises, Listener listener);
    }

    private Batches() {
    }

    /**
     * All at once, or, where the device has no memory for that, one half after the other.
     *
     * @throws CapacityExceeded with code {@link TorchProgram#OUT_OF_MEMORY} when not even one fits
     */
    static <T> List<T> split(List<float[]> noises, Listener listener, Batch<T> batch) {
        if (noises.isEmpty()) {
            return List.of();
        }
        try {
            return batch.make(noises, listener);
        } catch (CapacityExceeded e) {
            if (!e.code().equals(TorchProgram.OUT_OF_MEMORY)) {
                throw e;
            } else if (noises.size() == 1) {
                throw new CapacityExceeded(TorchProgram.OUT_OF_MEMORY, "The memory of the device does not suffice for one picture of this"
                        + " size. Make smaller pictures, close what else uses the device, or set FASTLABEL_DEVICE=cpu.", e);
            }
        }
        int half = noises.size() / 2;
        List<T> all = new ArrayList<>(split(noises.subList(0, half), (step, steps) -> listener.step((step + 1) / 2, steps), batch));
        all.addAll(split(noises.subList(half, noises.size()), (step, steps) -> listener.step((steps + step + 1) / 2, steps), batch));
        return all;
    }

    static float[] joined(List<float[]> rows) {
        float[] out = new float[rows.stream().mapToInt(r -> r.length).sum()];
        int at = 0;
        for (float[] row : rows) {
            System.arraycopy(row, 0, out, at, row.length);
            at += row.length;
        }
        return out;
    }

    static List<float[]> parts(float[] values, int size) {
        return IntStream.range(0, values.length / size).mapToObj(i -> Arrays.copyOfRange(values, i * size, (i + 1) * size)).toList();
    }
}
