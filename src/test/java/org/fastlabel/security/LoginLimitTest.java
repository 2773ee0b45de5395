package org.fastlabel.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How often a password may be guessed. */
class LoginLimitTest {

    private final TestClock clock = new TestClock();
    private final LoginLimit limit = new LoginLimit(clock);

    private int takes(String account, String address, int tries) {
        int taken = 0;
        for (int i = 0; i < tries; i++) {
            taken += limit.take(account, address).isEmpty() ? 1 : 0;
        }
        return taken;
    }

    @Test
    void anAccountHasFiveTriesAndThenOneAMinute() {
        assertEquals(5, takes("ann", "10.0.0.1", 9));
        assertEquals(Optional.of(Duration.ofMinutes(1)), limit.take("ann", "10.0.0.1"));
        assertEquals(Optional.of(clock.instant().plusSeconds(60)), limit.lockedUntil("ann"));
        clock.move(Duration.ofSeconds(59));
        assertEquals(Optional.of(Duration.ofSeconds(1)), limit.take("ann", "10.0.0.2"));
        clock.move(Duration.ofSeconds(1));
        assertEquals(Optional.empty(), limit.lockedUntil("ann"));
        assertEquals(1, takes("ann", "10.0.0.3", 2), "from wherever");
        clock.move(Duration.ofHours(1));
        assertEquals(5, takes("ann", "10.0.0.1", 9), "and not more for having waited long");
    }

    @Test
    void oneAccountDoesNotLockAnother() {
        takes("ann", "10.0.0.1", 9);
        assertTrue(limit.take("bob", "10.0.0.1").isEmpty());
    }

    @Test
    void manyNamesFromOneAddressAreLimitedToo() {
        int taken = 0;
        for (int i = 0; i < 300; i++) {
            taken += takes("name" + i, "10.0.0.1", 1);
        }
        assertEquals(LoginLimit.PER_ADDRESS, taken);
        assertTrue(limit.take("other", "10.0.0.1").isPresent());
        assertTrue(limit.take("other", "10.0.0.2").isEmpty());
        clock.move(Duration.ofSeconds(6));
        assertTrue(limit.take("third", "10.0.0.1").isEmpty());
    }

    @Test
    void rightPasswordsCostNothing() {
        for (int i = 0; i < 500; i++) {
            assertTrue(limit.take("ann", "10.0.0.1").isEmpty());
            limit.succeeded("ann", "10.0.0.1");
        }
        assertEquals(4, takes("ann", "10.0.0.1", 4));
        limit.succeeded("ann", "10.0.0.1");
        assertEquals(5, takes("ann", "10.0.0.1", 9), "all tries are back");
    }

    @Test
    void whatIsRefusedTakesNothing() {
        takes("ann", "10.0.0.1", 500);
        assertEquals(LoginLimit.PER_ADDRESS - LoginLimit.PER_ACCOUNT, countOthers());
    }

    private int countOthers() {
        int taken = 0;
        for (int i = 0; i < 200; i++) {
            taken += takes("n" + i, "10.0.0.1", 1);
        }
        return taken;
    }
}
