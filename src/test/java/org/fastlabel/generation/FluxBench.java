package org.fastlabel.generation;

import ai.djl.ndarray.NDManager;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.fastlabel.torch.BenchReference;
import org.fastlabel.torch.TorchProgram;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The parts of a FLUX model of middle size, side by side with the same modules in PyTorch where a Python that has it (with transformers and
 * safetensors) is named:
 *
 * <pre>mvn -Pbench test -Dtest=FluxBench -Dbench.reference=/path/to/python [-Dbench.data=target/flux-bench] [-Dbench.rounds=3]</pre>
 *
 * <p>Weights and inputs are made up. Each round runs every case of both once, so that what else the machine does falls on both; the
 * best round of each counts. Asserts nothing, because machines differ.
 */
@Tag("bench")
class FluxBench {

    private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
    private static final int SIDE = 256;
    private static final int DECODED = 256;

    private final Path data = Path.of(System.getProperty("bench.data", "target/flux-bench"));
    private final Map<String, Double> ours = new LinkedHashMap<>();
    private final Map<String, Double> theirs = new LinkedHashMap<>();

    private interface Case {

        float[] run();
    }

    @Test
    void againstPyTorch() throws Exception {
        Path folder = middle(data.resolve("model"));
        String python = System.getProperty("bench.reference");
        Map<String, float[]> results = new LinkedHashMap<>();
        FluxFolder read = FluxFolder.read(folder);
        try (FluxModel exact = FluxModel.open(read, "cpu", "float32", FluxFixture.QUIET);
                FluxModel half = FluxModel.open(read, "cpu", "bfloat16", FluxFixture.QUIET)) {
            Map<String, Case> cases = new LinkedHashMap<>();
            cases.putAll(cases(exact));
            cases.putAll(cases(half));
            cases.keySet().removeIf(name -> !name.startsWith(System.getProperty("bench.cases", "")));
            try (BenchReference reference = python == null ? null : new BenchReference(python, "flux_bench.py", data)) {
                for (int round = 0; round <= ROUNDS; round++) {
                    for (Map.Entry<String, Case> c : cases.entrySet()) {
                        long start = System.nanoTime();
                        results.put(c.getKey(), c.getValue().run());
                        double own = 1e9 / (System.nanoTime() - start);
                        double other = reference == null ? 0 : reference.perSecond(c.getKey());
                        System.out.printf("round %d of %d, %s: %.0f ms, PyTorch %.0f ms%n", round, ROUNDS, c.getKey(), 1e3 / own, 1e3 / other);
                        if (round > 0) {
                            ours.merge(c.getKey(), own, Math::max);
                            theirs.merge(c.getKey(), other, Math::max);
                        }
                    }
                }
            }
        }
        System.out.printf("%n%-22s %12s %12s %8s %22s%n", "", "FastLabel ms", "PyTorch ms", "ratio", "cosine to its float32");
        for (String name : ours.keySet()) {
            Path wanted = data.resolve("reference-" + name.split(" ")[0] + ".f32");
            System.out.printf("%-22s %12.1f %12.1f %8.2f %22s%n", name, 1e3 / ours.get(name), 1e3 / theirs.get(name), ours.get(name) / theirs.get(name),
                    Files.exists(wanted) ? String.format("%.6f", cosine(results.get(name), floats(wanted))) : "-");
        }
    }

