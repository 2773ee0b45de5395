package org.fastlabel.labeling.strategy;

import java.util.random.RandomGenerator;

/**
 * What serves best without a thought: {@link Typical} items for the first labels, while a judge knows little; from then on those
 * with the smallest margin, spread out. When to change over, and how far to spread, was chosen by the benchmark of learning curves:
 * earlier, the judge misses whole classes; later, typical items teach less than doubtful ones. A share of random or typical items
 * among the later ones made no difference.
 */
public record Auto() implements SamplingStrategy {

    private static final int FIRST_LABELS = 20;
    private static final int FIRST_LABELS_OF_CLASS = 4;
    private static final int MOST_FIRST_LABELS = 200;

    private static final SamplingStrategy EARLY = new Typical();
    private static final SamplingStrategy LATER = Uncertain.by(Measure.MARGIN);

    @Override
    public String wireName() {
        return "auto";
    }

    @Override
    public boolean works(Pool pool) {
        return EARLY.works(pool);
    }

    @Override
    public int[] choose(Pool pool, int k, RandomGenerator random) {
        int classes = pool.logits() == null ? 2 : pool.logits().classes();
        int first = Math.min(Math.max(FIRST_LABELS, FIRST_LABELS_OF_CLASS * classes), MOST_FIRST_LABELS);
        boolean early = pool.labelled().length < first || pool.judged().length == 0;
        return (early ? EARLY : LATER).choose(pool, k, random);
    }
}
