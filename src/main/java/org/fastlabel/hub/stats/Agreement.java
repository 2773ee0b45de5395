package org.fastlabel.hub.stats;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** How much people agree beyond chance. Stateless. */
public final class Agreement {

    private Agreement() {
    }

    /** How often one person said {@code a} where another said {@code b}. */
    public record Pair(String a, String b) {
    }

    /**
     * Cohen's kappa (1960) of two people over the tasks that both answered: (p_o − p_e) / (1 − p_e), p_e from each person's own shares.
     *
     * @return null without tasks, and where both always said the same one label: agreement by chance is then certain
     */
    public static Double kappa(Map<Pair, Long> counts) {
        double n = counts.values().stream().mapToLong(c -> c).sum();
        Map<String, Double> first = new HashMap<>();
        Map<String, Double> second = new HashMap<>();
        double same = 0;
        for (Map.Entry<Pair, Long> e : counts.entrySet()) {
            first.merge(e.getKey().a(), (double) e.getValue(), Double::sum);
            second.merge(e.getKey().b(), (double) e.getValue(), Double::sum);
            same += e.getKey().a().equals(e.getKey().b()) ? e.getValue() : 0;
        }
        double chance = 0;
        for (Map.Entry<String, Double> e : first.entrySet()) {
            chance += e.getValue() * second.getOrDefault(e.getKey(), 0.0);
        }
        double expected = chance / (n * n);
        return n == 0 || expected == 1 ? null : (same / n - expected) / (1 - expected);
    }

    /**
     * Krippendorff's alpha for nominal data with missing values, 1 − D_o / D_e, after Krippendorff, "Computing Krippendorff's
     * Alpha-Reliability" (2011): of m answers to one task each ordered pair weighs 1 / (m − 1); tasks with one answer weigh nothing.
     *
     * @param coincidences the weights of ordered pairs of labels, summed over the tasks; both orders are there
     * @return null without pairs, and where only one label was ever given
     */
    public static Double alpha(Map<Pair, Double> coincidences) {
        Map<String, Double> totals = new HashMap<>();
        double n = 0;
        double differing = 0;
        for (Map.Entry<Pair, Double> e : coincidences.entrySet()) {
            totals.merge(e.getKey().a(), e.getValue(), Double::sum);
            n += e.getValue();
            differing += e.getKey().a().equals(e.getKey().b()) ? 0 : e.getValue();
        }
        double squares = totals.values().stream().mapToDouble(t -> t * t).sum();
        double expected = n * n - squares;
        return n <= 1 || totals.size() < 2 ? null : 1 - (n - 1) * differing / expected;
    }

    /** Adds the answers to one task. @param labels one of each person */
    public static void add(Map<Pair, Double> coincidences, Collection<String> labels) {
        Map<String, Integer> counts = new HashMap<>();
        labels.forEach(label -> counts.merge(label, 1, Integer::sum));
        int m = labels.size();
        if (m < 2) {
            return;
        }
        counts.forEach((a, na) -> counts.forEach((b, nb) -> {
            double pairs = a.equals(b) ? na * (na - 1.0) : (double) na * nb;
            if (pairs > 0) {
                coincidences.merge(new Pair(a, b), pairs / (m - 1), Double::sum);
            }
        }));
    }
}