    /** A transformer of 0.3 billion parameters, heads as wide as FLUX's; a T5 of base size; half of FLUX's channels. */
    private static Path middle(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            ModelCopy.in(folder.getParent(), folder.getFileName().toString());
        }
        RandomFlux flux = new RandomFlux(folder, false, 300_000_000)
                .with("text_encoder_2", Map.of("d_model", 768, "num_heads", 12, "d_kv", 64, "d_ff", 2048, "num_layers", 6))
                .with("transformer", Map.of("joint_attention_dim", 768, "num_attention_heads", 8, "attention_head_dim", 128,
                        "axes_dims_rope", List.of(16, 56, 56), "num_layers", 3, "num_single_layers", 6))
                .with("vae", Map.of("block_out_channels", List.of(64, 128, 256, 256), "norm_num_groups", 32, "layers_per_block", 2));
        flux.write("text_encoder_2", "transformer", "vae");
        return folder;
    }

    private Map<String, Case> cases(FluxModel model) throws IOException {
        FluxProgram program = model.program();
        LatentShape large = model.latentShape(SIDE, SIDE);
        LatentShape small = model.latentShape(DECODED, DECODED);
        float[] noise = InitialNoise.of(1, large);
        float[] latents = InitialNoise.of(2, small);
        float[] context = InitialNoise.of(3, new LatentShape(1, 256, 768));
        float[] pooled = InitialNoise.of(4, new LatentShape(1, 1, 40));
        long[] ids = LongStream.range(0, 256).map(i -> 3 + i * 7 % 250).toArray();
        write("noise", noise);
        write("latents", latents);
        write("context", context);
        write("pooled", pooled);
        Map<String, Case> cases = new LinkedHashMap<>();
        cases.put("t5 " + model.precision(), () -> program.t5(ids));
        cases.put("transformer " + model.precision(), () -> {
            try (FluxProgram.Denoiser denoiser = program.denoiser(new Prompt(context, pooled, 256), large)) {
                return denoiser.velocity(noise, 0.7, 0);
            }
        });
        cases.put("decoder " + model.precision(), () -> {
            try (NDManager scope = program.root().newSubManager()) {
                return program.decoded(scope, program.unscaled(scope, latents, small)).toFloatArray();
            }
        });
        return cases;
    }

    private void write(String name, float[] values) throws IOException {
        ByteBuffer raw = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        Files.write(data.resolve(name + ".f32"), raw.array());
    }

    private static float[] floats(Path file) throws IOException {
        ByteBuffer raw = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[raw.remaining() / 4];
        raw.asFloatBuffer().get(values);
        return values;
    }

    private static double cosine(float[] a, float[] b) {
        double dot = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            dot += (double) a[i] * b[i];
            aa += (double) a[i] * a[i];
            bb += (double) b[i] * b[i];
        }
        return dot / Math.sqrt(aa * bb);
    }

    /**
     * Writes {@code program.pt}, the programs as any PyTorch loads them, for {@code src/test/bench/flux_on_a_gpu.py}:
     *
     * <pre>mvn -Pbench test -Dtest=FluxBench#programsForAnyPyTorch</pre>
     */
    @Test
    void programsForAnyPyTorch() throws IOException {
        Path file = Files.createDirectories(data).resolve("program.pt");
        Files.write(file, TorchProgram.archive(FluxProgram.files(false)));
        System.out.println("now: python src/test/bench/flux_on_a_gpu.py " + file + " cuda");
    }

    /** A batch of pictures as the embedded model makes them, by a model of its size: seconds, and seconds of the processor. */
    @Test
    void batchOfSmallPictures(@TempDir Path temporary) throws IOException {
        Path folder = ModelCopy.in(temporary, "small");
        Files.writeString(folder.resolve("tokenizer_2/tokenizer_config.json"), "{\"model_max_length\": 24}");
        new RandomFlux(folder, false, 300_000_000)
                .with("text_encoder_2", Map.of("d_model", 96, "num_heads", 4, "d_kv", 24, "d_ff", 192, "num_layers", 2))
                .with("transformer", Map.of("joint_attention_dim", 96, "num_attention_heads", 4, "attention_head_dim", 32,
                        "axes_dims_rope", List.of(8, 12, 12), "num_layers", 2, "num_single_layers", 4))
                .with("vae", Map.of("block_out_channels", List.of(16, 32, 64, 96), "norm_num_groups", 8, "layers_per_block", 1))
                .write("text_encoder_2", "transformer", "vae");
        for (String precision : List.of("float32", "bfloat16")) {
            try (FluxModel model = FluxModel.open(FluxFolder.read(folder), "cpu", precision, FluxFixture.QUIET)) {
                LatentShape shape = model.latentShape(64, 64);
                List<float[]> noises = LongStream.range(0, 8).mapToObj(seed -> InitialNoise.of(seed, shape)).toList();
                best("8 pictures of 64 x 64 in 8 steps, " + precision, () -> model.generate("a smiling woman", noises,
                        FluxFixture.parameters(8, 64, 64), (step, steps) -> { }, () -> false));
                best("a first look at 8, " + precision, () -> model.early("a smiling woman", noises, FluxFixture.parameters(8, 64, 64)));
                best("decoding 8, " + precision, () -> model.program().pictures(Batches.joined(noises), shape));
            }
        }
    }

    private static void best(String what, Runnable work) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        double wall = Double.MAX_VALUE;
        double cpu = Double.MAX_VALUE;
        for (int round = 0; round < 20; round++) {
            long before = system.getProcessCpuTime();
            long start = System.nanoTime();
            work.run();
            wall = Math.min(wall, (System.nanoTime() - start) / 1e9);
            cpu = Math.min(cpu, (system.getProcessCpuTime() - before) / 1e9);
        }
        System.out.printf("%s: %.3f s, of the processor %.3f s%n", what, wall, cpu);
    }

    /** More bytes of weights than the whole Java heap has, in several shards, go through it. */
    @Test
    void loadsMoreThanTheHeapHolds(@TempDir Path temporary) throws IOException {
        Path folder = ModelCopy.in(temporary, "large");
        new RandomFlux(folder, true, 400_000_000)
                .with("text_encoder_2", Map.of("d_model", 2048, "num_heads", 32, "d_kv", 64, "d_ff", 8192, "num_layers", 12, "vocab_size", 20_000))
                .with("transformer", Map.of("joint_attention_dim", 2048)).write("text_encoder_2", "transformer");
        FluxFolder read = FluxFolder.read(folder);
        long start = System.nanoTime();
        try (FluxModel model = FluxModel.open(read, "cpu", "bfloat16", FluxFixture.QUIET)) {
            System.out.printf("%s: %.2f billion parameters, %.2f GB of bfloat16, heap %.2f GB at most, loaded in %.1f s%n", model.id(),
                    read.parameters() / 1e9, 2 * read.parameters() / 1e9, Runtime.getRuntime().maxMemory() / 1e9, (System.nanoTime() - start) / 1e9);
        }
    }
}
