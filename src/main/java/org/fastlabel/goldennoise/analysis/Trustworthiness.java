package org.fastlabel.goldennoise.analysis;

import java.util.Comparator;
import java.util.stream.IntStream;

/** How far neighbours on a map can be believed (Venna and Kaski 2001): 1 when all were neighbours before, about 0.5 for a random layout. */
final class Trustworthiness {

    private Trustworthiness() {
    }

    /** @param neighbours looked at around each point, less than half of the points */
    static double of(double[][] rows, double[][] map, int neighbours) {
        int n = rows.length;
        Distances before = new Distances(rows);
        Distances after = new Distances(map);
        long penalty = 0;
        for (int i = 0; i < n; i++) {
            int[] order = order(before.from(i), i);
            int[] rank = new int[n];
            for (int r = 0; r < order.length; r++) {
                rank[order[r]] = r + 1;
            }
            int[] near = order(after.from(i), i);
            for (int r = 0; r < neighbours; r++) {
                penalty += Math.max(0, rank[near[r]] - neighbours);
            }
        }
        return 1 - 2.0 * penalty / ((double) n * neighbours * (2.0 * n - 3 * neighbours - 1));
    }

    /** All others, the nearest first. */
    private static int[] order(float[] distance, int self) {
        return IntStream.range(0, distance.length).filter(j -> j != self).boxed().sorted(Comparator.comparingDouble(j -> distance[j]))
                .mapToInt(Integer::intValue).toArray();
    }
}
