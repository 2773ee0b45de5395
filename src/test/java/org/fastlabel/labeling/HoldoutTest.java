package org.fastlabel.labeling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HoldoutTest {

    @Test
    void theShareIsAsWishedAndSpreadOverNeighbours() {
        for (double share : new double[] {0.05, 0.1, 0.3}) {
            int[] members = IntStream.range(0, 20_000).filter(i -> Holdout.member("photos/img_" + i + ".jpg", share)).toArray();
            assertEquals(share, members.length / 20_000.0, 0.1 * share);
            long neighbours = IntStream.range(1, members.length).filter(i -> members[i] == members[i - 1] + 1).count();
            assertEquals(share, (double) neighbours / members.length, 0.3 * share, "a neighbour is as likely as any other");
        }
    }

    @Test
    void aLargerShareHasEveryMemberOfASmallerOne() {
        assertTrue(IntStream.range(0, 5000).mapToObj(i -> "tile-" + i)
                .allMatch(key -> !Holdout.member(key, 0.1) || Holdout.member(key, 0.2)));
        assertFalse(IntStream.range(0, 5000).anyMatch(i -> Holdout.member("tile-" + i, 0)));
    }

    @Test
    void smallDataSetsSpareNothing() {
        assertFalse(Holdout.of(new SessionFixture(Holdout.LEAST_ITEMS - 1), 0.5).active());
        assertFalse(Holdout.of(new SessionFixture(1000), 0).active());
        Holdout some = Holdout.of(new SessionFixture(1000), 0.5);
        assertTrue(some.active());
        assertTrue(some.ids().allMatch(id -> some.has(id) && Holdout.member("folder/" + id + ".png", 0.5)));
        assertTrue(some.ids().count() > 400);
    }
}
