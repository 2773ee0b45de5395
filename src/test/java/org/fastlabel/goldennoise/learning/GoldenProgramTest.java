package org.fastlabel.goldennoise.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.fastlabel.goldennoise.learning.GoldenProgram.Descent;
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
    private static boolean[] interaction(Examples e) {
        boolean[] golden = new boolean[e.size()];
        IntStream.range(0, golden.length).forEach(i -> golden[i] = e.described()[e.prompt()[i]][0] * e.features()[i][0]
                + e.described()[e.prompt()[i]][1] * e.features()[i][1] > 0);
        return golden;
    }

    @Test
    void learnsWhatDependsOnNoiseAndPromptTogether() {
        try (GoldenProgram program = new GoldenProgram()) {
            Examples train = random(2000, 100, 1);
            Examples validation = random(500, 40, 2);
            Descent found = program.descend(train, interaction(train), validation, interaction(validation), () -> false);
            assertTrue(found.loss() < 0.3, found.toString());
            Examples test = random(500, 40, 4);
            double[] logits = program.logits(test, found.weights());
            boolean[] truth = interaction(test);
            long right = IntStream.range(0, 500).filter(i -> logits[i] > 0 == truth[i]).count();
            assertTrue(right > 440, right + " of 500");
        }
    }

    @Test
    void saysNothingWhereNothingCanBeLearned() {
        try (GoldenProgram program = new GoldenProgram()) {
            RandomGenerator coin = new SplittableRandom(7);
            boolean[] train = new boolean[300];
            boolean[] validation = new boolean[300];
            IntStream.range(0, 300).forEach(i -> {
                train[i] = coin.nextInt(4) == 0;
                validation[i] = coin.nextInt(4) == 0;
            });
            Descent found = program.descend(random(300, 30, 5), train, random(300, 30, 6), validation, () -> false);
            LogisticCurve none = LogisticCurve.fit(new double[300], validation);
            assertTrue(found.loss() > none.loss(new double[300], validation) - 0.01, found.toString());
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
            Network network = Network.refiner(FEATURES, PROMPT);
            Fit one = program.train(network, train, moved(train), train, moved(train), 3, () -> false);
            Fit two = program.train(network, train, moved(train), train, moved(train), 3, () -> false);
            assertArrayEquals(one.weights().get("x.weight").values(), two.weights().get("x.weight").values());
            Descent first = program.descend(train, interaction(train), train, interaction(train), () -> false);
            Descent second = program.descend(train, interaction(train), train, interaction(train), () -> false);
            assertArrayEquals(first.weights().get("both.weight").values(), second.weights().get("both.weight").values());
        }
    }
}
