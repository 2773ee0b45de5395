package org.fastlabel.labeling.strategy;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fastlabel.api.InvalidInput;

/** Chooses what to label next: a pure function of the pool, the number wanted and a source of chance. Looks at every item. */
public sealed interface SamplingStrategy
        permits Auto, RandomChoice, KMeans, KCenter, Typical, Uncertain, EasyPositive, EasyNegative, Similar, Verify {

    /** Those that need no parameter. */
    List<SamplingStrategy> ALL = List.of(new Auto(), new RandomChoice(), new KMeans(), new KCenter(), new Typical(),
            Uncertain.borderline(Uncertain.BREADTH), Uncertain.by(Measure.MARGIN), Uncertain.by(Measure.ENTROPY),
            Uncertain.by(Measure.LEAST_CONFIDENCE), new EasyPositive(), new EasyNegative());

    /** Its name in the HTTP contract. */
    String wireName();

    /** What the page tints the batch as: neutral, positive or negative. */
    default String batchType() {
        return "neutral";
    }

    /** Whether it needs to know what a query or head thinks. */
    default boolean needsJudge() {
        return false;
    }

    /** Whether what is chosen comes in the order in which it is to be shown. */
    default boolean ranked() {
        return false;
    }

    /** Whether the pool has what it needs apart from a judge. */
    default boolean works(Pool pool) {
        return true;
    }

    /**
     * Chooses.
     *
     * @param pool has what {@link #needsJudge} and {@link #works} ask for
     * @param k    how many, at least 1
     * @return at most {@code k} different candidates; fewer where it can judge fewer
     */
    int[] choose(Pool pool, int k, RandomGenerator random);

    /** @throws InvalidInput with code {@code unknown-strategy}, listing the names; or as {@link Parameters} says */
    static SamplingStrategy named(String name, Parameters parameters) {
        if (name.equals(Similar.NAME)) {
            return parameters.similar();
        }
        if (name.equals(Verify.NAME)) {
            return parameters.verify();
        }
        return ALL.stream().filter(s -> s.wireName().equals(name)).findFirst()
                .orElseThrow(() -> new InvalidInput("unknown-strategy", "There is no strategy \"" + shortened(name) + "\"; use one of "
                        + Stream.concat(ALL.stream().map(SamplingStrategy::wireName), Stream.of(Similar.NAME, Verify.NAME))
                                .collect(Collectors.joining(", ")) + "."));
    }

    static SamplingStrategy named(String name) {
        return named(name, Parameters.NONE);
    }

    static String shortened(String name) {
        return name.length() > 40 ? name.substring(0, 40) + "…" : name;
    }

    /**
     * A batch, ready to be shown: chosen by this strategy, or by the nearest one that works already, filled up from the rest.
     * Sorted as the strategy has it, or by how surely an item is positive, with many classes by how sure its prediction is,
     * falling. Sorted by logit, which has no ties where probabilities round to 1.
     */
    default Selection select(Pool pool, int k, RandomGenerator random) {
        String message = null;
        SamplingStrategy used = this;
        if (used.needsJudge() && pool.judged().length == 0) {
            used = new Typical();
            message = "There is nothing to judge by yet, so this batch shows typical items of as many kinds as possible. "
                    + "Confirm it or type a description first.";
        }
        if (!used.works(pool) && pool.candidates().length > 0) {
            used = new RandomChoice();
            message = "The items are still being read by the model, so this batch is a random one.";
        }
        int[] chosen = pool.candidates().length == 0 ? new int[0] : used.choose(pool, k, random);
        int[] all = filledUp(chosen, pool, k, random);
        return new Selection(used.ranked() ? all : byCertainty(all, pool), used, Optional.ofNullable(message));
    }

    /** Items not judged yet stand where the judge would give even odds. */
    private static int[] byCertainty(int[] ids, Pool pool) {
        Comparator<Integer> rising = Comparator.comparing(id -> Float.isNaN(pool.certainty(id)) ? 0 : pool.certainty(id));
        return Arrays.stream(ids).boxed().sorted(rising.reversed()).mapToInt(Integer::intValue).toArray();
    }

    private static int[] filledUp(int[] chosen, Pool pool, int k, RandomGenerator random) {
        if (chosen.length >= Math.min(k, pool.candidates().length)) {
            return chosen;
        }
        int[] sorted = chosen.clone();
        Arrays.sort(sorted);
        int[] rest = Arrays.stream(pool.candidates()).filter(id -> Arrays.binarySearch(sorted, id) < 0).toArray();
        return IntStream.concat(Arrays.stream(chosen), Arrays.stream(RandomChoice.sample(rest, k - chosen.length, random))).toArray();
    }

    /**
     * @param ids     in the order to be shown
     * @param used    who chose
     * @param message what the person should know, if anything
     */
    record Selection(int[] ids, SamplingStrategy used, Optional<String> message) {
    }
}
