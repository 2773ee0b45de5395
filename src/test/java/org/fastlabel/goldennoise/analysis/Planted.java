package org.fastlabel.goldennoise.analysis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import org.fastlabel.generation.GenerationParameters;
import org.fastlabel.goldennoise.ShownImage;
import org.fastlabel.goldennoise.Verdict;

/** Records whose truth is known. */
public final class Planted {

    public static final GenerationParameters PARAMETERS = new GenerationParameters(4, 0, "flow-match-euler", 64, 64);

    private Planted() {
    }

    public static ShownImage image(String prompt, long seed, boolean golden) {
        return new ShownImage("batch", 1, prompt, seed, 1, "fake-1", PARAMETERS, 0, prompt.hashCode() + "/" + seed + ".png", null, true,
                golden ? Verdict.GOLDEN : Verdict.NEITHER, "judge", Instant.EPOCH);
    }

    /** All seeds under all prompts, but for cells left out; golden where prompt + seed + chance, normal effects of these variances, exceed 0. */
    static Cells crossed(int prompts, int seeds, double promptVariance, double seedVariance, double chance, double present, RandomGenerator random) {
        double[] row = random.doubles(prompts).map(u -> random.nextGaussian() * Math.sqrt(promptVariance)).toArray();
        double[] column = random.doubles(seeds).map(u -> random.nextGaussian() * Math.sqrt(seedVariance)).toArray();
        List<ShownImage> images = new ArrayList<>();
        for (int p = 0; p < prompts; p++) {
            for (int s = 0; s < seeds; s++) {
                double value = row[p] + column[s] + random.nextGaussian() * Math.sqrt(chance);
                if (random.nextDouble() < present) {
                    images.add(image("prompt " + p, s, value > 0));
                }
            }
        }
        return Cells.of(images);
    }

    /** Every prompt with seeds of its own. */
    static Cells fresh(int prompts, int perPrompt, IntPredicate golden) {
        List<ShownImage> images = new ArrayList<>();
        for (int i = 0; i < prompts * perPrompt; i++) {
            images.add(image("prompt " + i / perPrompt, i, golden.test(i)));
        }
        return Cells.of(images);
    }
}
