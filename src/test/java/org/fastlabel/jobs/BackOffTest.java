package org.fastlabel.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackOffTest {

    @Test
    void growsToABound() {
        assertEquals(Duration.ofSeconds(2), BackOff.after(1, null, 0.5));
        assertEquals(Duration.ofSeconds(6), BackOff.after(2, null, 0.5));
        assertEquals(Duration.ofSeconds(18), BackOff.after(3, null, 0.5));
        assertEquals(Duration.ofMinutes(5), BackOff.after(60, null, 0.5));
    }

    @Test
    void isNotTheSameForAll() {
        assertEquals(Duration.ofMillis(1500), BackOff.after(1, null, 0));
        assertEquals(Duration.ofMillis(2500), BackOff.after(1, null, 1));
    }

    @Test
    void waitsAtLeastAsLongAsItIsAskedTo() {
        Duration asked = Duration.ofSeconds(40);
        assertEquals(asked, BackOff.after(1, asked, 0));
        assertTrue(BackOff.after(1, asked, 0.9).compareTo(asked) > 0);
        assertEquals(Duration.ofSeconds(18), BackOff.after(3, Duration.ofSeconds(1), 0.5));
        assertEquals(Duration.ofHours(24), BackOff.after(1, Duration.ofDays(400), 0));
    }
}
