package org.fastlabel.goldennoise.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.fastlabel.goldennoise.learning.GoldenProgram.Fit;
import org.junit.jupiter.api.Test;

class GoldenProgramTest {

    private static final int FEATURES = 12;
    private static final int PROMPT = 5;

    private static Examples random(int rows, int prompts, long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        return new Examples(gaussian(rows, FEATURES, random), gaussian(prompts, PROMPT, random),
                IntStream.range(0, rows).map(i -> i % prompts).toArray());
    }

    private static float[][] gaussian(int rows, int columns, RandomGenerator random) {
        float[][] out = new float[rows][columns];
        for (float[] row : out) {
            for (int d = 0; d < columns; d++) {
                row[d] = (float) random.nextGaussian();
            }
        }
        return out;
    }

    /** Golden where the feature that the prompt names is large: nothing that noise or prompt tells alone. */
    private static float[][] interaction(Examples e) {
        return IntStream.range(0, e.size()).mapToObj(i -> new float[] {
            e.described()[e.prompt()[i]][0] * e.features()[i][0] + e.described()[e.prompt()[i]][1] * e.features()[i][1] > 0 ? 1 : 0})
                .toArray(float[][]::new);
    }

    @Test
    void learnsWhatDependsOnNoiseAndPromptTogether() {
        try (GoldenProgram program = new GoldenProgram()) {
            Examples train = random(2000, 100, 1);
            Examples validation = random(500, 40, 2);
            Fit fit = program.train(Network.selector(FEATURES, PROMPT, 0.1), train, interaction(train), validation, interaction(validation), 3,
                    () -> false);
            assertEquals(Math.log(2), fit.before(), 0.02);
            assertTrue(fit.after() < 0.5, fit.toString());
            Examples test = random(500, 40, 4);
            double[] logits = program.logits(test, fit.weights());
            float[][] truth = interaction(test);
            long right = IntStream.range(0, 500).filter(i -> logits[i] > 0 == truth[i][0] > 0).count();
            assertTrue(right > 430, right + " of 500");
        }
    }

    @Test
    void keepsItsBeginningWhereNothingCanBeLearned() {
        try (GoldenProgram program = new GoldenProgram()) {
            Examples train = random(300, 30, 5);
            Examples validation = random(300, 30, 6);
            RandomGenerator coin = new SplittableRandom(7);
            float[][] goals = IntStream.range(0, 300).mapToObj(i -> new float[] {coin.nextInt(4) == 0 ? 1 : 0}).toArray(float[][]::new);
            float[][] others = IntStream.range(0, 300).mapToObj(i -> new float[] {coin.nextInt(4) == 0 ? 1 : 0}).toArray(float[][]::new);
            Fit fit = program.train(Network.selector(FEATURES, PROMPT, 0.1), train, goals, validation, others, 3, () -> false);
            assertTrue(fit.after() > fit.before() - 0.01, fit.toString());
        }
    }

    /** The way to go depends on the prompt alone. */
    @Test
    void aRefinerFindsTheWay() {
        try (GoldenProgram program = new GoldenProgram()) {
            Examples train = random(1000, 50, 8);
            Examples validation = random(200, 20, 9);
            Fit fit = program.train(Network.refiner(FEATURES, PROMPT), train, moved(train), validation, moved(validation), 3, () -> false);
            assertTrue(fit.after() < 0.3 * fit.before(), fit.toString());
            float[][] changes = program.changes(validation, fit.weights());
            assertEquals(FEATURES, changes[0].length);
            assertEquals(200, changes.length);
        }
    }

    private static float[][] moved(Examples e) {
        return IntStream.range(0, e.size()).mapToObj(i -> {
            float[] to = e.features()[i].clone();
            IntStream.range(0, PROMPT).forEach(d -> to[d] += e.described()[e.prompt()[i]][d]);
            return to;
        }).toArray(float[][]::new);
    }

    @Test
    void theSameSeedGivesTheSameNetwork() {
        try (GoldenProgram program = new GoldenProgram()) {
            Examples train = random(200, 20, 1);
            Network network = Network.selector(FEATURES, PROMPT, 0.1);
            Fit one = program.train(network, train, interaction(train), train, interaction(train), 3, () -> false);
            Fit two = program.train(network, train, interaction(train), train, interaction(train), 3, () -> false);
            assertArrayEquals(one.weights().get("x.weight").values(), two.weights().get("x.weight").values());
        }
    }
}
