package org.fastlabel.hub.stats;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fastlabel.hub.stats.Agreement.Pair;
import org.fastlabel.hub.store.StatsRepository.Answer;

/** Counts, from a stream of answers, how often which two people said what of the same task. Memory grows with people and labels only. */
final class PairCounts {

    /** Two people, the first one's name before the other's. */
    record Two(String a, String b) {
    }

    private final Map<Two, Map<Pair, Long>> people = new HashMap<>();
    private final Map<Pair, Double> coincidences = new HashMap<>();
    private final List<Answer> task = new ArrayList<>();
    private long tasks;

    /** Answers to one task come one after another. */
    void add(Answer answer) {
        if (!task.isEmpty() && task.get(0).task() != answer.task()) {
            end();
        }
        task.add(answer);
    }

    /** To be called after the last answer. */
    PairCounts end() {
        if (task.size() > 1) {
            tasks++;
            Agreement.add(coincidences, task.stream().map(Answer::label).toList());
            for (Answer a : task) {
                for (Answer b : task) {
                    if (a.username().compareTo(b.username()) < 0) {
                        people.computeIfAbsent(new Two(a.username(), b.username()), t -> new HashMap<>())
                                .merge(new Pair(a.label(), b.label()), 1L, Long::sum);
                    }
                }
            }
        }
        task.clear();
        return this;
    }

    long tasks() {
        return tasks;
    }

    Double alpha() {
        return Agreement.alpha(coincidences);
    }

    Map<Two, Map<Pair, Long>> people() {
        return people;
    }

    /** Of all comparisons with others, the share in which this person and the other said the same. */
    Map<String, Double> shares() {
        Map<String, long[]> counts = new TreeMap<>();
        people.forEach((two, said) -> said.forEach((pair, n) -> {
            for (String person : List.of(two.a(), two.b())) {
                long[] c = counts.computeIfAbsent(person, p -> new long[2]);
                c[0] += pair.a().equals(pair.b()) ? n : 0;
                c[1] += n;
            }
        }));
        Map<String, Double> shares = new HashMap<>();
        counts.forEach((person, c) -> shares.put(person, (double) c[0] / c[1]));
        return shares;
    }
}
