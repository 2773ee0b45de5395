package org.fastlabel.generation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.fastlabel.api.CapacityExceeded;
import org.fastlabel.api.Conflict;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.generation.sampling.Sampler;
import org.fastlabel.torch.Precision;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FluxModelTest {

    private static final String PROMPT = "a photo of a cat";

    private static FluxModel model;

    @TempDir
    private Path temporary;

    @BeforeAll
    static void open() {
        model = FluxFixture.open("float32");
    }

    @AfterAll
    static void close() {
        model.close();
    }

    private static List<float[]> noises(int n, int width, int height) {
        List<float[]> noises = new ArrayList<>();
        for (int seed = 0; seed < n; seed++) {
            noises.add(InitialNoise.of(seed, model.latentShape(width, height)));
        }
        return noises;
    }

    private static List<GeneratedImage> generate(FluxModel by, List<float[]> noises, GenerationParameters p) {
        return by.generate(PROMPT, noises, p, (step, steps) -> { }, () -> false);
    }

    @Test
    void latentsHaveAnEighthOfTheSides() {
        assertEquals(new LatentShape(16, 6, 12), model.latentShape(96, 48));
    }

    /** Each picture is that of its noise, whoever else is in the batch. */
    @Test
    void batches() {
        GenerationParameters p = FluxFixture.parameters(2, 64, 48);
        List<float[]> noises = noises(3, 64, 48);
        List<GeneratedImage> together = generate(model, noises, p);
        for (int i = 0; i < 3; i++) {
            GeneratedImage alone = generate(model, noises.subList(i, i + 1), p).get(0);
            assertEquals(64, alone.image().width());
            assertEquals(48, alone.image().height());
            assertTrue(levels(alone, together.get(i)) <= 1);
            assertArrayEquals(alone.early(), together.get(i).early(), 1e-4f);
        }
        assertTrue(levels(together.get(0), together.get(1)) > 20, "different noise, different picture");
    }

    private static int levels(GeneratedImage a, GeneratedImage b) {
        int worst = 0;
        for (int i = 0; i < a.image().rgb().length; i++) {
            worst = Math.max(worst, Math.abs((a.image().rgb()[i] & 255) - (b.image().rgb()[i] & 255)));
        }
        return worst;
    }

    @Test
    void everySchedulerMakesAPicture() {
        for (String scheduler : Sampler.names()) {
            GenerationParameters p = new GenerationParameters(3, 0, scheduler, 32, 32);
            GeneratedImage image = generate(model, noises(1, 32, 32), p).get(0);
            assertTrue(distinct(image.image().rgb()) > 20, scheduler);
            for (float value : image.early()) {
                assertTrue(Float.isFinite(value), scheduler);
            }
        }
    }

    private static long distinct(byte[] levels) {
        boolean[] seen = new boolean[256];
        for (byte level : levels) {
            seen[level & 255] = true;
        }
        return IntStream.range(0, 256).filter(i -> seen[i]).count();
    }

    @Test
    void earlyIsTheSameLookWithoutThePicture() {
        GenerationParameters p = FluxFixture.parameters(4, 32, 32);
        List<float[]> noises = noises(35, 32, 32);
        List<float[]> early = model.early(PROMPT, noises, p);
        assertEquals(35, early.size());
        List<GeneratedImage> images = generate(model, noises.subList(33, 35), p);
        assertArrayEquals(images.get(0).early(), early.get(33), 1e-4f);
        assertArrayEquals(images.get(1).early(), early.get(34), 1e-4f);
    }

    @Test
    void promptsAreDescribed() {
        float[] cat = model.describe(PROMPT);
        assertEquals(40 + 32, cat.length);
        assertArrayEquals(cat, model.describe(PROMPT));
        assertFalse(Arrays.equals(cat, model.describe("a photo of a dog")));
    }

    @Test
    void toldOfEverySteps() {
        List<String> told = new ArrayList<>();
        model.generate(PROMPT, noises(2, 32, 32), FluxFixture.parameters(3, 32, 32), (step, steps) -> told.add(step + "/" + steps),
                () -> false);
        assertEquals(List.of("1/3", "2/3", "3/3"), told);
    }

    @Test
    void cancelledBetweenSteps() {
        List<Integer> told = new ArrayList<>();
        assertThrows(CancellationException.class, () -> model.generate(PROMPT, noises(1, 32, 32), FluxFixture.parameters(100, 32, 32),
                (step, steps) -> told.add(step), () -> told.size() == 2));
        assertEquals(List.of(1, 2), told);
    }

    @Test
    void whatItCannotMake() {
        assertEquals("bad-size", code(FluxFixture.parameters(4, 60, 64)));
        assertEquals("bad-size", code(FluxFixture.parameters(4, 64, 0)));
        assertEquals("bad-size", code(FluxFixture.parameters(4, 64, 1 << 20)));
        assertEquals("bad-steps", code(FluxFixture.parameters(0, 64, 64)));
        assertEquals("bad-guidance", code(new GenerationParameters(4, Double.NaN, "flow-match-euler", 64, 64)));
        assertEquals("unknown-scheduler", code(new GenerationParameters(4, 0, "magic", 64, 64)));
        assertEquals("bad-noise", assertThrows(InvalidInput.class,
                () -> generate(model, List.of(new float[5]), FluxFixture.parameters(1, 32, 32))).code());
    }

    private static String code(GenerationParameters p) {
        return assertThrows(InvalidInput.class, () -> generate(model, List.of(), p)).code();
    }

    /** Rounding only, as the fixtures' README measures it for the whole pipeline. */
    @Test
    void shortNumbersGiveNearlyTheSamePicture() {
        GenerationParameters p = FluxFixture.parameters(4, 64, 64);
        List<float[]> noises = noises(2, 64, 64);
        List<GeneratedImage> exact = generate(model, noises, p);
        for (String precision : List.of("bfloat16", "float16")) {
            try (FluxModel half = FluxFixture.open(precision)) {
                List<GeneratedImage> images = generate(half, noises, p);
                for (int i = 0; i < 2; i++) {
                    int levels = levels(exact.get(i), images.get(i));
                    assertTrue(levels > 0 && levels < 26, precision + " differs by " + levels + " levels");
                }
            }
        }
    }

    @Test
    void theIdFollowsTheWeights() throws IOException {
        assertTrue(model.id().matches("flux-[0-9a-f]{16}"), model.id());
        Path copy = ModelCopy.in(temporary, "flux");
        try (FluxModel same = FluxModel.open(FluxFolder.read(copy), "cpu", "bfloat16", FluxFixture.QUIET)) {
            assertEquals(model.id(), same.id());
        }
        ModelCopy.edit(copy.resolve("scheduler/scheduler_config.json"), "\"shift\": 1.0", "\"shift\": 3.0");
        try (FluxModel other = FluxModel.open(FluxFolder.read(copy), "cpu", "float32", FluxFixture.QUIET)) {
            assertNotEquals(model.id(), other.id());
        }
    }

    @Test
    void loadingTellsItsBytesAndCanBeGivenUp() {
        FluxFolder folder = FluxFolder.read(FluxFixture.folder());
        AtomicLong bytes = new AtomicLong();
        FluxModel.open(folder, "cpu", "bfloat16", (part, n) -> bytes.addAndGet(n)).close();
        assertEquals(FluxMemory.weights(folder, Precision.BFLOAT16), bytes.get());
        assertEquals(2 * folder.parameters(), bytes.get());
        assertThrows(CancellationException.class, () -> FluxModel.open(folder, "cpu", "float32", (part, n) -> {
            if (part.equals("transformer")) {
                throw new CancellationException();
            }
        }));
    }

    @Test
    void tooLargeIsSaidWithTheNumbers() {
        FluxFolder folder = FluxFolder.read(FluxFixture.folder());
        CapacityExceeded e = assertThrows(CapacityExceeded.class,
                () -> FluxMemory.require(folder, Precision.FLOAT32, 100_000_000, "gpu(0)"));
        assertEquals("model-too-large", e.code());
        assertTrue(e.getMessage().contains("0.1 GB are free on gpu(0)"), e.getMessage());
        FluxMemory.require(folder, Precision.FLOAT32, 1_000_000_000_000L, "gpu(0)");
    }

    @Test
    void closedModelsSaySo() {
        FluxModel other = FluxFixture.open("float32");
        other.close();
        other.close();
        assertEquals("model-changed", assertThrows(Conflict.class, () -> generate(other, noises(1, 32, 32),
                FluxFixture.parameters(1, 32, 32))).code());
        assertThrows(Conflict.class, () -> other.describe(PROMPT));
    }

    /** What does not fit is halved until it does; steps are told in order. */
    @Test
    void halvesWhatTheDeviceHasNoMemoryFor() {
        List<Integer> sizes = new ArrayList<>();
        List<Integer> steps = new ArrayList<>();
        Batches.Batch<Float> batch = (noises, listener) -> {
            if (noises.size() > 2) {
                throw new CapacityExceeded("device-out-of-memory", "full");
            }
            sizes.add(noises.size());
            listener.step(1, 2);
            listener.step(2, 2);
            return noises.stream().map(n -> n[0]).toList();
        };
        List<float[]> noises = List.of(new float[] {0}, new float[] {1}, new float[] {2}, new float[] {3}, new float[] {4});
        assertEquals(List.of(0f, 1f, 2f, 3f, 4f), Batches.split(noises, (step, of) -> steps.add(step), batch));
        assertEquals(List.of(2, 1, 2), sizes);
        assertEquals(steps.stream().sorted().toList(), steps);
        assertEquals(2, steps.get(steps.size() - 1));
        CapacityExceeded e = assertThrows(CapacityExceeded.class, () -> Batches.split(noises, (step, of) -> { }, (some, listener) -> {
            throw new CapacityExceeded("device-out-of-memory", "full");
        }));
        assertTrue(e.getMessage().contains("one picture"), e.getMessage());
    }
}
