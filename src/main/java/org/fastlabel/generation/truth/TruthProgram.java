package org.fastlabel.generation.truth;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fastlabel.media.image.Raster;
import org.fastlabel.torch.Safetensors;
import org.fastlabel.torch.Torch;
import org.fastlabel.torch.TorchProgram;
import org.fastlabel.torch.Weights;

/** The classifier's network on the processor. Safe from any thread. */
final class TruthProgram implements AutoCloseable {

    private static final int AT_ONCE = 64;

    private final NDManager root;
    private final TorchProgram program;
    private final Weights weights;
    private final NDArray sizes;

    /** @throws org.fastlabel.api.InvalidInput when the file is damaged */
    TruthProgram(Path file) {
        root = Torch.newManager(Torch.device("cpu"));
        program = TorchProgram.compile(root, "truth");
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        try (Safetensors in = Safetensors.open(file)) {
            in.entries().forEach((name, e) -> arrays.put(name, root.create(in.floats(name), new Shape(e.shape()))));
        }
        weights = new Weights(arrays);
        sizes = root.create(Slot.ALL.stream().mapToLong(slot -> slot.options().size()).toArray());
    }

    /** @return per picture the probabilities of all answers to all {@link Slot}s, in their order */
    float[][] answers(List<Raster> images) {
        float[][] all = new float[images.size()][];
        for (int from = 0; from < all.length; from += AT_ONCE) {
            List<Raster> part = images.subList(from, Math.min(from + AT_ONCE, all.length));
            int side = TruthJudge.SIDE;
            ByteBuffer pixels = ByteBuffer.allocate(part.size() * side * side * 3);
            part.forEach(image -> pixels.put(image.rgb()));
            try (NDManager scope = root.newSubManager()) {
                NDArray input = scope.create(pixels.flip(), new Shape(part.size(), side, side, 3), DataType.UINT8);
                float[] values = program.run(scope, "truth", input, sizes, weights).get(0).toFloatArray();
                int width = values.length / part.size();
                for (int i = 0; i < part.size(); i++) {
                    all[from + i] = new float[width];
                    System.arraycopy(values, i * width, all[from + i], 0, width);
                }
            }
        }
        return all;
    }

    @Override
    public void close() {
        weights.close();
        program.close();
        root.close();
    }
}
