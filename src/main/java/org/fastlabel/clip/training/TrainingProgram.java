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

    private static final String[] FILES = {"products", "transformer", "clip_text", "clip_resnet", "optimise", "clip_train"};

    private final ClipConfig config;
    /** Text layers, text heads, pooling heads, the reported group. */
    private final long[] shape;
    private final NDManager root;
    private final TorchProgram program;
    private final Weights weights;

    /**
     * What one step reports: the three losses of {@code clip_train.py}, and shares of right choices.
     *
     * @param named   share of pictures whose class is told right by words
     * @param smiling share of portraits told right, without words, to smile or not
     */
    record Progress(float choosePhrase, float choosePictures, float choose, float named, float smiling) {
    }

    /**
     * @param state  weights, and moments named {@code m.<weight>} and {@code v.<weight>} where training goes on
     * @param device as {@link Torch#device} takes it
     */
    TrainingProgram(ClipConfig config, Map<String, Tensor> state, String device) {
        this.config = config;
        this.shape = new long[] {config.text().layers(), config.text().heads(),
            ((ClipConfig.ResNet) config.vision()).heads(), Choices.SMILING};
        this.root = Torch.newManager(Torch.device(device));
        this.program = TorchProgram.compile(root, FILES);
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        state.forEach((name, t) -> arrays.put(name, root.create(t.values(), new Shape(t.shape()))));
        state.forEach((name, t) -> {
            if (!name.contains("running_") && !state.containsKey("m." + name) && !name.startsWith("m.")
                    && !name.startsWith("v.")) {
                arrays.put("m." + name, root.zeros(new Shape(t.shape())));
                if (!isInnerKernel(name, t)) {
                    arrays.put("v." + name, root.zeros(new Shape(t.shape())));
                }
            }
        });
        this.weights = new Weights(arrays);
    }

    /** Those that Muon trains, which has one moment only. What makes features of pixels is no map from features to features. */
    private static boolean isInnerKernel(String name, Tensor t) {
        return t.shape().length == 4 && !name.equals("visual.conv1.weight");
    }

    /** @param step from 1 */
    Progress step(Batch b, int step, TrainingSettings settings) {
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
                    scope.create(b.truth(), new Shape(b.pictures(), Choices.COUNT)),
                    scope.create(b.options(), new Shape(b.options().length / Choices.COUNT, Choices.COUNT)),
                    scope.create(new float[] {(float) (settings.rate() * settings.cycle(step - 1)),
                        (float) (settings.kernels() * settings.cycle(step - 1)), (float) settings.decay(), step,
                        (float) settings.smoothing(), (float) settings.pictures(), (float) settings.choices(),
                        settings.isSmall(step - 1) ? 1 : 0}),
                    scope.create(shape));
            inputs.addAll(weights.named());
            float[] out = program.train(scope, "train_step", inputs).get(0).toFloatArray();
            return new Progress(out[0], out[1], out[2], out[3], out[4]);
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
