package org.fastlabel.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.fastlabel.hub.store.HubDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How often a password may be guessed. */
class LoginLimitTest {

    private final TestClock clock = new TestClock();
    private final HubDatabase database = new HubDatabase();
    private final LoginTries tries = new LoginTries(database.source);
    private final LoginLimit limit = new LoginLimit(tries, clock);

    @AfterEach
    void close() {
        database.close();
    }

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
        for (int i = 0; i < 150; i++) {
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

    @Test
    void aRestartForgetsNothingAndAllProcessesCountTogether() {
        takes("ann", "10.0.0.1", 3);
        LoginLimit other = new LoginLimit(new LoginTries(database.source), clock);
        assertTrue(other.take("ann", "10.0.0.1").isEmpty());
        assertTrue(limit.take("ann", "10.0.0.1").isEmpty());
        assertTrue(other.take("ann", "10.0.0.1").isPresent());
        assertTrue(limit.take("ann", "10.0.0.1").isPresent());
    }

    @Test
    void whoGuessesWithoutAPauseDoesNotKeepTheOwnerOut() {
        assertTrue(limit.take("admin", "10.0.0.1").isEmpty());
        limit.succeeded("admin", "10.0.0.1");
        for (int minute = 0; minute < 60; minute++) {
            takes("admin", "10.9.9." + minute, 10);
            clock.move(Duration.ofMinutes(1));
        }
        takes("admin", "10.9.9.9", 10);
        assertTrue(limit.take("admin", "10.0.0.2").isPresent(), "from nowhere else");
        assertEquals(5, takes("admin", "10.0.0.1", 9), "but from where the owner logged in before, and not more often");
        limit.succeeded("admin", "10.0.0.1");
        assertTrue(limit.take("admin", "10.9.9.10").isPresent(), "nobody else gets new tries by that");
        clock.move(LoginLimit.KNOWN.plusSeconds(1));
        takes("admin", "10.9.9.9", 10);
        assertTrue(limit.take("admin", "10.0.0.1").isPresent(), "a month later it is an address like any other");
    }

    @Test
    void theTableStaysSmallAndKeepsWhatIsGuessedAtMost() {
        takes("victim", "10.0.0.1", 5);
        database.within(() -> {
            for (int i = 0; i < LoginTries.MOST + 50; i++) {
                tries.take(new LoginTries.Tries("address " + i, null, 100, Duration.ofSeconds(6)), clock.instant());
            }
        });
        long rows = database.sql.number("select count(*) from login_tries");
        assertTrue(rows <= LoginTries.MOST, "" + rows);
        assertTrue(limit.take("victim", "10.0.0.2").isPresent());
        clock.move(Duration.ofHours(1));
        takes("ann", "10.0.0.1", 1);
        assertEquals(2, database.sql.number("select count(*) from login_tries"), "what has passed is deleted");
    }

    @Test
    void manyAtOnceTakeNoMoreThanThereIs() throws Exception {
        AtomicInteger taken = new AtomicInteger();
        Thread[] guessers = new Thread[8];
        for (int t = 0; t < guessers.length; t++) {
            guessers[t] = new Thread(() -> taken.addAndGet(takes("ann", "10.0.0.1", 5)));
            guessers[t].start();
        }
        for (Thread guesser : guessers) {
            guesser.join();
        }
        assertEquals(LoginLimit.PER_ACCOUNT, taken.get());
    }

    @Test
    void oneHouseholdOfIPv6IsOneAddress() {
        assertEquals(LoginLimit.network("2001:db8:1:2::1"), LoginLimit.network("2001:db8:1:2:ffff:1:2:3"));
        assertNotEquals(LoginLimit.network("2001:db8:1:2::1"), LoginLimit.network("2001:db8:1:3::1"));
        assertEquals("10.0.0.1", LoginLimit.network("::ffff:10.0.0.1"));
        assertEquals("no:number", LoginLimit.network("no:number"));
    }

    private int countOthers() {
        int taken = 0;
        for (int i = 0; i < 200; i++) {
            taken += takes("n" + i, "10.0.0.1", 1);
        }
        return taken;
    }
}
