package org.fastlabel.hub.head;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.fastlabel.hub.head.LookRepository.Labelled;
import org.fastlabel.hub.head.LookRepository.Look;
import org.junit.jupiter.api.Test;

class DueTest {

    private static final Instant T = Instant.parse("2026-03-01T10:00:00Z");

    private static Look look(long now, int nowUntil, Integer seen, int seenUntil, int at, double seconds) {
        return new Look(1, new Labelled(now, T.plusSeconds(nowUntil)), seen == null ? null : new Labelled(seen, T.plusSeconds(seenUntil)),
                seen == null ? null : T.plusSeconds(at), seconds);
    }

    @Test
    void theFirstHeadWaitsForTenLabelsUnlessSomebodyWaits() {
        assertFalse(Due.now(look(9, 0, null, 0, 0, 0), false, T));
        assertTrue(Due.now(look(10, 0, null, 0, 0, 0), false, T));
        assertFalse(Due.now(look(1, 0, null, 0, 0, 0), true, T));
        assertTrue(Due.now(look(2, 0, null, 0, 0, 0), true, T));
    }

    @Test
    void nothingNewIsNotLearntAgain() {
        assertFalse(Due.now(look(20, 5, 20, 5, 10, 1), true, T.plusSeconds(1000)));
        assertTrue(Due.now(look(20, 7, 20, 5, 10, 1), false, T.plusSeconds(1000)), "a label that was changed");
    }

    @Test
    void manyLabelsInARowAreLearntTogether() {
        assertFalse(Due.now(look(101, 99, 100, 5, 10, 0.1), false, T.plusSeconds(100)), "one more, just now");
        assertTrue(Due.now(look(101, 99, 100, 5, 10, 0.1), true, T.plusSeconds(100)), "one more, and somebody waits");
        assertTrue(Due.now(look(101, 99, 100, 5, 10, 0.1), false, T.plusSeconds(130)), "one more, a while ago");
        assertTrue(Due.now(look(110, 99, 100, 5, 10, 0.1), false, T.plusSeconds(100)), "a tenth more");
    }

    @Test
    void learningTakesASmallPartOfTheTime() {
        assertFalse(Due.now(look(200, 99, 100, 5, 10, 30), true, T.plusSeconds(600)));
        assertTrue(Due.now(look(200, 99, 100, 5, 10, 30), true, T.plusSeconds(611)));
        assertFalse(Due.now(look(200, 99, 100, 5, 95, 0.1), true, T.plusSeconds(100)));
    }
}
