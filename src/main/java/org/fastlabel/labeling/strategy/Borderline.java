package org.fastlabel.labeling.strategy;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * What the judge is least sure about, spread out: the most uncertain candidates are clustered, and of each cluster the most
 * uncertain one is taken, after Zhdanov 2019 (Diverse mini-batch active learning). Taking simply the most uncertain ones fills
 * a batch with look-alikes.
 *
 * @param breadth how many times k candidates are clustered; 1 takes simply the most uncertain
 */
public record Borderline(int breadth) implements SamplingStrategy {

    private static final int ITERATIONS = 3;
    /** Keeps large batches quick: of more rows than this, only 2 k are clustered. */
    private static final int MAX_CLUSTERED = 400;

    public Borderline() {
        this(8);
    }

    @Override
    public String wireName() {
        return "borderline";
    }

    @Override
    public String batchType() {
        return "neutral";
    }

    @Override
    public boolean needsJudge() {
        return true;
    }

    @Override
    public int[] choose(Pool pool, int k, RandomGenerator random) {
        int considered = Math.min(k * breadth, Math.max(2 * k, MAX_CLUSTERED));
        int[] uncertain = Ranked.smallest(pool.judged(), considered, id -> pool.margin(id));
        int[] ready = Arrays.stream(uncertain).filter(pool.matrix()::ready).toArray();
        if (ready.length <= k) {
            return ready;
        }
        Rows rows = new Rows(pool.matrix().gather(ready), pool.matrix().dim());
        float[] centres = rows.spread(k, random);
        for (int i = 0; i < ITERATIONS; i++) {
            rows.means(rows.nearest(centres), centres);
        }
        int[] cluster = rows.nearest(centres);
        // Rows come most uncertain first, so the first of each cluster is its most uncertain.
        boolean[] taken = new boolean[k];
        int[] firsts = IntStream.range(0, ready.length).filter(i -> !taken[cluster[i]] && (taken[cluster[i]] = true)).toArray();
        int[] rest = IntStream.range(0, ready.length).filter(i -> Arrays.binarySearch(firsts, i) < 0).toArray();
        return IntStream.concat(IntStream.of(firsts), IntStream.of(rest)).limit(k).map(i -> ready[i]).toArray();
    }
}
