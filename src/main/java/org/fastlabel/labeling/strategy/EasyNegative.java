package org.fastlabel.labeling.strategy;

import java.util.random.RandomGenerator;

/**
 * The other end of {@link EasyPositive}: the most certain examples of class 0 or of what a query does not ask for; with many
 * classes, the least certain of all predictions, without regard to how alike they are.
 */
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
    public boolean ranked() {
        return true;
    }

    @Override
    public int[] choose(Pool pool, int k, RandomGenerator random) {
        return Ranked.smallest(pool.judged(), k, pool::certainty);
    }
}
