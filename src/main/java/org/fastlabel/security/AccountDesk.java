package org.fastlabel.security;

import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.UnaryOperator;
import org.fastlabel.api.Conflict;
import org.fastlabel.api.NotFound;

/** Changes accounts; each change and its line in the audit log are one transaction. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRED)
public class AccountDesk {

    private final Clock clock = Clock.systemUTC();

    @EJB
    private AccountRepository accounts;
    @Inject
    private AuditLog audit;

    /** @throws Conflict with code {@code username-taken} */
    public Account add(String by, String username, String displayName, String role, String passwordHash, boolean demo) {
        if (accounts.locked().stream().anyMatch(a -> a.username().equals(username))) {
            throw new Conflict("username-taken", "There is an account \"" + username + "\" already.");
        }
        // A database keeps millionths of a second.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Account account = new Account(username, displayName, role, passwordHash, true, demo, 1, now, null);
        accounts.add(account);
        audit.record(by, "account.create", "account " + username, role + (demo ? ", for demonstration" : ""));
        return account;
    }

    /** What may be changed besides the password; null leaves it. Switching an account off ends its tokens. */
    public Account change(String by, String username, String role, Boolean active, String displayName) {
        return replace(by, username, "account.change", account -> {
            boolean on = active == null ? account.active() : active;
            return new Account(username, displayName == null ? account.displayName() : displayName, role == null ? account.role() : role,
                    account.passwordHash(), on, account.demo(), account.tokenVersion() + (on ? 0 : 1), account.createdAt(), account.lastLogin());
        });
    }

    /** A new password ends all tokens, and makes of a demonstration account one like any other. @param action what it is to be called */
    public Account password(String by, String username, String passwordHash, String action) {
        return replace(by, username, action, a -> new Account(username, a.displayName(), a.role(), passwordHash, a.active(), false,
                a.tokenVersion() + 1, a.createdAt(), a.lastLogin()));
    }

    /** Ends all tokens of an account. */
    public Account revoke(String by, String username) {
        return replace(by, username, "account.revoke", a -> new Account(username, a.displayName(), a.role(), a.passwordHash(), a.active(),
                a.demo(), a.tokenVersion() + 1, a.createdAt(), a.lastLogin()));
    }

    public void loggedIn(String username, String address) {
        accounts.loggedIn(username, clock.instant());
        audit.record(username, "login", "account " + username, "from " + address);
    }

    private Account replace(String by, String username, String action, UnaryOperator<Account> change) {
        List<Account> all = accounts.locked();
        Account before = all.stream().filter(a -> a.username().equals(username)).findFirst()
                .orElseThrow(() -> new NotFound("unknown-account", "There is no such account."));
        Account after = change.apply(before);
        if (administers(before) && !administers(after)
                && all.stream().noneMatch(a -> !a.username().equals(username) && administers(a))) {
            throw new Conflict("last-admin", "This is the last administrator who can log in. Make somebody else one first.");
        }
        accounts.change(after);
        audit.record(by, action, "account " + username, difference(before, after));
        return after;
    }

    private static boolean administers(Account account) {
        return account.admin() && account.mayLogIn(Loopback.listening());
    }

    private static String difference(Account before, Account after) {
        StringBuilder text = new StringBuilder();
        if (!before.role().equals(after.role())) {
            text.append(before.role()).append(" → ").append(after.role()).append("; ");
        }
        if (before.active() != after.active()) {
            text.append(after.active() ? "switched on; " : "switched off; ");
        }
        if (!before.displayName().equals(after.displayName())) {
            text.append("name \"").append(before.displayName()).append("\" → \"").append(after.displayName()).append("\"; ");
        }
        return text.length() == 0 ? null : text.substring(0, text.length() - 2);
    }
}
