package org.fastlabel.security;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import javax.sql.DataSource;

/**
 * Tries to log in, in the database: one row says of an address or account when all its tries will be free again. Each statement stands for
 * itself, so that several processes take them without a lock; they must not be called within a transaction.
 */
@ApplicationScoped
public class LoginTries {

    /** However many addresses and names are tried, the table grows no further. */
    static final int MOST = 10_000;
    private static final int FORGOTTEN_AT_ONCE = 1_000;
    /** Of a row that another process has just added; on both databases. */
    private static final String THERE_ALREADY = "23505";

    @Resource(lookup = "java:app/jdbc/FastLabel")
    private DataSource dataSource;

    public LoginTries() {
        // For the container.
    }

    LoginTries(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** So many at once, and then one more after each {@code pace}. @param account whose they are, or null */
    record Tries(String name, String account, int most, Duration pace) {

        /** The latest moment of all being free again at which one may still be taken. */
        long latest(Instant now) {
            return now.toEpochMilli() + pace.multipliedBy(most - 1L).toMillis();
        }
    }

    /** Takes one. @return how long to wait when there is none left; nothing is taken then */
    Duration take(Tries tries, Instant now) {
        long at = now.toEpochMilli();
        long pace = tries.pace().toMillis();
        while (true) {
            if (update("update login_tries set full_at = case when full_at > ? then full_at else ? end + ? where name = ? and full_at <= ?", at, at, pace,
                    tries.name(), tries.latest(now)) == 1) {
                return Duration.ZERO;
            }
            OptionalLong full = full(tries.name());
            if (full.isEmpty()) {
                if (add(tries.name(), tries.account(), at + pace, now)) {
                    return Duration.ZERO;
                }
            } else if (full.getAsLong() > tries.latest(now)) {
                return Duration.ofMillis(full.getAsLong() - tries.latest(now));
            }
            // Another process has changed the row between two statements: once more.
        }
    }

    void giveBack(Tries tries) {
        update("update login_tries set full_at = full_at - ? where name = ?", tries.pace().toMillis(), tries.name());
    }

    void forget(Tries tries) {
        update("delete from login_tries where name = ?", tries.name());
    }

    void remember(String name, Instant until, Instant now) {
        if (update("update login_tries set full_at = ? where name = ?", until.toEpochMilli(), name) == 0) {
            add(name, null, until.toEpochMilli(), now);
        }
    }

    boolean remembers(String name, Instant now) {
        return full(name).orElse(0) > now.toEpochMilli();
    }

    /** Of all rows of an account, the one that is free last. */
    OptionalLong lastFull(String account) {
        return first("select max(full_at) from login_tries where account = ?", account);
    }

    private OptionalLong full(String name) {
        return first("select full_at from login_tries where name = ?", name);
    }

    /** @return false when there is such a row already */
    private boolean add(String name, String account, long full, Instant now) {
        makeRoom(now);
        try {
            execute("insert into login_tries (name, account, full_at) values (?, ?, ?)", name, account, full);
            return true;
        } catch (SQLException e) {
            if (THERE_ALREADY.equals(e.getSQLState())) {
                return false;
            }
            throw new IllegalStateException(e);
        }
    }

    /** What has passed goes; if that is not enough, what would go soonest: an account that is being guessed at stays longest. */
    private void makeRoom(Instant now) {
        update("delete from login_tries where full_at <= ?", now.toEpochMilli());
        if (first("select count(*) from login_tries").orElse(0) >= MOST) {
            update("delete from login_tries where full_at <= (select max(soonest.full_at) from (select full_at from login_tries order by full_at limit ?) "
                    + "soonest)", FORGOTTEN_AT_ONCE);
        }
    }

    private OptionalLong first(String sql, Object... values) {
        try (Connection connection = dataSource.getConnection(); PreparedStatement statement = bound(connection, sql, values);
                ResultSet rows = statement.executeQuery()) {
            boolean found = rows.next();
            long value = found ? rows.getLong(1) : 0;
            return found && !rows.wasNull() ? OptionalLong.of(value) : OptionalLong.empty();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private int update(String sql, Object... values) {
        try {
            return execute(sql, values);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private int execute(String sql, Object... values) throws SQLException {
        try (Connection connection = dataSource.getConnection(); PreparedStatement statement = bound(connection, sql, values)) {
            return statement.executeUpdate();
        }
    }

    private static PreparedStatement bound(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }
}
