package org.fastlabel.embedding.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.torch.Safetensors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded sentence model computes what the reference does (see fixtures/README.md), and folders are read like it. */
class SentenceModelTest {

    private static final float TOLERANCE = 1e-4f;
    private static SentenceModel model;
    private static List<Case> cases;

    record Case(String text, int repeat, int tokens, float[] embedding) {
        String whole() {
            return text.repeat(repeat);
        }
    }

    record Reference(List<Case> texts) {
    }

    @BeforeAll
    static void open() throws IOException {
        model = SentenceModel.embedded("cpu");
        try (InputStream in = SentenceModelTest.class.getResourceAsStream("/fixtures/sentences/expected.json")) {
            cases = new Gson().fromJson(new String(in.readAllBytes(), StandardCharsets.UTF_8), Reference.class).texts();
        }
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @Test
    void agreesWithTheReferenceWhateverSharesTheBatch() {
        float[][] rows = model.embed(cases.stream().map(Case::whole).toList());
        assertEquals(10, rows.length);
        for (int i = 0; i < rows.length; i++) {
            assertArrayEquals(cases.get(i).embedding(), rows[i], TOLERANCE, cases.get(i).text());
            assertArrayEquals(rows[i], model.embed(List.of(cases.get(i).whole()))[0], TOLERANCE, cases.get(i).text());
        }
    }

    @Test
    void everyTextHasUnitLengthAlsoAnEmptyOne() {
        for (float[] row : model.embed(List.of("", "   ", "\u0000", "word", "😀".repeat(9000), "x".repeat(300_000)))) {
            double square = 0;
            for (float v : row) {
                square += v * v;
            }
            assertEquals(1, square, 1e-4);
        }
        assertEquals(0, model.embed(List.of()).length);
    }

    @Test
    void spellingTellsApartWhatTheModelHasNoWordsFor() {
        float[][] rows = model.embedSpelled(List.of("恭喜您中奖了，请领取大奖", "快来领取您的大奖", "明天几点开会？", "", "😀".repeat(9000)));
        assertTrue(dot(rows[0], rows[1]) > dot(rows[0], rows[2]) + 0.03, "shared characters bring texts together");
        for (float[] row : rows) {
            assertEquals(model.spelledDim(), row.length);
            assertEquals(1, dot(row, row), 1e-4);
        }
    }

    @Test
    void whatMeansTheSameLiesNear() {
        float[][] rows = model.embed(List.of("you have won a prize", "Congratulations, claim your free reward now",
                "I will be home for dinner"));
        assertTrue(dot(rows[0], rows[1]) > dot(rows[0], rows[2]) + 0.05, "prize and reward belong together");
    }

    @Test
    void readsAFolderThatHoldsTheSameModel(@TempDir Path home) throws IOException {
        Path folder = folder(home);
        try (SentenceModel other = SentenceModel.open(folder, "cpu")) {
            assertTrue(other.id().startsWith("my_model-"), other.id());
            assertArrayEquals(cases.get(1).embedding(), other.embed(List.of(cases.get(1).whole()))[0], TOLERANCE);
        }
        Files.createDirectories(folder.resolve("1_Pooling"));
        Files.writeString(folder.resolve("1_Pooling/config.json"), "{\"pooling_mode_cls_token\": true}");
        try (SentenceModel first = SentenceModel.open(folder, "cpu")) {
            float[] row = first.embed(List.of(cases.get(1).whole()))[0];
            assertTrue(dot(row, cases.get(1).embedding()) < 0.99, "the first token is not the mean");
        }
    }

    @Test
    void namesWhatIsWrongWithAFolder(@TempDir Path home) throws IOException {
        Path folder = folder(home);
        Path config = folder.resolve("config.json");
        String good = Files.readString(config);
        assertRefused(folder, config, good.replace("\"bert\"", "\"roberta\""), "model_type");
        assertRefused(folder, config, good.replace("384", "390"), "num_attention_heads");
        assertRefused(folder, config, good.replace("1536", "1000"), "intermediate.dense");
        assertRefused(folder, config, good.replace("30522", "-1"), "vocab_size");
        assertRefused(folder, config, "[]", "JSON object");
        Files.writeString(config, good);
        Files.delete(folder.resolve("tokenizer.json"));
        assertRefused(folder, config, good, "tokenizer.json is missing");
    }

    @Test
    void refusesBytesThatAreNoOnnxFile() {
        assertThrows(IllegalArgumentException.class, () -> new Onnx("not a model".getBytes(StandardCharsets.UTF_8)));
        byte[] endless = new byte[12];
        Arrays.fill(endless, (byte) 0xff);
        assertThrows(IllegalArgumentException.class, () -> new Onnx(endless));
    }

    private static void assertRefused(Path folder, Path config, String text, String because) throws IOException {
        Files.writeString(config, text);
        InvalidInput refusal = assertThrows(InvalidInput.class, () -> SentenceModel.open(folder, "cpu"));
        assertEquals("bad-checkpoint", refusal.code());
        assertTrue(refusal.getMessage().contains(because), refusal.getMessage());
    }

    /** The embedded model, in the form in which models are published. */
    private static Path folder(Path home) throws IOException {
        Path folder = Files.createDirectories(home.resolve("my model"));
        Files.writeString(folder.resolve("config.json"), """
                {"model_type": "bert", "hidden_act": "gelu", "hidden_size": 384, "intermediate_size": 1536, "vocab_size": 30522,
                 "num_hidden_layers": 12, "num_attention_heads": 12, "layer_norm_eps": 1e-12, "max_position_embeddings": 512}""");
        Files.writeString(folder.resolve("config_sentence_transformers.json"),
                "{\"prompts\": {\"label\": \"query: \", \"other\": \"passage: \"}, \"default_prompt_name\": \"label\"}");
        Map<String, Safetensors.Tensor> tensors = new LinkedHashMap<>();
        try (InputStream weights = SentenceModelTest.class.getResourceAsStream("/e5-small-v2-q.onnx");
                InputStream tokenizer = SentenceModelTest.class.getResourceAsStream("/e5-small-v2-q-tokenizer.json")) {
            OnnxWeights.read(weights.readAllBytes()).forEach((name, t) ->
                    tensors.put("bert." + name, new Safetensors.Tensor(t.shape(), t.values(), false)));
            Files.copy(tokenizer, folder.resolve("tokenizer.json"));
        }
        Safetensors.write(folder.resolve("model.safetensors"), tensors);
        return folder;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
