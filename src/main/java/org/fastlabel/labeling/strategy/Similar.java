package org.fastlabel.labeling.strategy;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * What looks, sounds or reads most like one item, by the cosine of the embeddings; the most similar first.
 *
 * @param to id of the item, labelled or not; it is not among the chosen
 */
public record Similar(int to) implements SamplingStrategy {

    static final String NAME = "similar";

    @Override
    public String wireName() {
        return NAME;
    }

    @Override
    public boolean ranked() {
        return true;
    }

    @Override
    public boolean works(Pool pool) {
        return to < pool.matrix().rows() && pool.matrix().ready(to);
    }

    @Override
    public int[] choose(Pool pool, int k, RandomGenerator random) {
        float[] similarity = pool.matrix().products(pool.matrix().row(to), 1);
        int[] others = Arrays.stream(pool.embedded()).filter(id -> id != to).toArray();
        return Ranked.smallest(others, k, id -> -similarity[id]);
    }
}
