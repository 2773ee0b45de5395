package org.fastlabel.labeling.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoopTranslator;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.fastlabel.labeling.ArrayMatrix;
import org.fastlabel.labeling.Classes;
import org.fastlabel.labeling.TestPool;
import org.fastlabel.labeling.head.Head;
import org.fastlabel.labeling.head.HeadChoice;
import org.fastlabel.labeling.head.Heads;
import org.fastlabel.labeling.head.JavaHead;
import org.fastlabel.labeling.head.Lesson;
import org.fastlabel.labeling.head.Logits;
import org.fastlabel.labeling.models.ModelExport.Format;
import org.fastlabel.torch.Safetensors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each exported file says the same as the head itself, read by the program that it is meant for. */
class ModelExportTest {

    private static final int DIM = 16;
    private static final TestPool POOL = TestPool.of(60, DIM, 4, 7);
    private static final Heads HEADS = new Heads(new JavaHead());
    /** Class 1 was merged away: it is no row of an exported file. */
    private static final Classes CLASSES = Classes.named(List.of("cat", "dog", "a \"bird\", 鳥", "fish")).without(1);
    private Head head;

    private void train(HeadChoice choice) {
        int[] labels = IntStream.range(0, 60).map(i -> new int[] {0, 2, 3}[i % 3]).toArray();
        head = HEADS.train(new Lesson(POOL.values(), labels, 4, null, null, new ArrayMatrix(POOL.values(), DIM), choice, 1));
    }

    private ModelCard card() {
        return new ModelCard("sample", 12, Instant.EPOCH, "Sample", "image", "mini", DIM, head.architecture(), CLASSES,
                60, List.of(20, 0, 20, 20), null, null, false);
    }

    /** Logits or probabilities of the three classes that are alive, as the head itself has them. */
    private float[] expected(boolean probs) {
        Logits all = HEADS.judge(head, POOL.values());
        Logits logits = all.without(1);
        float[] out = new float[60 * 3];
        for (int i = 0; i < 60; i++) {
            int[] live = {0, 2, 3};
            for (int c = 0; c < 3; c++) {
                out[i * 3 + c] = probs ? (float) logits.prob(i, live[c]) : logits.get(i, live[c]);
            }
        }
        return out;
    }

    @ParameterizedTest
    @EnumSource(names = {"LINEAR", "MLP"})
    void onnxRuntimeComputesTheSame(HeadChoice choice) throws Exception {
        train(choice);
        byte[] file = ModelExport.of(card(), head, Format.ONNX);
        OrtEnvironment runtime = OrtEnvironment.getEnvironment();
        try (OrtSession session = runtime.createSession(file);
                OnnxTensor rows = OnnxTensor.createTensor(runtime, FloatBuffer.wrap(POOL.values()), new long[] {60, DIM});
                OrtSession.Result result = session.run(Map.of("embedding", rows))) {
            assertArrayEquals(expected(false), flat(result.get("logits").orElseThrow().getValue()), 1e-5f);
            assertArrayEquals(expected(true), flat(result.get("probs").orElseThrow().getValue()), 1e-5f);
            Map<String, String> about = session.getMetadata().getCustomMetadata();
            assertEquals(List.of("cat", "a \"bird\", 鳥", "fish"), names(about.get("classes")));
            assertEquals("sample-12", JsonParser.parseString(about.get("card")).getAsJsonObject().get("id").getAsString());
        }
    }

    private static float[] flat(Object rows) {
        float[][] matrix = (float[][]) rows;
        float[] out = new float[matrix.length * matrix[0].length];
        for (int i = 0; i < matrix.length; i++) {
            System.arraycopy(matrix[i], 0, out, i * matrix[0].length, matrix[0].length);
        }
        return out;
    }

    private static List<String> names(String json) {
        List<String> names = new ArrayList<>();
        JsonParser.parseString(json).getAsJsonArray().forEach(n -> names.add(n.getAsString()));
        return names;
    }

    @ParameterizedTest
    @EnumSource(names = {"LINEAR", "MLP"})
    void pytorchComputesTheSame(HeadChoice choice) throws Exception {
        train(choice);
        byte[] file = ModelExport.of(card(), head, Format.TORCHSCRIPT);
        try (Model model = Model.newInstance("head", Device.cpu(), "PyTorch")) {
            model.load(new ByteArrayInputStream(file));
            try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
                    Predictor<NDList, NDList> predictor = model.newPredictor(new NoopTranslator(null))) {
                NDList out = predictor.predict(new NDList(manager.create(POOL.values(), new Shape(60, DIM))));
                assertArrayEquals(expected(true), out.singletonOrThrow().toFloatArray(), 1e-5f);
            }
        }
        String zip = new String(file, StandardCharsets.ISO_8859_1);
        assertEquals(true, zip.contains("program/extra/card.json") && zip.contains("program/extra/classes.json"));
    }

    @Test
    void safetensorsHoldTheWeightsAndTheCard(@TempDir Path folder) throws Exception {
        train(HeadChoice.MLP);
        byte[] bytes = ModelExport.of(card(), head, Format.SAFETENSORS);
        Path file = Files.write(folder.resolve("head.safetensors"), bytes);
        try (Safetensors tensors = Safetensors.open(file)) {
            assertArrayEquals(new long[] {512, DIM}, tensors.entries().get("layers.0.weight").shape());
            assertArrayEquals(new long[] {3, 512}, tensors.entries().get("layers.1.weight").shape());
            assertArrayEquals(head.network().mean(), tensors.floats("mean"));
            assertArrayEquals(Arrays.copyOf(head.network().layers().get(1).weight(), 512),
                    Arrays.copyOf(tensors.floats("layers.1.weight"), 512));
        }
        int header = bytes[0] & 0xff | (bytes[1] & 0xff) << 8 | (bytes[2] & 0xff) << 16;
        JsonObject about = JsonParser.parseString(new String(bytes, 8, header, StandardCharsets.UTF_8)).getAsJsonObject()
                .getAsJsonObject("__metadata__");
        assertEquals(List.of("cat", "a \"bird\", 鳥", "fish"), names(about.get("classes").getAsString()));
        assertEquals(60, JsonParser.parseString(about.get("card").getAsString()).getAsJsonObject().get("labels").getAsInt());
    }

    @ParameterizedTest
    @EnumSource(names = {"LINEAR", "MLP"})
    void theNetworkIsTheHead(HeadChoice choice) {
        train(choice);
        assertArrayEquals(HEADS.judge(head, POOL.values()).toArray(), head.network().judge(POOL.values()).toArray(), 1e-5f);
    }
}
