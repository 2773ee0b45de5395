package org.fastlabel.security;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.fastlabel.api.Settings;
import org.fastlabel.api.Unauthorized;

/**
 * From a token to the person behind it. Whether a token was ended, and what its account may do, is read from the database and remembered for
 * a second: what is changed by this process counts at once, what another process changes after that second.
 */
@ApplicationScoped
public class Sessions {

    /** Attribute of a request: the {@link Caller} who was let in. */
    static final String CALLER = Sessions.class.getName() + ".caller";
    private static final Duration REMEMBERED = Duration.ofSeconds(1);
    private static final int MOST = 10_000;

    private Clock clock = Clock.systemUTC();
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();

    @EJB
    private AccountRepository accounts;

    private Tokens tokens;

    /** @param account null when the token was ended */
    private record Seen(String username, Account account, Instant at) {
    }

    public Sessions() {
        // For the container.
    }

    Sessions(AccountRepository accounts, Tokens tokens, Clock clock) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.clock = clock;
    }

    @PostConstruct
    void begin() {
        tokens = new Tokens(Keys.of("access-token"), Settings.jwtLife(), clock);
    }

    Tokens.Issued issue(Account account) {
        return tokens.issue(account);
    }

    /** @throws Unauthorized with code {@code token-invalid}, {@code token-expired} or {@code token-revoked} */
    public Caller caller(String token) {
        Tokens.Claims claims = tokens.read(token);
        Account account = account(claims);
        if (account == null) {
            throw new Unauthorized("token-revoked", "This login was ended. Log in again.");
        }
        return new Caller(account, claims.jti(), claims.expiresAt());
    }

    /**
     * Whether the login by which this request came still holds, to be asked later: a stream of events goes on when its person has logged out,
     * was switched off, has another role now, or the token has run out.
     */
    public BooleanSupplier holds(CurrentUser user) {
        return holds(user.caller());
    }

    /** The same of a request that {@link RequestGuard} let in; always, where it asked for no person. */
    public BooleanSupplier holds(HttpServletRequest request) {
        return request.getAttribute(CALLER) instanceof Caller caller ? holds(caller) : () -> true;
    }

    BooleanSupplier holds(Caller caller) {
        Account then = caller.account();
        Tokens.Claims claims = new Tokens.Claims(then.username(), caller.jti(), then.tokenVersion(), caller.expiresAt());
        return () -> {
            Account now = account(claims);
            return now != null && now.role().equals(then.role()) && clock.instant().isBefore(caller.expiresAt().plus(Tokens.LEEWAY));
        };
    }

    private Account account(Tokens.Claims claims) {
        Instant now = clock.instant();
        Seen known = seen.get(claims.jti());
        if (known == null || now.isAfter(known.at().plus(REMEMBERED)) || !known.username().equals(claims.username())) {
            known = new Seen(claims.username(), read(claims), now);
            if (seen.size() >= MOST) {
                seen.clear();
            }
            seen.put(claims.jti(), known);
        }
        return known.account();
    }

    private Account read(Tokens.Claims claims) {
        return accounts.find(claims.username()).filter(a -> a.tokenVersion() == claims.version())
                .filter(a -> a.mayLogIn(Loopback.listening())).filter(a -> !accounts.revoked(claims.jti())).orElse(null);
    }

    /** Ends the one token by which somebody came. */
    void end(Caller caller) {
        accounts.revoke(caller.jti(), caller.expiresAt().plus(Tokens.LEEWAY), clock.instant());
        seen.remove(caller.jti());
    }

    /** To be called after an account was changed. */
    void changed(String username) {
        seen.values().removeIf(s -> s.username().equals(username));
    }
}
