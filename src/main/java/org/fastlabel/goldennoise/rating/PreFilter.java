package org.fastlabel.goldennoise.rating;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Shows the most promising of many candidates, and some that chance draws. Those are drawn first and from all candidates, so they are
 * a fair sample of what would be shown without it, and the two shares of golden pictures can be compared.
 */
public final class PreFilter {

    /** @param candidate its number @param explored whether chance drew it */
    public record Pick(int candidate, boolean explored) {
    }

    private PreFilter() {
    }

    /** All of them in an order of chance, so that a place says nothing of a seed. */
    public static List<Pick> all(int candidates, RandomGenerator random) {
        return choose(new double[candidates], candidates, 1, random);
    }

    /**
     * @param promise of each candidate, the more the better; one that is not a number comes last
     * @param shown   how many to choose
     * @param explore share of those that chance draws, 0 to 1
     * @return in the order in which to show them, which is one of chance
     */
    public static List<Pick> choose(double[] promise, int shown, double explore, RandomGenerator random) {
        List<Integer> all = new ArrayList<>(IntStream.range(0, promise.length).boxed().toList());
        shuffle(all, random);
        int most = Math.min(shown, promise.length);
        int byChance = (int) Math.round(most * explore);
        List<Pick> picks = new ArrayList<>();
        all.subList(0, byChance).forEach(candidate -> picks.add(new Pick(candidate, true)));
        all.subList(byChance, all.size()).stream()
                .sorted(Comparator.comparingDouble((Integer i) -> Double.isNaN(promise[i]) ? Double.POSITIVE_INFINITY : -promise[i]))
                .limit(most - byChance).forEach(candidate -> picks.add(new Pick(candidate, false)));
        shuffle(picks, random);
        return picks;
    }

    private static <T> void shuffle(List<T> list, RandomGenerator random) {
        for (int i = list.size() - 1; i > 0; i--) {
            Collections.swap(list, i, random.nextInt(i + 1));
        }
    }

    /**
     * Scores as multiples of their standard deviation from their mean, so that those of different prompts can be compared.
     *
     * @return zeros where all are equal, or there are fewer than two; NaN stays NaN and counts for nothing
     */
    public static double[] normalised(double[] scores) {
        double[] known = Arrays.stream(scores).filter(x -> !Double.isNaN(x)).toArray();
        double mean = Arrays.stream(known).average().orElse(0);
        double square = Arrays.stream(known).map(x -> (x - mean) * (x - mean)).sum();
        double deviation = known.length < 2 ? 0 : Math.sqrt(square / (known.length - 1));
        return Arrays.stream(scores).map(x -> Double.isNaN(x) ? x : deviation < 1e-12 ? 0 : (x - mean) / deviation).toArray();
    }
}
