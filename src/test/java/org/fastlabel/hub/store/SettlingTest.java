package org.fastlabel.hub.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.fastlabel.hub.store.Settling.Answer;
import org.fastlabel.hub.store.Settling.Outcome;
import org.fastlabel.hub.store.Settling.Question;
import org.junit.jupiter.api.Test;

class SettlingTest {

    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final List<String> LABELS = List.of("OK", "NG", "unsure");

    private static Answer answer(int n, String who, String label) {
        return new Answer(n, who, label, START.plusSeconds(n), false);
    }

    private static Question wanted(int people) {
        return new Question(LABELS, people, false, null, false);
    }

    @Test
    void withoutAnswersATaskIsNewOrImported() {
        assertEquals("new", Settling.settle(List.of(), wanted(1)).status());
        assertEquals("imported", Settling.settle(List.of(), new Question(LABELS, 1, false, null, true)).status());
    }

    @Test
    void oneAnswerSettlesWhereOneIsWanted() {
        Outcome outcome = Settling.settle(List.of(answer(1, "ann", "NG")), wanted(1));
        assertEquals("labeled", outcome.status());
        assertEquals("NG", outcome.label());
        assertEquals("ann", outcome.by());
        assertEquals(START.plusSeconds(1), outcome.at());
    }

    private static Answer several(int n, String who) {
        return new Answer(n, who, null, true, START.plusSeconds(n), false);
    }

    /** It is an answer, so nobody else is waited for; but it agrees with none, and is not counted. */
    @Test
    void severalLabelsOfOnePersonAreForThePersonInCharge() {
        Outcome alone = Settling.settle(List.of(several(1, "ann")), wanted(1));
        assertEquals("review", alone.status());
        assertNull(alone.label());
        assertEquals(Set.of(), alone.counted());
        assertEquals("review", Settling.settle(List.of(several(1, "ann"), answer(2, "bob", "OK")), wanted(2)).status());
        assertEquals("new", Settling.settle(List.of(several(1, "ann")), wanted(2)).status());
        Outcome outvoted = Settling.settle(List.of(several(1, "ann"), answer(2, "bob", "OK"), answer(3, "carl", "OK")), wanted(3));
        assertEquals("OK", outvoted.label());
        assertEquals("carl", outvoted.by());
        assertEquals(Set.of(2L, 3L), outvoted.counted());
        assertEquals("review", Settling.settle(List.of(several(1, "ann"), answer(2, "bob", "OK"), answer(3, "carl", "OK")),
                new Question(LABELS, 3, true, null, false)).status());
        assertEquals("NG", Settling.settle(List.of(several(1, "ann")), new Question(LABELS, 1, false, "NG", false)).label());
        assertEquals("OK", Settling.settle(List.of(several(1, "ann"), new Answer(2, "lead", "OK", START, true)), wanted(1)).label());
        assertEquals("NG", Settling.settle(List.of(several(1, "ann"), answer(2, "ann", "NG")), wanted(1)).label());
    }

    @Test
    void aSkipAloneSkipsAndNeverOutvotesALabel() {
        assertEquals("skipped", Settling.settle(List.of(answer(1, "ann", null)), wanted(1)).status());
        Outcome both = Settling.settle(List.of(answer(1, "ann", null), answer(2, "bob", "OK")), wanted(2));
        assertEquals("OK", both.label());
    }

    @Test
    void theNewestAnswerOfAPersonCountsInWhateverOrderTheyCome() {
        List<Answer> answers = List.of(answer(3, "ann", "NG"), answer(1, "ann", "OK"), answer(2, "ann", null));
        Outcome outcome = Settling.settle(answers, wanted(1));
        assertEquals("NG", outcome.label());
        assertEquals(Set.of(3L), outcome.counted());
    }

