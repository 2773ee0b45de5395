package org.fastlabel.labeling.strategy;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * What the judge is least sure about, spread out: the most uncertain candidates are clustered, {@link Whitened}, and of each cluster the most
 * uncertain one is taken, after Zhdanov 2019 (Diverse mini-batch active learning). Taking simply the most uncertain ones fills
 * a batch with look-alikes.
 *
 * @param wireName in the HTTP contract
 * @param measure  of uncertainty
 * @param breadth  how many times k candidates are clustered; 1 takes simply the most uncertain
 */
public record Uncertain(String wireName, Measure measure, int breadth) implements SamplingStrategy {

    static final int BREADTH = 3;
    private static final int ITERATIONS = 3;
    /** Keeps large batches quick: of more rows than this, only 2 k are clustered. */
    private static final int MAX_CLUSTERED = 400;

    static Uncertain by(Measure measure) {
        return new Uncertain(measure.wireName(), measure, BREADTH);
    }

    /** Margin under the name that it has with two classes. */
    public static Uncertain borderline(int breadth) {
        return new Uncertain("borderline", Measure.MARGIN, breadth);
    }

    @Override
    public boolean needsJudge() {
        return true;
    }

    @Override
    public int[] choose(Pool pool, int k, RandomGenerator random) {
        int considered = Math.min(k * breadth, Math.max(2 * k, MAX_CLUSTERED));
        int[] uncertain = Ranked.smallest(pool.judged(), considered, id -> measure.certainty(pool.logits(), id));
        int[] ready = Arrays.stream(uncertain).filter(pool.matrix()::ready).toArray();
        if (ready.length <= k) {
            return ready;
        }
        Rows rows = Whitened.few(pool.matrix(), ready);
        int[] cluster = rows.nearest(rows.centres(k, ITERATIONS, random));
        // Rows come most uncertain first, so the first of each cluster is its most uncertain.
        boolean[] taken = new boolean[k];
        int[] firsts = IntStream.range(0, ready.length).filter(i -> !taken[cluster[i]] && (taken[cluster[i]] = true)).toArray();
        int[] rest = IntStream.range(0, ready.length).filter(i -> Arrays.binarySearch(firsts, i) < 0).toArray();
        return IntStream.concat(IntStream.of(firsts), IntStream.of(rest)).limit(k).map(i -> ready[i]).toArray();
    }
}
