package org.fastlabel.labeling.strategy;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * What the judge takes for one class, to be confirmed or put right. Where there are fewer such items than wanted, those come
 * after them that are nearest to being taken for it.
 *
 * @param ofClass     id of the class
 * @param surestFirst whether to begin with the surest or with the most doubtful
 */
public record Verify(int ofClass, boolean surestFirst) implements SamplingStrategy {

    static final String NAME = "verify";

    @Override
    public String wireName() {
        return NAME;
    }

    @Override
    public boolean needsJudge() {
        return true;
    }

    @Override
    public boolean ranked() {
        return true;
    }

    @Override
    public int[] choose(Pool pool, int k, RandomGenerator random) {
        if (ofClass >= pool.logits().classes()) {
            return new int[0];
        }
        Ranked.Key odds = id -> Measure.logOdds(pool.logits(), id, ofClass);
        int[] judged = pool.judged();
        if (surestFirst) {
            return Ranked.smallest(judged, k, id -> -odds.of(id));
        }
        int[] its = Arrays.stream(judged).filter(id -> pool.logits().best(id) == ofClass).toArray();
        int[] others = Arrays.stream(judged).filter(id -> pool.logits().best(id) != ofClass).toArray();
        return IntStream.concat(Arrays.stream(Ranked.smallest(its, k, odds)),
                Arrays.stream(Ranked.smallest(others, k, id -> -odds.of(id)))).limit(k).toArray();
    }
}
