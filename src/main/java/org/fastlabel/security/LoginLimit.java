package org.fastlabel.security;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.fastlabel.security.LoginTries.Tries;

/**
 * How often a login may be tried: for one account five times at once and then once a minute, from one address a hundred times at once and
 * then ten times a minute. A login that succeeds costs nothing. All processes of a database count together, and a restart forgets nothing.
 *
 * <p>Whoever guesses without a pause takes each try of an account as soon as it is free, and would keep its owner out for as long as that goes
 * on. So an address from which somebody has logged in to the account during the last month has tries of its own. What remains is a guesser
 * at the same address: on the same machine, or behind the same proxy.
 */
final class LoginLimit {

    static final int PER_ACCOUNT = 5;
    static final int PER_ADDRESS = 100;
    static final Duration KNOWN = Duration.ofDays(30);
    private static final Duration ACCOUNT_PACE = Duration.ofMinutes(1);
    private static final Duration ADDRESS_PACE = Duration.ofSeconds(6);

    private final LoginTries tries;
    private final Clock clock;

    LoginLimit(LoginTries tries, Clock clock) {
        this.tries = tries;
        this.clock = clock;
    }

    /** Takes one try of both. @return how long to wait when one of them has none left; nothing is taken then */
    Optional<Duration> take(String account, String address) {
        Instant now = clock.instant();
        Tries ofAddress = ofAddress(address);
        Duration wait = tries.take(ofAddress, now);
        if (wait.isZero()) {
            wait = tries.take(ofAccount(account, address, now), now);
            if (!wait.isZero()) {
                tries.giveBack(ofAddress);
            }
        }
        return wait.isZero() ? Optional.empty() : Optional.of(wait);
    }

    /** After a success: the account has all its tries again, the address this one, and is known from now on. */
    void succeeded(String account, String address) {
        Instant now = clock.instant();
        tries.forget(ofAccount(account, address, now));
        tries.giveBack(ofAddress(address));
        tries.remember(known(account, address), now.plus(KNOWN), now);
    }

    /** Until when somebody, perhaps everybody, cannot log in to an account. */
    Optional<Instant> lockedUntil(String account) {
        Instant now = clock.instant();
        long beyond = tries.lastFull(account).orElse(0) - new Tries("", account, PER_ACCOUNT, ACCOUNT_PACE).latest(now);
        return beyond > 0 ? Optional.of(now.plusMillis(beyond)) : Optional.empty();
    }

    private static Tries ofAddress(String address) {
        return new Tries("address " + network(address), null, PER_ADDRESS, ADDRESS_PACE);
    }

    private Tries ofAccount(String account, String address, Instant now) {
        String name = tries.remembers(known(account, address), now) ? "account " + account + " from " + network(address) : "account " + account;
        return new Tries(name, account, PER_ACCOUNT, ACCOUNT_PACE);
    }

    private static String known(String account, String address) {
        return "known " + account + " from " + network(address);
    }

    /** Whoever has one address of IPv6 has the 64 bits behind it too. */
    static String network(String address) {
        if (!address.contains(":")) {
            return address;
        }
        try {
            // It is a number: nothing is looked up.
            byte[] bytes = InetAddress.getByName(address).getAddress();
            return bytes.length == 16 ? HexFormat.of().formatHex(bytes, 0, 8) + "::/64" : InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
