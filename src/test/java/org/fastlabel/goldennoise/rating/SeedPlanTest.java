package org.fastlabel.goldennoise.rating;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.fastlabel.goldennoise.rating.SeedPlan.Drawn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SeedPlanTest {

    private static List<Drawn> draw(SeedPlan plan, int count, int used, Set<Long> taken, long chance) {
        return plan.draw(count, 4711, 1, used, taken, new SplittableRandom(chance));
    }

    private static Set<Long> shared(List<Drawn> drawn) {
        return drawn.stream().filter(Drawn::shared).map(Drawn::seed).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @EnumSource(SeedPlan.class)
    void aPlaceInTheListHasItsSharedSeedsAndNewOnes(SeedPlan plan) {
        List<Drawn> one = draw(plan, 8, 0, Set.of(), 1);
        List<Drawn> other = draw(plan, 8, 0, Set.of(), 2);
        assertEquals(plan == SeedPlan.SHARED ? 8 : plan == SeedPlan.MIXED ? 4 : 0, shared(one).size());
        assertEquals(shared(one), shared(other));
        Set<Long> fresh = one.stream().filter(d -> !d.shared()).map(Drawn::seed).collect(Collectors.toSet());
        assertTrue(other.stream().noneMatch(d -> fresh.contains(d.seed())));
        one.forEach(d -> assertTrue(d.seed() >= 0 && d.seed() < 1L << 53));
    }

    @ParameterizedTest
    @EnumSource(SeedPlan.class)
    void aFurtherGroupGoesOnWithOtherSeeds(SeedPlan plan) {
        List<Drawn> first = draw(plan, 8, 0, Set.of(), 1);
        Set<Long> taken = first.stream().map(Drawn::seed).collect(Collectors.toSet());
        List<Drawn> second = draw(plan, 6, shared(first).size(), taken, 1);
        Set<Long> all = new HashSet<>(taken);
        second.forEach(d -> assertTrue(all.add(d.seed())));
        assertEquals(14, all.size());
        assertEquals(shared(second), shared(draw(plan, 6, shared(first).size(), Set.of(), 9)), "and those of another prompt do so too");
    }

    @Test
    void anotherSessionHasOtherSharedSeeds() {
        assertNotEquals(SeedPlan.SHARED.draw(4, 1, 1, 0, Set.of(), new SplittableRandom(1)), SeedPlan.SHARED.draw(4, 2, 1, 0, Set.of(), new SplittableRandom(1)));
    }

    @Test
    void eachSeedOfTheRingIsSeenEquallyOftenAndNoTwoWithTheSamePrompts() {
        Map<Long, Set<Integer>> prompts = new HashMap<>();
        for (int number = 1; number <= 48; number++) {
            for (Drawn d : SeedPlan.MIXED.draw(8, 4711, number, 0, Set.of(), new SplittableRandom(number))) {
                if (d.shared()) {
                    prompts.computeIfAbsent(d.seed(), s -> new HashSet<>()).add(number);
                }
            }
        }
        assertEquals(SeedPlan.RING, prompts.size());
        prompts.values().forEach(p -> assertEquals(12, p.size()));
        assertEquals(SeedPlan.RING, new HashSet<>(prompts.values()).size(), "no two seeds are confounded");
    }

    @Test
    void aPromptThatHasSeenTheWholeRingGetsNewSeeds() {
        Set<Long> taken = new HashSet<>();
        int shared = 0;
        for (int group = 0; group < 6; group++) {
            List<Drawn> drawn = SeedPlan.MIXED.draw(8, 4711, 7, shared, taken, new SplittableRandom(group));
            shared += shared(drawn).size();
            drawn.forEach(d -> assertTrue(taken.add(d.seed())));
        }
        assertEquals(SeedPlan.RING, shared);
    }
}
