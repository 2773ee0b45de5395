package org.fastlabel.labeling.quality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.fastlabel.embedding.EmbeddingMatrix;

/**
 * Groups items that are as good as the same. Candidates come from the embeddings: random hyperplanes through the pool's mean
 * cut it into buckets, in several independent ways (locality-sensitive hashing after Charikar 2002), so that the work grows
 * with the number of items, not of pairs; pairs in a bucket are compared exactly. Whether a candidate pair really is a
 * duplicate is then asked of the items themselves, because a small encoder finds different items alike.
 */
public final class NearDuplicates {

    /** Cosine of two embeddings, the pool's mean taken off, from which on a pair is a candidate. */
    static final double ALIKE = 0.9;
    private static final int TABLES = 16;
    private static final int BITS = 12;
    private static final long SEED = 1;
    /** A bucket of thousands is one of look-alikes, not of duplicates; each member meets this many of its neighbours there. */
    private static final int MOST_MET = 40;

    private NearDuplicates() {
    }

    /** Whether two items are the same but for size, compression or the like. Asked for candidates only. */
    public interface Same {
        boolean test(int a, int b);
    }

    /** @return groups of two or more ids, each ascending, ordered by their first id; an item is in one group at most */
    public static List<int[]> groups(EmbeddingMatrix matrix, Same same) {
        int[] ids = IntStream.range(0, matrix.rows()).filter(matrix::ready).toArray();
        if (ids.length < 2) {
            return List.of();
        }
        float[] mean = mean(matrix, ids);
        int[] parent = IntStream.range(0, matrix.rows()).toArray();
        Set<Long> met = new HashSet<>();
        SplittableRandom random = new SplittableRandom(SEED);
        for (int table = 0; table < TABLES; table++) {
            long[] keyed = keyed(matrix, ids, mean, random);
            for (int i = 0; i < keyed.length; i++) {
                for (int j = i + 1; j < keyed.length && j <= i + MOST_MET && keyed[i] >>> 32 == keyed[j] >>> 32; j++) {
                    int a = (int) keyed[i];
                    int b = (int) keyed[j];
                    if (root(parent, a) != root(parent, b) && met.add((long) a << 32 | b)
                            && cosine(matrix.row(a), matrix.row(b), mean) >= ALIKE && same.test(a, b)) {
                        parent[root(parent, b)] = root(parent, a);
                    }
                }
            }
        }
        return groups(ids, parent);
    }

    private static List<int[]> groups(int[] ids, int[] parent) {
        Map<Integer, List<Integer>> byRoot = new LinkedHashMap<>();
        for (int id : ids) {
            byRoot.computeIfAbsent(root(parent, id), r -> new ArrayList<>()).add(id);
        }
        return byRoot.values().stream().filter(g -> g.size() > 1).map(g -> g.stream().mapToInt(Integer::intValue).toArray())
                .toList();
    }

    private static int root(int[] parent, int id) {
        int at = id;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    private static float[] mean(EmbeddingMatrix matrix, int[] ids) {
        double[] sum = new double[matrix.dim()];
        for (int id : ids) {
            float[] row = matrix.row(id);
            for (int d = 0; d < sum.length; d++) {
                sum[d] += row[d];
            }
        }
        float[] mean = new float[sum.length];
        for (int d = 0; d < mean.length; d++) {
            mean[d] = (float) (sum[d] / ids.length);
        }
        return mean;
    }

    /** For each item the sides of some random planes through the mean that it lies on, and below them its id; sorted. */
    private static long[] keyed(EmbeddingMatrix matrix, int[] ids, float[] mean, SplittableRandom random) {
        int dim = mean.length;
        float[] planes = new float[BITS * dim];
        float[] offsets = new float[BITS];
        for (int i = 0; i < planes.length; i++) {
            planes[i] = (float) random.nextGaussian();
            offsets[i / dim] += planes[i] * mean[i % dim];
        }
        float[] products = matrix.products(planes, BITS);
        long[] keyed = new long[ids.length];
        for (int i = 0; i < ids.length; i++) {
            long key = 0;
            for (int b = 0; b < BITS; b++) {
                key = key << 1 | (products[ids[i] * BITS + b] > offsets[b] ? 1 : 0);
            }
            keyed[i] = key << 32 | ids[i];
        }
        Arrays.sort(keyed);
        return keyed;
    }

    private static double cosine(float[] a, float[] b, float[] mean) {
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int d = 0; d < mean.length; d++) {
            double x = a[d] - mean[d];
            double y = b[d] - mean[d];
            ab += x * y;
            aa += x * x;
            bb += y * y;
        }
        // Two rows that both are the mean are alike.
        return aa * bb < 1e-12 ? aa + bb < 1e-6 ? 1 : 0 : ab / Math.sqrt(aa * bb);
    }
}
