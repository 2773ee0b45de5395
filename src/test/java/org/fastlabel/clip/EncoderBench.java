package org.fastlabel.clip;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.fastlabel.media.image.ImageReading;
import org.fastlabel.media.image.Raster;
import org.fastlabel.torch.BenchReference;
import org.fastlabel.torch.TorchProgram;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Pictures and texts per second of a ViT-B/32 in full size, side by side with open_clip where a Python that has it is named:
 *
 * <pre>mvn -Pbench test -Dtest=EncoderBench -Dbench.reference=/path/to/python [-Dbench.data=target/encoder-bench] [-Dbench.rounds=3]</pre>
 *
 * <p>Weights, pixels, photos and prompts are made up and kept in the data folder. Each round runs every case of both once, so
 * that what else the machine does falls on both; the best round of each counts. Asserts nothing, because machines differ.
 */
@Tag("bench")
class EncoderBench {

    private static final int BATCH = 64;
    private static final int PHOTOS = 192;
    private static final int PROMPTS = 1000;
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);

    private final Path data = Path.of(System.getProperty("bench.data", "target/encoder-bench"));
    private final Map<String, Double> ours = new LinkedHashMap<>();
    private final Map<String, Double> theirs = new LinkedHashMap<>();

    private interface Case {

        /** @return unit-length rows */
        float[][] run() throws Exception;
    }

    @Test
    void againstOpenClip() throws Exception {
        Path folder = RandomCheckpoint.vitB32("F32", 12, false).write(data.resolve("model"), 1);
        float[] pixels = pixels();
        List<String> prompts = prompts();
        List<Path> photos = photos();
        String python = System.getProperty("bench.reference");
        Map<String, float[][]> rows = new LinkedHashMap<>();
        try (ClipModel exact = open(folder, "float32"); ClipModel half = open(folder, "bfloat16");
                BenchReference reference = python == null ? null : new BenchReference(python, "open_clip_bench.py", data)) {
            Map<String, Case> cases = new LinkedHashMap<>();
            for (ClipModel model : List.of(exact, half)) {
                cases.put("images " + model.precision(), () -> model.unitImages(pixels, BATCH));
                cases.put("files " + model.precision(), () -> files(model, photos));
                cases.put("texts " + model.precision(), () -> model.embedTexts(prompts));
            }
            cases.keySet().removeIf(name -> !name.startsWith(System.getProperty("bench.cases", "")));
            for (int round = 0; round <= ROUNDS; round++) {
                for (Map.Entry<String, Case> c : cases.entrySet()) {
                    long start = System.nanoTime();
                    float[][] result = c.getValue().run();
                    double perSecond = result.length * 1e9 / (System.nanoTime() - start);
                    rows.put(c.getKey(), result);
                    System.out.printf("round %d of %d, %s: %.1f per second%n", round, ROUNDS, c.getKey(), perSecond);
                    if (round > 0) {
                        ours.merge(c.getKey(), perSecond, Math::max);
                    }
                    if (reference != null) {
                        double other = reference.perSecond(c.getKey());
                        if (round > 0) {
                            theirs.merge(c.getKey(), other, Math::max);
                        }
                    }
                }
            }
        }
        report(rows);
    }

    /**
     * Writes {@code program.pt}, the programs as any PyTorch loads them, for {@code src/test/bench/programs_on_a_gpu.py}:
     *
     * <pre>mvn -Pbench test -Dtest=EncoderBench#programsForAnyPyTorch</pre>
     */
    @Test
    void programsForAnyPyTorch() throws IOException {
        Path file = Files.createDirectories(data).resolve("program.pt");
        Files.write(file, TorchProgram.archive(ClipProgram.files(false)));
        System.out.println("now: python src/test/bench/programs_on_a_gpu.py " + file + " cuda");
    }

    private static ClipModel open(Path folder, String precision) {
        long start = System.nanoTime();
        ClipModel model = ClipModel.open(folder, "cpu", precision);
        System.out.printf("%s loaded in %.1f s%n", precision, (System.nanoTime() - start) / 1e9);
        return model;
    }

    private void report(Map<String, float[][]> rows) throws IOException {
        System.out.printf("%n%-18s %10s %12s %8s %12s %14s%n", "per second", "FastLabel", "open_clip", "ratio", "ratio to its",
                "cosine, least");
        System.out.printf("%-18s %10s %12s %8s %12s %14s%n", "", "", "", "", "float32", "to its float32");
        for (String name : ours.keySet()) {
            Double other = theirs.get(name);
            Double exact = theirs.get(name.replaceAll(" .*", " float32"));
            String cosine = exact == null ? cosine(rows.get(name), rows.get(name.replaceAll(" .*", " float32")))
                    : cosine(rows.get(name), reference(name.replaceAll(" .*", "")));
            System.out.printf("%-18s %10.1f %12s %8s %12s %14s%n", name, ours.get(name), text(other),
                    text(other == null ? null : ours.get(name) / other), text(exact == null ? null : ours.get(name) / exact), cosine);
        }
        for (String what : List.of("images", "texts")) {
            if (rows.containsKey(what + " bfloat16")) {
                System.out.printf("bfloat16 to our own float32, least cosine: %s %s%n", what,
                        cosine(rows.get(what + " bfloat16"), rows.get(what + " float32")));
            }
        }
    }

    private static String text(Double value) {
        return value == null ? "-" : String.format("%.2f", value);
    }

    /** The least of all rows. */
    private static String cosine(float[][] a, float[][] b) {
        double least = 1;
        for (int i = 0; i < a.length; i++) {
            double dot = 0;
            for (int d = 0; d < a[i].length; d++) {
                dot += (double) a[i][d] * b[i][d];
            }
            least = Math.min(least, dot);
        }
        return String.format("%.5f", least);
    }

    private float[][] reference(String what) throws IOException {
        ByteBuffer raw = ByteBuffer.wrap(Files.readAllBytes(data.resolve("reference-" + what + ".f32"))).order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[raw.remaining() / 4];
        raw.asFloatBuffer().get(values);
        return ClipModel.unit(values, 512);
    }

    /** As the embedding job does it: pictures are read and resized on all cores while those before them are embedded. */
    private static float[][] files(ClipModel model, List<Path> photos) throws Exception {
        List<Future<Raster>> squares = new ArrayList<>();
        for (Path photo : photos) {
            Callable<Raster> read = () -> model.prepared(ImageReading.read(photo));
            squares.add(ForkJoinPool.commonPool().submit(read));
        }
        float[][] rows = new float[photos.size()][];
        for (int from = 0; from < rows.length; from += BATCH) {
            List<Raster> batch = new ArrayList<>();
            for (Future<Raster> square : squares.subList(from, Math.min(rows.length, from + BATCH))) {
                batch.add(square.get());
            }
            float[][] embedded = model.embedPrepared(batch);
            System.arraycopy(embedded, 0, rows, from, embedded.length);
        }
        return rows;
    }

    private float[] pixels() throws IOException {
        SplittableRandom random = new SplittableRandom(2);
        float[] pixels = new float[BATCH * 3 * 224 * 224];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) (random.nextDouble() * 4 - 2);
        }
        ByteBuffer raw = ByteBuffer.allocate(pixels.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(pixels);
        Files.write(data.resolve("pixels.f32"), raw.array());
        return pixels;
    }

    private List<String> prompts() throws IOException {
        String[] styles = {"a photo of", "a blurry photo of", "a drawing of", "a close-up of", "a bright picture of"};
        String[] colours = {"red", "green", "dark blue", "striped", "small", "large", "old", "wooden", "shiny", "broken"};
        String[] things = {"car", "dog", "guitar", "coffee cup", "mountain bike", "bird on a branch", "house", "ship at sea", "face", "tree",
            "bottle", "pair of shoes", "train", "bowl of fruit", "keyboard", "clock", "horse", "umbrella", "street at night", "piece of cake"};
        List<String> prompts = new ArrayList<>();
        for (int i = 0; i < PROMPTS; i++) {
            prompts.add(styles[i % 5] + " a " + colours[i / 5 % 10] + " " + things[i / 50 % 20]);
        }
        Files.write(data.resolve("prompts.txt"), prompts);
        return prompts;
    }

    /** Smooth surfaces, edges and some noise: they compress about as photos do. */
    private List<Path> photos() throws IOException {
        Path folder = Files.createDirectories(data.resolve("jpeg"));
        for (int i = 0; i < PHOTOS; i++) {
            Path file = folder.resolve(String.format("%04d.jpg", i));
            if (!Files.exists(file)) {
                ImageIO.write(photo(new SplittableRandom(i)), "jpg", file.toFile());
            }
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static BufferedImage photo(SplittableRandom random) {
        BufferedImage image = new BufferedImage(640, 480, BufferedImage.TYPE_3BYTE_BGR);
        double[] wave = random.doubles(24, -0.06, 0.06).toArray();
        for (int y = 0; y < 480; y++) {
            for (int x = 0; x < 640; x++) {
                int rgb = 0;
                for (int c = 0; c < 3; c++) {
                    double level = 128 + random.nextInt(17) - 8;
                    for (int k = c * 8; k < c * 8 + 8; k += 2) {
                        level += (k % 4 == 0 ? 25 : 15) * Math.signum(Math.sin(wave[k] * x + wave[k + 1] * y)) * Math.cos(wave[k + 1] * x);
                    }
                    rgb = rgb << 8 | (int) Math.max(0, Math.min(255, level));
                }
                image.setRGB(x, y, rgb);
            }
        }
        return image;
    }
}
