package org.fastlabel.goldennoise.rating;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which two pictures to compare next: two that were not compared yet, of those that were looked at least, the two whose strengths are
 * closest, since their comparison says most. Twice as many comparisons as pictures are asked for, or all there are.
 */
public final class PairSchedule {

    /** @param n from 1 @param of how many are asked for */
    public record Pair(long left, long right, int n, int of) {
    }

    private PairSchedule() {
    }

    public static int wanted(int pictures) {
        return Math.min(pictures * (pictures - 1) / 2, 2 * pictures);
    }

    /** @return empty when enough was compared. The same comparisons give the same pair */
    public static Optional<Pair> next(List<Long> seeds, List<Comparison> done) {
        int of = wanted(seeds.size());
        if (done.size() >= of) {
            return Optional.empty();
        }
        Map<Long, Double> strength = BradleyTerry.rank(seeds, done).stream().collect(Collectors.toMap(Strength::seed, Strength::strength));
        Map<Long, Integer> looks = new HashMap<>();
        // How much more often on the left than on the right.
        Map<Long, Integer> leaning = new HashMap<>();
        Set<Set<Long>> compared = new HashSet<>();
        for (Comparison c : done) {
            looks.merge(c.left(), 1, Integer::sum);
            looks.merge(c.right(), 1, Integer::sum);
            leaning.merge(c.left(), 1, Integer::sum);
            leaning.merge(c.right(), -1, Integer::sum);
            compared.add(Set.of(c.left(), c.right()));
        }
        Pair best = null;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < seeds.size(); i++) {
            for (int j = i + 1; j < seeds.size(); j++) {
                long a = seeds.get(i);
                long b = seeds.get(j);
                double far = Math.min(99, Math.abs(strength.get(a) - strength.get(b)));
                double cost = 100.0 * (looks.getOrDefault(a, 0) + looks.getOrDefault(b, 0)) + Math.rint(far * 1e6) / 1e6;
                if (cost < least && !compared.contains(Set.of(a, b))) {
                    least = cost;
                    // Each is on the left about as often as on the right: people prefer a side.
                    int more = leaning.getOrDefault(a, 0) - leaning.getOrDefault(b, 0);
                    boolean swap = more > 0 || more == 0 && done.size() % 2 == 1;
                    best = new Pair(swap ? b : a, swap ? a : b, done.size() + 1, of);
                }
            }
        }
        return Optional.ofNullable(best);
    }
}
