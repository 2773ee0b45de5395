package org.fastlabel.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How often a login may be tried: for one account five times at once and then once a minute, from one address a hundred times at once and
 * then ten times a minute. A login that succeeds costs nothing.
 *
 * <p>Kept in memory: a wrong password must not make the database work, and whoever guesses cannot restart the server.
 */
final class LoginLimit {

    static final int PER_ACCOUNT = 5;
    static final int PER_ADDRESS = 100;
    private static final Duration ACCOUNT_PACE = Duration.ofMinutes(1);
    private static final Duration ADDRESS_PACE = Duration.ofSeconds(6);
    private static final int MOST = 10_000;

    private final Clock clock;
    private final Map<String, Instant> accounts = remembered();
    private final Map<String, Instant> addresses = remembered();

    LoginLimit(Clock clock) {
        this.clock = clock;
    }

    /** Of each name, when all its tries will be free again; what was not used for longest is forgotten first. */
    private static Map<String, Instant> remembered() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
                return size() > MOST;
            }
        };
    }

    /** Takes one try of both. @return how long to wait when one of them has none left; nothing is taken then */
    synchronized Optional<Duration> take(String account, String address) {
        Instant now = clock.instant();
        Duration wait = longer(wait(addresses.get(address), PER_ADDRESS, ADDRESS_PACE, now), wait(accounts.get(account), PER_ACCOUNT, ACCOUNT_PACE, now));
        if (!wait.isZero()) {
            return Optional.of(wait);
        }
        add(addresses, address, ADDRESS_PACE, now);
        add(accounts, account, ACCOUNT_PACE, now);
        return Optional.empty();
    }

    /** After a success: the account has all its tries again, the address this one. */
    synchronized void succeeded(String account, String address) {
        accounts.remove(account);
        addresses.computeIfPresent(address, (name, full) -> full.minus(ADDRESS_PACE));
    }

    /** Until when nobody can log in to an account. */
    synchronized Optional<Instant> lockedUntil(String account) {
        Instant now = clock.instant();
        Duration wait = wait(accounts.get(account), PER_ACCOUNT, ACCOUNT_PACE, now);
        return wait.isZero() ? Optional.empty() : Optional.of(now.plus(wait));
    }

    private static void add(Map<String, Instant> full, String name, Duration pace, Instant now) {
        Instant before = full.get(name);
        full.put(name, (before == null || before.isBefore(now) ? now : before).plus(pace));
    }

    /** One more try must fit into {@code most} of them. */
    private static Duration wait(Instant full, int most, Duration pace, Instant now) {
        Duration beyond = full == null ? Duration.ZERO : Duration.between(now, full).plus(pace).minus(pace.multipliedBy(most));
        return beyond.isNegative() ? Duration.ZERO : beyond;
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
