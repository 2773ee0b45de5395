package org.fastlabel.goldennoise.learning;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.fastlabel.generation.GeneratedImage;
import org.fastlabel.generation.GenerationParameters;
import org.fastlabel.generation.InitialNoise;
import org.fastlabel.generation.LatentShape;
import org.fastlabel.generation.TextToImage;
import org.fastlabel.goldennoise.ShownImage;
import org.fastlabel.goldennoise.Verdict;
import org.fastlabel.goldennoise.analysis.Planted;
import org.fastlabel.media.image.Raster;

/**
 * A model whose rule is known: prompts are numbers "prompt a b", of which each stands for a direction of the noise; a picture is the better,
 * the further its noise lies in both directions, and its one grey says how good it is. The early look may tell that too.
 */
final class FakeModel implements TextToImage {

    static final LatentShape SHAPE = new LatentShape(4, 4, 4);
    static final int WORDS = 8;
    /** How much of the goodness of a picture is in its noise; the rest nobody can know. */
    private final double known;
    private final boolean shows;

    /** @param shows whether the early look tells how good the picture will be */
    FakeModel(double known, boolean shows) {
        this.known = known;
        this.shows = shows;
    }

    static String prompt(int number) {
        return "prompt " + number % WORDS + " " + number / WORDS % WORDS + " of " + number;
    }

    @Override
    public String id() {
        return "fake-1";
    }

    @Override
    public LatentShape latentShape(int width, int height) {
        return SHAPE;
    }

    /** Standard normal over noises. */
    double goodness(String prompt, float[] noise) {
        String[] words = prompt.split(" ");
        double sum = 0;
        for (int w = 1; w <= 2; w++) {
            sum += along(Integer.parseInt(words[w]), noise) / Math.sqrt(2);
        }
        double luck = new SplittableRandom(Arrays.hashCode(noise) * 31L + prompt.hashCode()).nextGaussian();
        return Math.sqrt(known) * sum + Math.sqrt(1 - known) * luck;
    }

    private static double along(int word, float[] noise) {
        RandomGenerator random = new SplittableRandom(word * 1000003L);
        double sum = 0;
        double length = 0;
        for (float x : noise) {
            double d = random.nextGaussian();
            sum += d * x;
            length += d * d;
        }
        return sum / Math.sqrt(length);
    }

    @Override
    public List<GeneratedImage> generate(String prompt, List<float[]> noises, GenerationParameters parameters, Listener listener,
            BooleanSupplier cancelled) {
        return noises.stream().map(noise -> {
            byte[] rgb = new byte[3];
            Arrays.fill(rgb, (byte) Math.max(0, Math.min(255, Math.round(128 + 32 * goodness(prompt, noise)))));
            return new GeneratedImage(new Raster(1, 1, rgb), look(prompt, noise));
        }).toList();
    }

    @Override
    public List<float[]> early(String prompt, List<float[]> noises, GenerationParameters parameters) {
        return noises.stream().map(noise -> look(prompt, noise)).toList();
    }

    private float[] look(String prompt, float[] noise) {
        float[] early = new float[SHAPE.size()];
        RandomGenerator random = new SplittableRandom(Arrays.hashCode(noise));
        for (int d = 0; d < early.length; d++) {
            early[d] = (float) (0.5 * random.nextGaussian() + (shows && d < 4 ? goodness(prompt, noise) : 0));
        }
        return early;
    }

    @Override
    public float[] describe(String prompt) {
        float[] described = new float[WORDS + 3];
        String[] words = prompt.split(" ");
        for (int w = 1; w <= 2; w++) {
            described[Integer.parseInt(words[w])]++;
        }
        return described;
    }

    /** The best third is golden. */
    static boolean golden(double goodness) {
        return goodness > 0.43;
    }

    List<ShownImage> judged(int prompts, int perPrompt) {
        List<ShownImage> images = new ArrayList<>();
        IntStream.range(0, prompts * perPrompt).forEach(i -> {
            String prompt = prompt(i / perPrompt);
            double goodness = goodness(prompt, InitialNoise.of(i, SHAPE));
            images.add(new ShownImage("batch", i / perPrompt, prompt, i, InitialNoise.VERSION, id(), Planted.PARAMETERS, i % perPrompt, i + ".png",
                    20 + goodness, true, golden(goodness) ? Verdict.GOLDEN : Verdict.NEITHER, "judge", Instant.EPOCH));
        });
        return images;
    }

    /** Sees the grey of a picture. */
    static final PictureJudge TRUTH = new PictureJudge() {

        @Override
        public String name() {
            return "simulated";
        }

        @Override
        public double[] golden(String prompt, List<Raster> pictures) {
            return pictures.stream().mapToDouble(p -> FakeModel.golden(((p.rgb()[0] & 255) - 128) / 32.0) ? 1 : 0).toArray();
        }
    };
}
