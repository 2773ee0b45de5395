package org.fastlabel.labeling.strategy;

import java.util.random.RandomGenerator;

/**
 * What serves best without a thought: {@link Typical} items until there is something to go by, then the {@link Uncertain} ones.
 * The thresholds come from the benchmark (see README).
 */
public record Auto() implements SamplingStrategy {

    /** Labels before the first judgement counts, and as many more for each further class. */
    static final int FIRST_LABELS = 20;

    private static final SamplingStrategy EARLY = new Typical();
    private static final SamplingStrategy LATER = Uncertain.by(Measure.MARGIN);

    @Override
    public String wireName() {
        return "auto";
    }

    @Override
    public String batchType() {
        return "neutral";
    }

    @Override
    public boolean needsJudge() {
        return false;
    }

    @Override
    public boolean works(Pool pool) {
        return EARLY.works(pool);
    }

    @Override
    public int[] choose(Pool pool, int k, RandomGenerator random) {
        boolean early = pool.labelled().length < FIRST_LABELS || pool.judged().length == 0;
        return (early ? EARLY : LATER).choose(pool, k, random);
    }
}