    @Test
    void twoWhoDifferGoToReviewAndThreeAreDecidedByMoreThanHalf() {
        List<Answer> answers = new ArrayList<>(List.of(answer(1, "ann", "NG"), answer(2, "bob", "OK")));
        assertEquals("review", Settling.settle(answers, wanted(2)).status());
        answers.add(answer(3, "cy", "OK"));
        Outcome outcome = Settling.settle(answers, wanted(2));
        assertEquals("OK", outcome.label());
        assertEquals("cy", outcome.by());
        assertEquals("review", Settling.settle(answers, new Question(LABELS, 2, true, null, false)).status());
        answers.add(answer(4, "di", "unsure"));
        assertEquals("review", Settling.settle(answers, wanted(2)).status(), "half is not more than half");
    }

    @Test
    void aLabelOutsideTheSetIsReportedAndNeverCounted() {
        Outcome outcome = Settling.settle(List.of(answer(1, "ann", "OK"), answer(2, "ann", "Okay")), wanted(1));
        assertEquals("new", outcome.status());
        assertEquals(Set.of("Okay"), outcome.unknown());
        assertEquals(Set.of(), outcome.counted());
    }

    @Test
    void aKnownAnswerIsTheLabelWhateverPeopleSay() {
        Question gold = new Question(LABELS, 1, false, "OK", true);
        assertEquals("imported", Settling.settle(List.of(), gold).status());
        assertEquals("OK", Settling.settle(List.of(answer(1, "ann", "NG"), answer(2, "bob", "NG")), gold).label());
    }

    @Test
    void theWordOfThePersonInChargeStands() {
        Answer decision = new Answer(1, "admin", "unsure", START, true);
        Outcome outcome = Settling.settle(List.of(decision, answer(2, "ann", "NG"), answer(3, "bob", "NG")), wanted(2));
        assertEquals("unsure", outcome.label());
        assertEquals("admin", outcome.by());
        assertEquals(Set.of(2L, 3L), outcome.counted(), "a decision is nobody's answer");
    }

    /** Whatever the answers: what is true of every outcome. */
    @Test
    void everyOutcomeIsConsistent() {
        for (int seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            List<String> said = new ArrayList<>(LABELS);
            said.add(null);
            said.add("outside");
            List<Answer> answers = new ArrayList<>(IntStream.range(0, random.nextInt(8)).mapToObj(n -> new Answer(n, "p" + random.nextInt(4),
                    said.get(random.nextInt(said.size())), START.plusSeconds(random.nextInt(5)), random.nextInt(15) == 0)).toList());
            Question question = new Question(LABELS, 1 + random.nextInt(3), random.nextBoolean(), random.nextInt(4) == 0 ? "OK" : null,
                    random.nextBoolean());
            Outcome outcome = Settling.settle(answers, question);
            Collections.shuffle(answers, random);
            assertEquals(outcome, Settling.settle(answers, question), "the order in which they are read does not matter");

            if (outcome.status().equals("labeled")) {
                assertTrue(LABELS.contains(outcome.label()));
                assertNotNull(outcome.by());
                assertNotNull(outcome.at());
            } else {
                assertNull(outcome.label());
                assertNull(outcome.by());
            }
            assertEquals(answers.stream().anyMatch(a -> "outside".equals(a.label())), !outcome.unknown().isEmpty());
            Set<String> people = new HashSet<>();
            answers.stream().filter(a -> outcome.counted().contains(a.id())).forEach(a -> {
                assertTrue(people.add(a.username()), "one answer of each person");
                assertTrue(a.label() == null || LABELS.contains(a.label()));
            });
            boolean decided = answers.stream().anyMatch(Answer::decision);
            if (!decided && people.size() < question.wanted()) {
                assertEquals(question.outside() ? "imported" : "new", outcome.status());
            }
            Answer late = new Answer(1_000, "p0", "NG", START.plusSeconds(100), false);
            answers.add(late);
            assertTrue(Settling.settle(answers, question).counted().contains(late.id()), "who says something last is heard");
        }
    }
}
