package org.fastlabel.labeling.bench;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.fastlabel.labeling.ArrayMatrix;
import org.fastlabel.labeling.head.Logits;

/**
 * What one would write first: a multilayer perceptron that takes ten full-batch steps after each submit, and of a random part of
 * the pool those items with the smallest margin (two classes) or the highest entropy (more). The first batch is random.
 */
record PlainBaseline(String name, PlainMlpProgram program) implements Competitor {

    private static final int STEPS = 10;
    private static final int LOOKED_AT = 500;

    @Override
    public Session begin(ArrayMatrix pool, int classes, long seed) {
        PlainMlpProgram.Network network = program.network(pool.dim(), classes, seed);
        SplittableRandom random = new SplittableRandom(31 * seed + 7);
        return new Session() {
            @Override
            public int[] next(int k, int[] labelled) {
                int[] free = IntStream.range(0, pool.rows()).filter(id -> Arrays.binarySearch(labelled, id) < 0).toArray();
                int[] some = drawn(free, labelled.length == 0 ? k : LOOKED_AT, random);
                if (labelled.length == 0) {
                    return some;
                }
                Logits logits = network.judge(pool.gather(some));
                Comparator<Integer> doubtful = Comparator.comparing(i -> classes == 2 ? logits.margin(i) : -logits.entropy(i));
                return IntStream.range(0, some.length).boxed().sorted(doubtful).limit(k).mapToInt(i -> some[i]).toArray();
            }

            @Override
            public void learn(int[] labelled, float[] rows, int[] labels) {
                network.train(rows, labels, STEPS);
            }

            @Override
            public Logits judge(float[] rows) {
                return network.judge(rows);
            }
        };
    }

    private static int[] drawn(int[] ids, int k, SplittableRandom random) {
        return IntStream.of(ids).boxed().map(id -> new long[] {random.nextLong(), id})
                .sorted(Comparator.comparingLong(pair -> pair[0])).limit(k).mapToInt(pair -> (int) pair[1]).toArray();
    }
}
