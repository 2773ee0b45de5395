package org.fastlabel.hub.store;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the answers to a task amount to. Of each person the newest answer counts, or none if its label is not in the set. Nothing is settled
 * before as many people as wanted have answered or skipped; then those who gave a label decide: one label of all, or of more than half where
 * the majority is asked for, is the task's; otherwise a person in charge must look. Who gave several labels has answered, but agrees with nobody:
 * which one was meant is not guessed. A known answer is the label whatever people said, and the
 * word of the person in charge stands above all.
 */
public final class Settling {

    public static final String NEW = "new";
    public static final String IMPORTED = "imported";
    public static final String LABELED = "labeled";
    public static final String SKIPPED = "skipped";
    public static final String REVIEW = "review";

    private static final Comparator<Answer> BY_TIME = Comparator.comparing(Answer::at).thenComparingLong(Answer::id);

    private Settling() {
    }

    /**
     * An answer that nobody took back.
     *
     * @param label    null for a skip, and for several
     * @param several  whether several labels were given where one was asked for
     * @param decision whether it is the word of the person in charge
     */
    public record Answer(long id, String username, String label, boolean several, Instant at, boolean decision) {

        public Answer(long id, String username, String label, Instant at, boolean decision) {
            this(id, username, label, false, at, decision);
        }
    }

    /**
     * What is asked.
     *
     * @param wanted  how many people are to answer
     * @param review  whether answers that differ always go to the person in charge
     * @param gold    the known answer, or null
     * @param outside whether the task is in Label Studio
     */
    public record Question(List<String> labels, int wanted, boolean review, String gold, boolean outside) {
    }

    /**
     * What came of it.
     *
     * @param label   null unless {@code labeled}
     * @param by      who said it last, of those who decided; null without a label
     * @param counted the answers that count, one of each person; not those with several labels
     * @param unknown labels that are not in the set and were left out
     */
    public record Outcome(String status, String label, String by, Instant at, Set<Long> counted, Set<String> unknown) {
    }

    public static Outcome settle(Collection<Answer> inForce, Question question) {
        Set<String> unknown = new TreeSet<>();
        Map<String, Answer> newest = new HashMap<>();
        Answer decision = null;
        for (Answer answer : inForce.stream().sorted(BY_TIME).toList()) {
            if (answer.label() != null && !question.labels().contains(answer.label())) {
                unknown.add(answer.label());
            }
            if (answer.decision()) {
                decision = answer;
            } else {
                newest.put(answer.username(), answer);
            }
        }
        List<Answer> answered = newest.values().stream().filter(a -> a.label() == null || question.labels().contains(a.label())).sorted(BY_TIME)
                .toList();
        Set<Long> ids = new HashSet<>();
        answered.stream().filter(a -> !a.several()).forEach(a -> ids.add(a.id()));
        if (decision != null && question.labels().contains(String.valueOf(decision.label()))) {
            return new Outcome(LABELED, decision.label(), decision.username(), decision.at(), ids, unknown);
        }
        List<Answer> given = answered.stream().filter(a -> a.label() != null || a.several()).toList();
        if (answered.size() < question.wanted()) {
            return new Outcome(question.outside() ? IMPORTED : NEW, null, null, null, ids, unknown);
        } else if (given.isEmpty()) {
            return new Outcome(SKIPPED, null, null, null, ids, unknown);
        }
        Optional<String> label = question.gold() != null ? Optional.of(question.gold()) : agreed(given, question.review());
        if (label.isEmpty()) {
            return new Outcome(REVIEW, null, null, null, ids, unknown);
        }
        Answer last = given.stream().filter(a -> label.get().equals(a.label())).reduce((a, b) -> b).orElse(given.get(given.size() - 1));
        return new Outcome(LABELED, label.get(), last.username(), last.at(), ids, unknown);
    }

    private static Optional<String> agreed(List<Answer> given, boolean review) {
        Map<String, Integer> votes = new TreeMap<>();
        given.stream().filter(a -> !a.several()).forEach(a -> votes.merge(a.label(), 1, Integer::sum));
        return votes.entrySet().stream().filter(e -> review ? e.getValue() == given.size() : e.getValue() * 2 > given.size())
                .map(Map.Entry::getKey).findFirst();
    }
}
