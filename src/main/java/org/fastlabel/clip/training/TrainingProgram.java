package org.fastlabel.clip.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import org.fastlabel.clip.ClipConfig;
import org.fastlabel.torch.Safetensors.Tensor;
import org.fastlabel.torch.Torch;
import org.fastlabel.torch.TorchProgram;
import org.fastlabel.torch.Weights;

/** Both towers with the optimiser's moments, in the native engine. Not safe for several threads. */
final class TrainingProgram implements AutoCloseable {

    private static final String[] FILES = {"transformer", "clip_text", "clip_resnet", "clip_train"};

    private final ClipConfig config;
    private final long[] heads;
    private final NDManager root;
    private final TorchProgram program;
    private final Weights weights;

    /** What one step reports. @param right share of the pictures that choose their class right */
    record Progress(float choosePhrase, float choosePictures, float right) {
    }

    /** @param state weights, and moments named {@code m.<weight>} and {@code v.<weight>} where training goes on */
    TrainingProgram(ClipConfig config, Map<String, Tensor> state) {
        this.config = config;
        this.heads = new long[] {config.text().layers(), config.text().heads(),
            ((ClipConfig.ResNet) config.vision()).heads()};
        this.root = Torch.newManager(Torch.device("cpu"));
        this.program = TorchProgram.compile(root, FILES);
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        state.forEach((name, t) -> arrays.put(name, root.create(t.values(), new Shape(t.shape()))));
        state.forEach((name, t) -> {
            if (!name.contains("running_") && !state.containsKey("m." + name) && !name.startsWith("m.")
                    && !name.startsWith("v.")) {
                arrays.put("m." + name, root.zeros(new Shape(t.shape())));
                arrays.put("v." + name, root.zeros(new Shape(t.shape())));
            }
        });
        this.weights = new Weights(arrays);
    }

    Progress step(Batch b, float rate, float decay, int step, float smoothing, float pictures) {
        int side = config.vision().imageSize();
        try (NDManager scope = root.newSubManager()) {
            NDList inputs = new NDList(
                    scope.create(b.images(), new Shape(b.pictures(), 3, side, side), DataType.UINT8),
                    scope.create(b.view(), new Shape(b.pictures(), 2, 3)),
                    scope.create(b.light(), new Shape(b.pictures(), 2)),
                    scope.create(b.hole(), new Shape(b.pictures(), 3)),
                    scope.create(norm(), new Shape(2, 3)),
                    scope.create(b.ids(), new Shape(b.phrases(), b.ids().length / b.phrases())),
                    scope.create(b.match(), new Shape(b.pictures(), b.phrases())),
                    scope.create(b.groups(), new Shape(b.groups().length / b.phrases(), b.phrases())),
                    scope.create(new float[] {rate, decay, step, smoothing, pictures}),
                    scope.create(heads));
            inputs.addAll(weights.named());
            float[] out = program.train(scope, "train_step", inputs).get(0).toFloatArray();
            return new Progress(out[0], out[1], out[2]);
        }
    }

    private float[] norm() {
        float[] norm = new float[6];
        System.arraycopy(config.preprocess().mean(), 0, norm, 0, 3);
        System.arraycopy(config.preprocess().std(), 0, norm, 3, 3);
        return norm;
    }

    /** Weights and moments, in float32. */
    Map<String, Tensor> state() {
        Map<String, Tensor> state = new LinkedHashMap<>();
        weights.tensors().forEach((name, array) ->
                state.put(name, new Tensor(array.getShape().getShape(), array.toFloatArray(), false)));
        return state;
    }

    @Override
    public void close() {
        weights.close();
        program.close();
        root.close();
    }
}
