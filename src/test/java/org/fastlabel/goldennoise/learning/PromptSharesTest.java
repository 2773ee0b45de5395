package org.fastlabel.goldennoise.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.fastlabel.goldennoise.ShownImage;
import org.fastlabel.goldennoise.analysis.Cells;
import org.fastlabel.goldennoise.analysis.Planted;
import org.fastlabel.goldennoise.learning.PromptShares.Estimate;
import org.junit.jupiter.api.Test;

class PromptSharesTest {

    @Test
    void aucCountsPairsOfOnePromptOnly() {
        int[] prompt = {0, 0, 0, 1, 1, 2};
        boolean[] golden = {true, false, false, true, false, true};
        double[] score = {0.5, 0.4, 0.5, -3, -4, 0};
        PromptShares pairs = PromptShares.pairs(prompt, 3, golden, i -> score[i]);
        assertArrayEquals(new double[] {1.5, 1, 0}, pairs.hits());
        assertArrayEquals(new double[] {2, 1, 0}, pairs.of());
        assertEquals(2.5 / 3, pairs.share().value(), 1e-12);
        assertEquals(2, pairs.prompts());
    }

    /** Where prompts differ, pictures of one prompt do not stand alone; the interval has to hold the truth all the same. */
    @Test
    void intervalsHoldTheTruth() {
        RandomGenerator random = new SplittableRandom(3);
        int held = 0;
        int trials = 200;
        for (int t = 0; t < trials; t++) {
            double[] hits = IntStream.range(0, 40).mapToDouble(p -> {
                double chance = random.nextBoolean() ? 0.8 : 0.2;
                return random.doubles(10).filter(u -> u < chance).count();
            }).toArray();
            double[] of = new double[40];
            Arrays.fill(of, 10);
            Estimate e = new PromptShares(hits, of).share();
            held += e.low() <= 0.5 && 0.5 <= e.high() ? 1 : 0;
        }
        assertTrue(held >= 0.9 * trials && held <= 0.99 * trials, held + " of " + trials);
    }

    @Test
    void topQuarterPicksTheBestAndSharesTies() {
        int[] prompt = {0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, -1, 2, 2, 2, 2};
        boolean[] golden = {true, true, false, false, false, false, true, false, true, true, true, true, false, true, false, false};
        Arms arms = new Arms(prompt, 3, golden);
        double[] score = {9, 8, 7, 6, 5, 4, 3, 2, 1, 1, 1, 1, 5, 5, 1, 1};
        PromptShares top = arms.topQuarter(i -> score[i]);
        assertArrayEquals(new double[] {2, 0, 0.5}, top.hits());
        assertArrayEquals(new double[] {2, 0, 1}, top.of(), "the second prompt has too few pictures");
        assertArrayEquals(new double[] {3, 0, 1}, arms.random().hits());
        assertArrayEquals(new double[] {8, 0, 4}, arms.random().of());
        assertEquals(2.5 / 3 / (4 / 12.0), top.times(arms.random()).value(), 1e-12);
        assertArrayEquals(new double[] {0, 0, 1}, arms.topQuarter(i -> i == 0 ? Double.NaN : score[i]).of());
    }

    /** A seed that many prompts share is left out as soon as there are enough others. */
    @Test
    void comparesOnNewSeedsWhereItCan() {
        List<ShownImage> images = new ArrayList<>();
        for (int p = 0; p < 20; p++) {
            for (int s = 0; s < 8; s++) {
                images.add(Planted.image("prompt " + p, s < 4 ? s : 100L * p + s, s == 0));
            }
        }
        Judgeable fresh = Judgeable.of(Cells.of(images));
        assertTrue(fresh.newSeeds());
        assertEquals(80, Arrays.stream(fresh.prompt()).filter(p -> p < 0).count());
        Judgeable few = Judgeable.of(Cells.of(images.subList(0, 19 * 8)));
        assertTrue(!few.newSeeds() && Arrays.stream(few.prompt()).allMatch(p -> p >= 0));
    }

    @Test
    void nothingCountedIsNotANumber() {
        assertTrue(Double.isNaN(new PromptShares(new double[2], new double[2]).share().value()));
    }

    @Test
    void foldsKeepSizeAndDoNotDependOnOrder() {
        List<String> prompts = IntStream.range(0, 53).mapToObj(i -> "prompt " + i).toList();
        int[] fold = Folds.of(prompts, 5);
        for (int f = 0; f < 5; f++) {
            int which = f;
            long size = Arrays.stream(fold).filter(x -> x == which).count();
            assertTrue(size == 10 || size == 11);
        }
        List<String> turned = IntStream.range(0, 53).mapToObj(i -> prompts.get(52 - i)).toList();
        int[] other = Folds.of(turned, 5);
        IntStream.range(0, 53).forEach(i -> assertEquals(fold[i], other[52 - i]));
    }

    @Test
    void logisticCurveFindsThePlantedOne() {
        RandomGenerator random = new SplittableRandom(4);
        double[] x = random.doubles(5000).map(u -> random.nextGaussian()).toArray();
        boolean[] golden = new boolean[x.length];
        IntStream.range(0, x.length).forEach(i -> golden[i] = random.nextDouble() < 1 / (1 + Math.exp(1 - 2 * x[i])));
        LogisticCurve curve = LogisticCurve.fit(x, golden);
        assertEquals(-1, curve.offset(), 0.1);
        assertEquals(2, curve.slope(), 0.15);
        LogisticCurve certain = LogisticCurve.fit(new double[] {-1, 1, -2, 2}, new boolean[] {false, true, false, true});
        assertTrue(Double.isFinite(certain.slope()) && certain.slope() > 1);
    }

    @Test
    void reliabilityIsOfEqualParts() {
        double[] predicted = IntStream.range(0, 100).mapToDouble(i -> i / 100.0).toArray();
        boolean[] golden = new boolean[100];
        IntStream.range(50, 100).forEach(i -> golden[i] = true);
        List<Reliability> parts = Reliability.of(predicted, golden);
        assertEquals(5, parts.size());
        assertEquals(20, parts.get(0).n());
        assertEquals(0, parts.get(0).observed());
        assertEquals(0.5, parts.get(2).observed());
        assertEquals(0.495, parts.get(2).predicted(), 1e-9);
        assertEquals(List.of(), Reliability.of(new double[0], new boolean[0]));
    }
}
