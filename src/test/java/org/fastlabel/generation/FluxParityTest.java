package org.fastlabel.generation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.fastlabel.clip.ClipTokenizer;
import org.fastlabel.torch.Safetensors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The same numbers as diffusers' FluxPipeline at every stage. Each stage is fed with the reference's result of the one before. */
class FluxParityTest {

    private static final double TEXT = 2e-5;
    private static final double T5 = 1e-4;
    private static final double STEP = 5e-5;
    private static final double PIXELS = 5e-5;

    private static FluxFolder folder;
    private static FluxModel model;
    private static Safetensors expected;
    private static JsonObject json;

    @BeforeAll
    static void open() throws IOException {
        folder = FluxFolder.read(FluxFixture.folder());
        model = FluxFixture.open("float32");
        expected = Safetensors.open(FluxFixture.folder().resolve("expected.safetensors"));
        json = JsonParser.parseString(Files.readString(FluxFixture.folder().resolve("cases.json"))).getAsJsonObject();
    }

    @AfterAll
    static void close() {
        model.close();
        expected.close();
    }

    private record Case(int number, String prompt, int width, int height) {

        String named(String tensor) {
            return "case" + number + "." + tensor;
        }

        float[] floats(String tensor) {
            return expected.floats(named(tensor));
        }

        LatentShape shape() {
            return model.latentShape(width, height);
        }
    }

    private static List<Case> cases() {
        JsonArray prompts = json.getAsJsonArray("prompts");
        return json.getAsJsonArray("cases").asList().stream().map(e -> e.getAsJsonObject()).map(c -> new Case(c.get("case").getAsInt(),
                prompts.get(c.get("prompt_index").getAsInt()).getAsString(), c.get("width").getAsInt(), c.get("height").getAsInt())).toList();
    }

    /** Over-long and Chinese prompts too. */
    @Test
    void tokens() {
        try (ClipTokenizer clip = folder.clipTokenizer(); T5Tokenizer t5 = folder.t5Tokenizer()) {
            for (Case c : cases()) {
                assertArrayEquals(expected.integers(c.named("clip_input_ids")), clip.encodePadded(c.prompt()), "CLIP, case " + c.number());
                assertArrayEquals(expected.integers(c.named("t5_input_ids")), t5.encode(c.prompt()), "T5, case " + c.number());
            }
        }
        System.out.println("parity flux: token ids identical");
    }

    @Test
    void textEncoders() {
        for (Case c : cases()) {
            check(c, "prompt_embeds", c.floats("prompt_embeds"), model.program().t5(expected.integers(c.named("t5_input_ids"))), T5);
            check(c, "pooled_prompt_embeds", c.floats("pooled_prompt_embeds"),
                    model.program().clip(expected.integers(c.named("clip_input_ids"))), TEXT);
        }
    }

    /** Every step from the reference's latents before it: what the transformer says, and where Euler goes with it. */
    @Test
    void transformerAndSteps() {
        float[] sigmas = expected.floats("sigmas");
        for (Case c : cases()) {
            Prompt prompt = new Prompt(c.floats("prompt_embeds"), c.floats("pooled_prompt_embeds"), 1);
            float[] out = c.floats("transformer_out");
            float[] after = c.floats("latents_after_step");
            int n = c.shape().size();
            float[] x = c.floats("initial_noise");
            assertArrayEquals(c.floats("initial_latents_packed"), packed(x, c.shape()), "packing");
            try (FluxProgram.Denoiser denoiser = model.program().denoiser(prompt, c.shape())) {
                for (int i = 0; i < sigmas.length - 1; i++) {
                    float[] velocity = denoiser.velocity(x, sigmas[i], 0);
                    check(c, "transformer_out " + i, Arrays.copyOfRange(out, i * n, (i + 1) * n), packed(velocity, c.shape()), STEP);
                    for (int k = 0; k < n; k++) {
                        x[k] += (sigmas[i + 1] - sigmas[i]) * velocity[k];
                    }
                    check(c, "latents_after_step " + i, Arrays.copyOfRange(after, i * n, (i + 1) * n), packed(x, c.shape()), STEP);
                }
            }
            assertArrayEquals(Arrays.copyOfRange(after, 3 * n, 4 * n), c.floats("final_latents_packed"), "the fixture itself");
            decoder(c, x);
        }
    }

    private static void decoder(Case c, float[] latents) {
        try (NDManager scope = model.program().root().newSubManager()) {
            NDArray unscaled = model.program().unscaled(scope, latents, c.shape());
            check(c, "vae_input", c.floats("vae_input"), unscaled.toFloatArray(), STEP);
            NDArray given = scope.create(c.floats("vae_input"), new Shape(1, c.shape().channels(), c.shape().height(), c.shape().width()));
            check(c, "decoded", c.floats("decoded"), model.program().decoded(scope, given).toFloatArray(), PIXELS);
        }
    }

    /** From the text to the picture, with the scheduler that the folder describes. */
    @Test
    void picturesEndToEnd() {
        for (Case c : cases()) {
            GeneratedImage image = model.generate(c.prompt(), List.of(c.floats("initial_noise")),
                    FluxFixture.parameters(4, c.width(), c.height()), (step, steps) -> { }, () -> false).get(0);
            assertEquals(c.width(), image.image().width());
            long[] want = expected.integers(c.named("image_u8"));
            int off = 0;
            for (int i = 0; i < want.length; i++) {
                int difference = (int) Math.abs(want[i] - (image.image().rgb()[i] & 255));
                assertTrue(difference <= 1, "case " + c.number() + " level " + i + " differs by " + difference);
                off += difference;
            }
            System.out.printf("parity flux case %d: image_u8, %d of %d levels off by 1%n", c.number(), off, want.length);
            assertTrue(off <= want.length / 1000, off + " levels differ");
        }
    }

    /** Channel slowest in a token, tokens row by row. */
    private static float[] packed(float[] latents, LatentShape shape) {
        float[] out = new float[latents.length];
        int columns = shape.width() / 2;
        for (int c = 0; c < shape.channels(); c++) {
            for (int y = 0; y < shape.height(); y++) {
                for (int x = 0; x < shape.width(); x++) {
                    int token = y / 2 * columns + x / 2;
                    out[token * 4 * shape.channels() + c * 4 + y % 2 * 2 + x % 2] = latents[(c * shape.height() + y) * shape.width() + x];
                }
            }
        }
        return out;
    }

    private static void check(Case c, String what, float[] want, float[] got, double tolerance) {
        assertEquals(want.length, got.length, what);
        double worst = 0;
        for (int i = 0; i < want.length; i++) {
            double difference = Math.abs(want[i] - got[i]);
            worst = Double.isNaN(difference) ? Double.NaN : Math.max(worst, difference);
        }
        System.out.printf("parity flux case %d: %-22s max difference %.1e (tolerance %.0e)%n", c.number(), what, worst, tolerance);
        assertTrue(worst <= tolerance, "case " + c.number() + " " + what + " differs by " + worst);
    }
}
