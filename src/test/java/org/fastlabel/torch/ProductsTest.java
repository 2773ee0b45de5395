package org.fastlabel.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shortcuts of the encoders give what the long way gives. */
class ProductsTest {

    private static final int WIDTH = 64;

    private final NDManager scope = Torch.newManager(Device.cpu());
    private final SplittableRandom random = new SplittableRandom(3);

    @AfterEach
    void close() {
        scope.close();
    }

    private TorchProgram compile(String products) {
        return TorchProgram.compile(scope, products, "transformer", "reference_blocks", "loading");
    }

    /** Of deviation 1 divided by {@code shrink}. */
    private NDArray array(double shrink, long... shape) {
        float[] values = new float[(int) new Shape(shape).size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) ((random.nextDouble() - 0.5) * Math.sqrt(12) / shrink);
        }
        return scope.create(values, new Shape(shape));
    }

    private Weights blocks(int layers) {
        Map<String, NDArray> w = new LinkedHashMap<>();
        for (int i = 0; i < layers; i++) {
            String b = "t.resblocks." + i;
            for (String norm : new String[] {".ln_1", ".ln_2"}) {
                w.put(b + norm + ".weight", array(1, WIDTH));
                w.put(b + norm + ".bias", array(1, WIDTH));
            }
            w.put(b + ".attn.in_proj_weight", array(8, 3 * WIDTH, WIDTH));
            w.put(b + ".attn.in_proj_bias", array(1, 3 * WIDTH));
            w.put(b + ".attn.out_proj.weight", array(8, WIDTH, WIDTH));
            w.put(b + ".attn.out_proj.bias", array(1, WIDTH));
            w.put(b + ".mlp.c_fc.weight", array(8, 2 * WIDTH, WIDTH));
            w.put(b + ".mlp.c_fc.bias", array(1, 2 * WIDTH));
            w.put(b + ".mlp.c_proj.weight", array(11, WIDTH, 2 * WIDTH));
            w.put(b + ".mlp.c_proj.bias", array(1, WIDTH));
        }
        return new Weights(w);
    }

    @ParameterizedTest
    @CsvSource({"false, 1", "true, 1", "false, 3", "true, 3"})
    void oneTokenThroughTheLastBlockIsAsGoodAsAll(boolean causal, long layers) {
        try (TorchProgram program = compile("products"); Weights w = blocks((int) layers)) {
            NDArray x = array(1, 5, 7, WIDTH);
            NDArray at = scope.create(new long[] {0, 6, 3, 1, 5});
            float[] all = program.run(scope, "all_blocks", x, at, w, layers, 4L, causal).get(0).toFloatArray();
            float[] one = program.run(scope, "short_blocks", x, at, w, layers, 4L, causal).get(0).toFloatArray();
            assertArrayEquals(all, one, 2e-5f);
        }
    }

    @Test
    void whatStandsBehindTheTokenHasNoInfluence() {
        try (TorchProgram program = compile("products"); Weights w = blocks(2)) {
            NDArray x = array(1, 2, 9, WIDTH);
            NDArray at = scope.create(new long[] {4, 2});
            float[] whole = program.run(scope, "short_blocks", x, at, w, 2L, 4L, true).get(0).toFloatArray();
            float[] cut = program.run(scope, "short_blocks", x.get(":, :5, :"), at, w, 2L, 4L, true).get(0).toFloatArray();
            assertArrayEquals(whole, cut, 2e-5f);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gelu", "gelu_tanh", "quick_gelu"})
    void arrangedWeightsGiveTheSame(String activation) {
        NDArray x = array(1, 3, 5, WIDTH);
        NDArray in = array(4, 2 * WIDTH, WIDTH);
        NDArray out = array(8, 2 * WIDTH, 2 * WIDTH);
        NDArray bias = array(1, 2 * WIDTH);
        NDArray wide = array(1, 3, 5, 2 * WIDTH);
        boolean quick = activation.equals("quick_gelu");
        float[] plain = layers(compile("products"), x, in, out, bias, wide, activation, 1);
        TorchProgram arranged;
        try {
            arranged = compile("products_onednn");
        } catch (EngineException e) {
            assumeTrue(false, "this engine has no oneDNN");
            return;
        }
        assertArrayEquals(plain, layers(arranged, x, in, out, bias, wide, activation, quick ? 1.702 : 1), 1e-4f);
    }

    private float[] layers(TorchProgram program, NDArray x, NDArray in, NDArray out, NDArray bias, NDArray wide,
                           String activation, double factor) {
        try (Weights w = Weights.toBePut(); TorchProgram closing = program) {
            long float32 = Precision.FLOAT32.code();
            closing.call("put", w, "in", in, float32, true, factor);
            closing.call("put", w, "out", out, float32, true, 1 / factor);
            closing.call("put", w, "hidden bias", bias, float32, false, factor);
            closing.call("put", w, "bias", bias, float32, false, 1.0);
            NDList rows = closing.run(scope, "layers_of", x, wide, w, activation);
            return rows.get(0).toFloatArray();
        }
    }
}
