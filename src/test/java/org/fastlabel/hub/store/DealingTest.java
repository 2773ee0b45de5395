package org.fastlabel.hub.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.fastlabel.hub.store.Dealing.Dealt;
import org.fastlabel.hub.store.Dealing.Open;
import org.junit.jupiter.api.Test;

class DealingTest {

    @Test
    void theHardestGoFirstAndInTurn() {
        List<Open> tasks = List.of(new Open(3, 1, Set.of()), new Open(1, 1, Set.of()), new Open(2, 1, Set.of()));
        assertEquals(List.of(new Dealt(3, "ann"), new Dealt(1, "bob"), new Dealt(2, "ann")),
                Dealing.deal(tasks, new HashMap<>(Map.of("ann", 0, "bob", 0)), 10));
    }

    @Test
    void whoHasLessGetsMore() {
        List<Open> tasks = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            tasks.add(new Open(i, 1, Set.of()));
        }
        assertEquals(Map.of("ann", 2, "bob", 8), Dealing.counts(Dealing.deal(tasks, new HashMap<>(Map.of("ann", 7, "bob", 1)), 100)));
    }

    /** Whatever is to be given out to whomever. */
    @Test
    void nobodyGetsATaskTwiceAndNoTaskIsGivenToMoreThanWanted() {
        for (int seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            Map<String, Integer> loads = new HashMap<>();
            for (int p = 0; p < 1 + random.nextInt(6); p++) {
                loads.put("p" + p, random.nextInt(10));
            }
            Map<String, Integer> before = new HashMap<>(loads);
            Map<Long, Open> tasks = new HashMap<>();
            List<Open> order = new ArrayList<>();
            for (long t = 0; t < random.nextInt(60); t++) {
                Set<String> had = new HashSet<>();
                loads.keySet().stream().filter(p -> random.nextInt(5) == 0).forEach(had::add);
                Open open = new Open(t, 1 + random.nextInt(3), had);
                tasks.put(t, open);
                order.add(open);
            }
            int most = random.nextInt(80);
            List<Dealt> dealt = Dealing.deal(order, loads, most);

            assertTrue(dealt.size() <= most);
            assertEquals(dealt.size(), new HashSet<>(dealt).size());
            Map<Long, Integer> given = new HashMap<>();
            for (Dealt d : dealt) {
                assertFalse(tasks.get(d.task()).had().contains(d.username()));
                given.merge(d.task(), 1, Integer::sum);
            }
            given.forEach((task, n) -> assertTrue(n <= tasks.get(task).free()));
            Map<String, Integer> got = Dealing.counts(dealt);
            before.forEach((p, n) -> assertEquals(n + got.getOrDefault(p, 0), loads.get(p)));
            if (dealt.size() < most) {
                for (Open task : order) {
                    int could = (int) loads.keySet().stream().filter(p -> !task.had().contains(p)).count();
                    assertEquals(Math.min(task.free(), could), given.getOrDefault(task.task(), 0), "nothing is left that somebody could have");
                }
            }
            if (order.stream().allMatch(t -> t.had().isEmpty() && t.free() == 1) && !got.isEmpty()) {
                int top = got.keySet().stream().mapToInt(loads::get).max().orElseThrow();
                assertTrue(loads.values().stream().allMatch(n -> n >= top - 1), "nobody is left behind those who got something: " + loads);
            }
        }
    }
}
