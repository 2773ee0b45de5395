package org.fastlabel.goldennoise.learning;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.fastlabel.generation.InitialNoise;
import org.fastlabel.generation.TextToImage;

/** Makes new pictures with and without the refiner, from the same noises, and has them judged. */
final class RefinerTrial {

    /** Seeds from here on; far from those that people have seen. */
    private static final long FIRST_SEED = 1L << 40;
    private static final double[] STRENGTHS = {0.25, 0.5, 1, 2};

    private final GoldenProgram program;
    private final Material material;
    private final PictureJudge judge;
    private final BooleanSupplier cancelled;

    /** @param plain what the judge says of pictures of the noises as they are @param refined and as the refiner made them */
    record Outcome(PromptShares plain, PromptShares refined) {
    }

    RefinerTrial(GoldenProgram program, Material material, PictureJudge judge, BooleanSupplier cancelled) {
        this.program = program;
        this.material = material;
        this.judge = judge;
        this.cancelled = cancelled;
    }

    /** The strength whose pictures the judge likes best on these prompts; 0 where none is better than the plain noise. */
    double strength(Refiner refiner, int[] prompts, int perPrompt) {
        double best = 0;
        double most = Arrays.stream(judged(null, prompts, perPrompt).hits()).sum();
        for (double strength : STRENGTHS) {
            double liked = Arrays.stream(judged(refiner.withStrength(strength), prompts, perPrompt).hits()).sum();
            if (liked > most) {
                most = liked;
                best = strength;
            }
        }
        return best;
    }

    Outcome outcome(Refiner refiner, int[] prompts, int perPrompt) {
        return new Outcome(judged(null, prompts, perPrompt), judged(refiner, prompts, perPrompt));
    }

    private PromptShares judged(Refiner refiner, int[] prompts, int perPrompt) {
        double[] hits = new double[material.cells().prompts().size()];
        double[] of = new double[hits.length];
        for (int p : prompts) {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException();
            }
            String prompt = material.cells().prompts().get(p);
            float[][] noises = IntStream.range(0, perPrompt).mapToObj(k -> InitialNoise.of(FIRST_SEED + (long) p * perPrompt + k, material.shape()))
                    .toArray(float[][]::new);
            float[][] used = refiner == null ? noises : refiner.refine(program, noises, material.noise().described()[p], material.shape());
            TextToImage.Listener silent = (step, steps) -> { };
            double[] judged = judge.golden(prompt, material.model().generate(prompt, List.of(used), material.parameters(), silent, cancelled)
                    .stream().map(made -> made.image()).toList());
            hits[p] = Arrays.stream(judged).sum();
            of[p] = judged.length;
        }
        return new PromptShares(hits, of);
    }
}
