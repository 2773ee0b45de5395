package org.fastlabel.goldennoise.rating;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.fastlabel.goldennoise.rating.Comparison.Choice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BradleyTerryTest {

    private static final double CLOSE = 1e-6;

    private static List<Long> seeds(int n) {
        return LongStream.range(100, 100 + n).boxed().toList();
    }

    private static Map<Long, Strength> ranked(List<Long> seeds, List<Comparison> comparisons) {
        return BradleyTerry.rank(seeds, comparisons).stream().collect(Collectors.toMap(Strength::seed, s -> s));
    }

    /** Draws comparisons from the model itself. */
    private static List<Comparison> drawn(double[] strengths, double ties, int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Comparison> all = new ArrayList<>();
        while (all.size() < count) {
            int i = random.nextInt(strengths.length);
            int j = random.nextInt(strengths.length);
            if (i != j) {
                double left = Math.exp(strengths[i]);
                double right = Math.exp(strengths[j]);
                double tie = Math.exp(ties + (strengths[i] + strengths[j]) / 2);
                double u = random.nextDouble() * (left + right + tie);
                all.add(new Comparison(100 + i, 100 + j, u < left ? Choice.LEFT : u < left + right ? Choice.RIGHT : Choice.TIE));
            }
        }
        return all;
    }

    @Test
    void withoutComparisonsAllAreEqualAndNothingIsKnown() {
        for (Strength s : BradleyTerry.rank(seeds(5), List.of())) {
            assertEquals(0, s.strength(), CLOSE);
            // The prior alone: its variance times (n - 1) / n.
            assertEquals(1.959964 * BradleyTerry.PRIOR_DEVIATION * Math.sqrt(0.8), s.high(), CLOSE);
            assertEquals(-s.high(), s.low(), CLOSE);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void neitherTheOrderNorTheSidesMatter(long seed) {
        List<Comparison> some = drawn(new double[] {2, 0, -1, 0.5}, -0.5, 40, seed);
        Map<Long, Strength> as = ranked(seeds(4), some);
        List<Comparison> other = new ArrayList<>(some.stream().map(c -> new Comparison(c.right(), c.left(),
                c.choice() == Choice.TIE ? Choice.TIE : c.choice() == Choice.LEFT ? Choice.RIGHT : Choice.LEFT)).toList());
        Collections.shuffle(other, new Random(seed));
        List<Long> reversed = new ArrayList<>(seeds(4));
        Collections.reverse(reversed);
        ranked(reversed, other).forEach((s, strength) -> {
            assertEquals(as.get(s).strength(), strength.strength(), CLOSE);
            assertEquals(as.get(s).high(), strength.high(), CLOSE);
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whateverWasSaidTheAnswerIsFiniteAndCentred(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int n = 2 + random.nextInt(20);
        List<Comparison> all = new ArrayList<>();
        for (int i = random.nextInt(200); i > 0; i--) {
            int a = random.nextInt(n);
            int b = (a + 1 + random.nextInt(n - 1)) % n;
            // The same one wins always, or there are only ties: without a prior there would be no answer.
            all.add(new Comparison(100 + a, 100 + b, seed % 2 == 0 ? Choice.TIE : a < b ? Choice.LEFT : Choice.RIGHT));
        }
        List<Strength> ranked = BradleyTerry.rank(seeds(n), all);
        assertEquals(n, ranked.size());
        assertEquals(0, ranked.stream().mapToDouble(Strength::strength).sum(), CLOSE);
        for (int i = 0; i < n; i++) {
            Strength s = ranked.get(i);
            assertTrue(Double.isFinite(s.low()) && s.low() < s.strength() && s.strength() < s.high() && Double.isFinite(s.high()), s.toString());
            assertTrue(i == 0 || ranked.get(i - 1).strength() >= s.strength() - CLOSE);
        }
    }

    @Test
    void strengthsAreFoundAgain() {
        double[] truth = {1.5, 0.5, 0, -0.5, -1.5};
        Map<Long, Strength> found = ranked(seeds(5), drawn(truth, -0.3, 20_000, 7));
        for (int i = 0; i < truth.length; i++) {
            Strength s = found.get(100L + i);
            assertEquals(truth[i], s.strength(), 0.1);
            assertTrue(s.high() - s.low() < 0.2, s.toString());
        }
    }

    @Test
    void intervalsCoverTheTruthAsOftenAsTheySay() {
        double[] truth = {0.8, 0.2, -0.2, -0.8};
        int covered = 0;
        int all = 0;
        for (int run = 0; run < 300; run++) {
            for (Strength s : BradleyTerry.rank(seeds(4), drawn(truth, -1, 120, 1000 + run))) {
                double own = truth[(int) s.seed() - 100];
                covered += s.low() <= own && own <= s.high() ? 1 : 0;
                all++;
            }
        }
        assertTrue(covered > 0.92 * all && covered < 0.99 * all, covered + " of " + all);
    }

    @Test
    void theMaximumIsTheMaximum() {
        List<Comparison> some = List.of(new Comparison(100, 101, Choice.LEFT), new Comparison(100, 101, Choice.LEFT),
                new Comparison(101, 100, Choice.LEFT), new Comparison(100, 101, Choice.TIE));
        double best = Double.NEGATIVE_INFINITY;
        double at = 0;
        // Two pictures: s and -s; looked for on a grid, with the tie parameter.
        for (double s = -1; s <= 1; s += 0.002) {
            for (double t = -2; t <= 2; t += 0.01) {
                double win = Math.exp(s);
                double loss = Math.exp(-s);
                double sum = win + loss + Math.exp(t);
                double value = 2 * Math.log(win / sum) + Math.log(loss / sum) + Math.log(Math.exp(t) / sum) - (2 * s * s + t * t) / 8;
                if (value > best) {
                    best = value;
                    at = s;
                }
            }
        }
        assertEquals(at, ranked(seeds(2), some).get(100L).strength(), 0.003);
    }
}
