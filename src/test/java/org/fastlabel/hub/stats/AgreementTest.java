package org.fastlabel.hub.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.fastlabel.hub.stats.Agreement.Pair;
import org.fastlabel.hub.store.StatsRepository.Answer;
import org.junit.jupiter.api.Test;

class AgreementTest {

    private static Map<Pair, Long> counts(String a, String b) {
        Map<Pair, Long> counts = new HashMap<>();
        for (int i = 0; i < a.length(); i++) {
            counts.merge(new Pair(a.substring(i, i + 1), b.substring(i, i + 1)), 1L, Long::sum);
        }
        return counts;
    }

    /** One string for each person, one letter for each task; a dot where the person gave no answer. */
    private static PairCounts answers(String... people) {
        PairCounts counts = new PairCounts();
        for (int task = 0; task < people[0].length(); task++) {
            for (int person = 0; person < people.length; person++) {
                String label = people[person].substring(task, task + 1);
                if (!label.equals(".")) {
                    counts.add(new Answer(task, "person " + person, label));
                }
            }
        }
        return counts.end();
    }

    /** Values of scikit-learn 1.x, cohen_kappa_score. */
    @Test
    void kappaIsThatOfScikitLearn() {
        assertEquals(KAPPA_THREE, Agreement.kappa(counts("OOONNOONUUOONNNOOOUN", "OONNNOOOUNOONNOOOUUN")), 1e-12);
        Map<Pair, Long> table = Map.of(new Pair("Y", "Y"), 20L, new Pair("Y", "N"), 5L, new Pair("N", "Y"), 10L, new Pair("N", "N"), 15L);
        assertEquals(0.4, Agreement.kappa(table), 1e-12);
    }

    private static final double KAPPA_THREE = 0.5867768595041323;

    @Test
    void kappaIsOneMinusOneAndUndefinedAtTheEnds() {
        assertEquals(1, Agreement.kappa(counts("ONON", "ONON")), 1e-12);
        assertEquals(-1, Agreement.kappa(counts("ONON", "NONO")), 1e-12);
        assertNull(Agreement.kappa(counts("OOOO", "OOOO")));
        assertNull(Agreement.kappa(Map.of()));
    }

    /** The worked examples of Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011, sections A and C. */
    @Test
    void alphaIsThatOfThePublishedExamples() {
        assertEquals(0.095, answers("0100000010", "1110010000").alpha(), 0.0005);
        assertEquals(0.743, answers("123321412...", "1233224125.3", ".3332342251.", "12332441251.").alpha(), 0.0005);
    }

    @Test
    void alphaIsUndefinedWithoutTwoAnswersOrTwoLabels() {
        assertNull(answers("ON..", "..NO").alpha());
        assertNull(answers("OO", "OO").alpha());
        assertEquals(1, answers("ON", "ON").alpha(), 1e-12);
    }

    @Test
    void agreementDoesNotDependOnNamesOfLabelsOrOrderOfPeople() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            List<String> people = new ArrayList<>();
            for (int p = 0; p < 2 + random.nextInt(4); p++) {
                StringBuilder said = new StringBuilder();
                for (int t = 0; t < 30; t++) {
                    said.append("ABC.".charAt(random.nextInt(4)));
                }
                people.add(said.toString());
            }
            Double alpha = answers(people.toArray(String[]::new)).alpha();
            List<String> renamed = new ArrayList<>(people.stream().map(s -> s.replace('A', 'X').replace('B', 'A').replace('X', 'B')).toList());
            Collections.reverse(renamed);
            assertEquals(alpha, answers(renamed.toArray(String[]::new)).alpha(), 1e-9);
        }
    }

    @Test
    void comparisonsAreCountedOnceForEachTwoPeople() {
        PairCounts counts = answers("OONN", "ONN.", "O..N");
        assertEquals(4, counts.tasks());
        assertEquals(3, counts.people().get(new PairCounts.Two("person 0", "person 1")).values().stream().mapToLong(n -> n).sum());
        assertEquals(1, counts.people().get(new PairCounts.Two("person 1", "person 2")).values().stream().mapToLong(n -> n).sum());
        assertEquals(4.0 / 5, counts.shares().get("person 0"), 1e-12);
    }
}
