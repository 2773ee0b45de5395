package org.fastlabel.labeling.strategy;

import java.util.random.RandomGenerator;

/** The most certain examples of class 0, for quick confirmation. */
public record EasyNegative() implements SamplingStrategy {

    @Override
    public String wireName() {
        return "easy_neg";
    }

    @Override
    public String batchType() {
        return "negative";
    }

    @Override
    public boolean needsJudge() {
        return true;
    }

    @Override
    public int[] choose(Pool pool, int k, RandomGenerator random) {
        return Ranked.smallest(pool.judged(), k, id -> pool.positive(id));
    }
}
