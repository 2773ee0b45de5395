package org.fastlabel.labeling.strategy;

import java.util.random.RandomGenerator;

/**
 * For quick confirmation: the most certain examples of class 1 or of what a query asks for; with many classes, the most certain
 * of all predictions.
 */
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
    public boolean ranked() {
        return true;
    }

    @Override
    public int[] choose(Pool pool, int k, RandomGenerator random) {
        return Ranked.smallest(pool.judged(), k, id -> -pool.certainty(id));
    }
}
