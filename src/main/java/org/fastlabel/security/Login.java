package org.fastlabel.security;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.fastlabel.api.TooManyAttempts;
import org.fastlabel.api.Unauthorized;

/** From a name and a password to an access token. */
@ApplicationScoped
public class Login {

    private static final int LONGEST_PASSWORD = 1_000;

    private LoginLimit limit;

    @Inject
    private LoginTries tries;
    @EJB
    private AccountRepository accounts;
    @EJB
    private AccountDesk desk;
    @Inject
    private Passwords passwords;
    @Inject
    private Sessions sessions;
    @Inject
    private AuditLog audit;

    @PostConstruct
    void begin() {
        limit = new LoginLimit(tries, Clock.systemUTC());
    }

    /** Who is logged in now, and by which token. */
    record Entry(Account account, Tokens.Issued token) {
    }

    /** @throws Unauthorized with code {@code bad-credentials}; {@link TooManyAttempts} with code {@code too-many-attempts} */
    Entry login(String given, String password, String address) {
        String canonical = PasswordRules.canonical(given);
        // All that can be no name are tried as one.
        String name = PasswordRules.isName(canonical) ? canonical : "?";
        Optional<Duration> wait = limit.take(name, address);
        if (wait.isPresent()) {
            throw new TooManyAttempts("too-many-attempts", "Too many failed logins. Try again in " + shown(wait.get()) + ".", wait.get());
        }
        Optional<Account> account = accounts.find(name);
        boolean right = passwords.verify(shortened(password), account.map(Account::passwordHash).orElse(null));
        if (!right || !account.get().mayLogIn(Loopback.listening())) {
            failed(account.orElse(null), right, address, name);
            throw new Unauthorized("bad-credentials", "Name or password is wrong, or the account is switched off.");
        }
        limit.succeeded(name, address);
        desk.loggedIn(name, address);
        return enter(account.get());
    }

    /** A token for somebody who has just shown who it is. */
    Entry enter(Account account) {
        return new Entry(account, sessions.issue(account));
    }

    /** Changes one's own password; all earlier tokens end. @throws Unauthorized with code {@code bad-credentials} */
    Entry change(Account account, String old, String now, String address) {
        Optional<Duration> wait = limit.take(account.username(), address);
        if (wait.isPresent()) {
            throw new TooManyAttempts("too-many-attempts", "Too many wrong passwords. Try again in " + shown(wait.get()) + ".", wait.get());
        }
        if (!passwords.verify(shortened(old), account.passwordHash())) {
            failed(account, false, address, account.username());
            throw new Unauthorized("bad-credentials", "The old password is wrong.");
        }
        limit.succeeded(account.username(), address);
        Account changed = desk.password(account.username(), account.username(), passwords.hash(PasswordRules.password(now, account.username())),
                "account.password");
        sessions.changed(account.username());
        return enter(changed);
    }

    Optional<Instant> lockedUntil(String username) {
        return limit.lockedUntil(username);
    }

    /** What was typed as a name may have been a password: only names of accounts are written down. */
    private void failed(Account account, boolean right, String address, String name) {
        String who = account == null ? "unknown" : account.username();
        String why = account == null ? "no such account" : !right ? "wrong password" : account.active() ? "demonstration account" : "switched off";
        audit.record(who, "login.failed", "account " + who, why + ", from " + address
                + (limit.lockedUntil(name).isPresent() ? "; no more tries for now" : ""));
    }

    private static String shortened(String password) {
        return password.length() <= LONGEST_PASSWORD ? password : password.substring(0, LONGEST_PASSWORD);
    }

    private static String shown(Duration wait) {
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        return seconds < 120 ? seconds + " seconds" : (seconds + 59) / 60 + " minutes";
    }
}
