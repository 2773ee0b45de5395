package org.fastlabel.labeling.strategy;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fastlabel.api.InvalidInput;

/** Chooses what to label next: a pure function of the pool, the number wanted and a source of chance. Looks at every item. */
public sealed interface SamplingStrategy
        permits RandomChoice, KMeans, Borderline, EasyPositive, EasyNegative {

    List<SamplingStrategy> ALL =
            List.of(new RandomChoice(), new KMeans(), new Borderline(), new EasyPositive(), new EasyNegative());

    /** Its name in the HTTP contract. */
    String wireName();

    /** What the page tints the batch as: neutral, positive or negative. */
    String batchType();

    /** Whether it needs to know what a query or head thinks. */
    boolean needsJudge();

    /**
     * Chooses.
     *
     * @param k how many, at least 1
     * @return at most {@code k} different candidates in no particular order; fewer where it can judge fewer
     */
    int[] choose(Pool pool, int k, RandomGenerator random);

    /** @throws InvalidInput with code {@code unknown-strategy}, listing the names */
    static SamplingStrategy named(String name) {
        return ALL.stream().filter(s -> s.wireName().equals(name)).findFirst()
                .orElseThrow(() -> new InvalidInput("unknown-strategy", "There is no strategy \"" + shortened(name) + "\"; use one of "
                        + ALL.stream().map(SamplingStrategy::wireName).collect(Collectors.joining(", ")) + "."));
    }

    private static String shortened(String name) {
        return name.length() > 40 ? name.substring(0, 40) + "…" : name;
    }

    /**
     * A batch, ready to be shown: chosen by this strategy, or by the nearest one that works already, filled up from the rest,
     * and sorted by probability of class 1: falling, or rising where negatives are verified. Sorted by logit, which has no ties
     * where probabilities round to 1.
     */
    default Selection select(Pool pool, int k, RandomGenerator random) {
        String message = null;
        SamplingStrategy used = this;
        int embedded = pool.embedded().length;
        if (needsJudge() && pool.judged().length == 0) {
            used = new KMeans();
            message = "There is nothing to judge by yet, so this batch shows as different items as possible. "
                    + "Confirm it or type a description first.";
        }
        if (used instanceof KMeans && embedded == 0 && pool.candidates().length > 0) {
            used = new RandomChoice();
            message = "The items are still being read by the model, so this batch is a random one.";
        }
        int[] chosen = used.choose(pool, k, random);
        if (chosen.length < Math.min(k, pool.candidates().length)) {
            chosen = filledUp(chosen, pool, k, random);
        }
        // Items not judged yet stand in the middle, where a probability of 0.5 belongs.
        Comparator<Integer> byLogit = Comparator.comparing(id -> Float.isNaN(pool.positive(id)) ? 0 : pool.positive(id));
        boolean rising = batchType().equals("negative");
        int[] sorted = Arrays.stream(chosen).boxed().sorted(rising ? byLogit : byLogit.reversed())
                .mapToInt(Integer::intValue).toArray();
        return new Selection(sorted, used, Optional.ofNullable(message));
    }

    private static int[] filledUp(int[] chosen, Pool pool, int k, RandomGenerator random) {
        int[] sorted = chosen.clone();
        Arrays.sort(sorted);
        int[] rest = Arrays.stream(pool.candidates()).filter(id -> Arrays.binarySearch(sorted, id) < 0).toArray();
        int[] more = RandomChoice.sample(rest, k - chosen.length, random);
        return IntStream.concat(Arrays.stream(chosen), Arrays.stream(more)).toArray();
    }

    /**
     * @param ids     in the order to be shown
     * @param used    who chose
     * @param message what the person should know, if anything
     */
    record Selection(int[] ids, SamplingStrategy used, Optional<String> message) {
    }
}
