package org.fastlabel.labeling.strategy;

import java.util.random.RandomGenerator;

/** The most certain examples of class 1, for quick confirmation. */
public record EasyPositive() implements SamplingStrategy {

    @Override
    public String wireName() {
        return "easy_pos";
    }

    @Override
    public String batchType() {
        return "positive";
    }

    @Override
    public boolean needsJudge() {
        return true;
    }

    @Override
    public int[] choose(Pool pool, int k, RandomGenerator random) {
        return Ranked.smallest(pool.judged(), k, id -> -pool.positive(id));
    }
}
