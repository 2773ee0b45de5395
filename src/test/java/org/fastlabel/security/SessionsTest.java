package org.fastlabel.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.fastlabel.api.Unauthorized;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long a login holds that was shown once and is not shown again: a stream's. */
class SessionsTest {

    private static final Duration LIFE = Duration.ofMinutes(10);

    private final TestClock clock = new TestClock();
    private final Table table = new Table();
    private final Sessions sessions = new Sessions(table, new Tokens("a key of thirty-two bytes or more".getBytes(StandardCharsets.UTF_8), LIFE, clock),
            clock);
    private String token;
    private Caller caller;
    private BooleanSupplier holds;

    /** One account. */
    private static final class Table extends AccountRepository {

        private final Set<String> revoked = new HashSet<>();
        private Account account = new Account("ann", "Ann", CurrentUser.ADMIN, "hash", true, false, 1, Instant.EPOCH, null);

        @Override
        public Optional<Account> find(String username) {
            return Optional.ofNullable(account).filter(a -> a.username().equals(username));
        }

        @Override
        public boolean revoked(String jti) {
            return revoked.contains(jti);
        }

        @Override
        public void revoke(String jti, Instant expiresAt, Instant now) {
            revoked.add(jti);
        }

        void change(UnaryOperator<Account> how) {
            account = how.apply(account);
        }
    }

    @BeforeEach
    void comeIn() {
        token = sessions.issue(table.account).text();
        caller = sessions.caller(token);
        holds = sessions.holds(caller);
        assertTrue(holds.getAsBoolean());
    }

    private void assertEnds(UnaryOperator<Account> how) {
        table.change(how);
        clock.move(Duration.ofSeconds(2));
        assertFalse(holds.getAsBoolean());
    }

    @Test
    void untilTheTokenIsRefusedEverywhere() {
        clock.move(LIFE.plus(Tokens.LEEWAY).minusSeconds(1));
        assertTrue(holds.getAsBoolean());
        clock.move(Duration.ofSeconds(1));
        assertFalse(holds.getAsBoolean());
    }

    @Test
    void untilTheLogout() {
        sessions.end(caller);
        assertFalse(holds.getAsBoolean());
    }

    @Test
    void untilAnotherProcessRevokesTheToken() {
        table.revoked.add(caller.jti());
        clock.move(Duration.ofSeconds(2));
        assertFalse(holds.getAsBoolean());
    }

    @Test
    void untilTheAccountIsSwitchedOff() {
        assertEnds(a -> new Account(a.username(), a.displayName(), a.role(), a.passwordHash(), false, a.demo(), a.tokenVersion(), a.createdAt(), null));
    }

    @Test
    void untilAllTokensOfTheAccountEnd() {
        assertEnds(a -> new Account(a.username(), a.displayName(), a.role(), a.passwordHash(), true, a.demo(), 2, a.createdAt(), null));
    }

    @Test
    void untilTheAccountHasAnotherRole() {
        assertEnds(a -> new Account(a.username(), a.displayName(), CurrentUser.ANNOTATOR, a.passwordHash(), true, a.demo(), 1, a.createdAt(), null));
    }

    @Test
    void untilTheAccountIsGone() {
        assertEnds(a -> null);
    }

    @Test
    void anotherLoginOfTheSamePersonStays() {
        Caller other = sessions.caller(sessions.issue(table.account).text());
        sessions.end(caller);
        assertTrue(sessions.holds(other).getAsBoolean());
        assertEquals("token-revoked", assertThrows(Unauthorized.class, () -> sessions.caller(token)).code());
    }
}
