package org.fastlabel.labeling.strategy;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * For the first labels, when nothing can be judged yet: typical items of kinds that have no label. The pool, {@link Whitened}, is
 * split into as many clusters as there will be labels; the largest ones without a label give the item that lies densest, after
 * Hacohen, Dekel and Weinshall 2022 (TypiClust).
 */
public record Typical() implements SamplingStrategy {

    /** Keeps it quick when there are many labels; clusters that have one already then come after those that have none. */
    private static final int MAX_CLUSTERS = 256;
    /** Smaller clusters are taken last: what lies alone is not typical. */
    private static final int LEAST_MEMBERS = 5;
    private static final int NEIGHBOURS = 5;
    /** Of a cluster, so many nearest to its centre are considered. */
    private static final int CONSIDERED = 128;

    @Override
    public String wireName() {
        return "typical";
    }

    @Override
    public boolean works(Pool pool) {
        return pool.embedded().length > 0;
    }

    @Override
    public int[] choose(Pool pool, int k, RandomGenerator random) {
        int[] free = pool.embedded();
        if (free.length <= k) {
            return free;
        }
        int[] known = pool.known();
        int[] all = IntStream.concat(IntStream.of(free), IntStream.of(known)).toArray();
        Rows rows = Whitened.rows(pool.matrix(), all);
        int count = Math.min(Math.min(known.length + k, Math.max(MAX_CLUSTERS, k)), all.length);
        List<int[]> givers = givers(rows, free.length, KMeans.centres(rows, count, random), k);
        // Each cluster gives one in turn; more than one round only where there are fewer clusters than wanted.
        int[] chosen = new int[k];
        int taken = 0;
        for (int round = 0; taken < k; round++) {
            for (int[] giver : givers) {
                if (taken < k && round < giver.length) {
                    chosen[taken++] = free[giver[round]];
                }
            }
        }
        return chosen;
    }

    /** @param labelled how many of the members have a label */
    private record Cluster(int id, int[] members, int labelled) {
    }

    /** The k clusters that are to give an item, in that order, each as its rows without label, the most typical first. */
    private static List<int[]> givers(Rows rows, int freeRows, float[] centres, int k) {
        int[] own = rows.nearest(centres);
        return IntStream.range(0, centres.length / rows.dim).mapToObj(c -> {
            int[] members = IntStream.range(0, rows.count).filter(i -> own[i] == c).toArray();
            return new Cluster(c, members, (int) IntStream.of(members).filter(i -> i >= freeRows).count());
        }).filter(c -> c.labelled < c.members.length).sorted(Comparator.comparingInt(Cluster::labelled)
                .thenComparing(c -> c.members.length < LEAST_MEMBERS)
                .thenComparing(c -> -c.members.length)).limit(k).map(c -> typicalFirst(rows, freeRows, centres, c)).toList();
    }

    private static int[] typicalFirst(Rows rows, int freeRows, float[] centres, Cluster cluster) {
        int[] byNearness = Ranked.smallest(cluster.members, cluster.members.length, i -> -rows.dot(i, centres, cluster.id));
        int[] central = Arrays.copyOf(byNearness, Math.min(CONSIDERED, byNearness.length));
        float[] density = density(rows.pick(central));
        int[] places = IntStream.range(0, central.length).toArray();
        int[] dense = Ranked.smallest(places, places.length, i -> -density[i]);
        return IntStream.concat(IntStream.of(dense).map(i -> central[i]), IntStream.of(byNearness).skip(central.length))
                .filter(i -> i < freeRows).toArray();
    }

    /** The mean similarity of each row to its nearest others. */
    private static float[] density(Rows rows) {
        int neighbours = Math.min(NEIGHBOURS, rows.count - 1);
        float[] density = new float[rows.count];
        float[] similar = new float[rows.count];
        for (int i = 0; i < rows.count && neighbours > 0; i++) {
            for (int j = 0; j < rows.count; j++) {
                similar[j] = i == j ? Float.NEGATIVE_INFINITY : rows.dot(i, rows.values, j);
            }
            Arrays.sort(similar);
            for (int n = 1; n <= neighbours; n++) {
                density[i] += similar[rows.count - n] / neighbours;
            }
        }
        return density;
    }
}
