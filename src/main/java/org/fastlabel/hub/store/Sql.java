package org.fastlabel.hub.store;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.fastlabel.api.CapacityExceeded;

/** Statements on the pooled connections, in the transaction of the caller. Parameters are Java values; an {@link Instant} is a point in time. */
@ApplicationScoped
public class Sql {

    /** Rows that are sent at once. */
    public static final int PAGE = 500;
    /** Deadlock (both databases), lock timeout (PostgreSQL, H2). */
    private static final Set<String> BUSY = Set.of("40001", "40P01", "55P03", "HYT00");

    @Resource(lookup = "java:app/jdbc/FastLabel")
    private DataSource dataSource;

    public Sql() {
        // For the container, which sets the data source.
    }

    public Sql(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Reads one row. */
    public interface Mapper<T> {
        T of(ResultSet row) throws SQLException;
    }

    /** Something that is done with a connection. */
    private interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    private <T> T run(Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            return work.with(connection);
        } catch (SQLException e) {
            if (BUSY.contains(String.valueOf(e.getSQLState()))) {
                throw new CapacityExceeded("busy", "Others are changing the same tasks just now; try again in a moment.");
            }
            throw new IllegalStateException(e);
        }
    }

    public <T> List<T> query(String sql, Mapper<T> mapper, Object... parameters) {
        List<T> rows = new ArrayList<>();
        each(sql, mapper, rows::add, parameters);
        return rows;
    }

    /** Gives away row by row. */
    public <T> void each(String sql, Mapper<T> mapper, Consumer<T> consumer, Object... parameters) {
        run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                bind(statement, parameters);
                try (ResultSet result = statement.executeQuery()) {
                    while (result.next()) {
                        consumer.accept(mapper.of(result));
                    }
                }
            }
            return null;
        });
    }

    public <T> Optional<T> first(String sql, Mapper<T> mapper, Object... parameters) {
        return query(sql, mapper, parameters).stream().findFirst();
    }

    /** The one number of the one row. */
    public long number(String sql, Object... parameters) {
        return first(sql, row -> row.getLong(1), parameters).orElseThrow();
    }

    /** @return how many rows were changed */
    public int update(String sql, Object... parameters) {
        return run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                bind(statement, parameters);
                return statement.executeUpdate();
            }
        });
    }

    /** One statement for many rows. @return how many rows each of them changed */
    public int[] batch(String sql, List<Object[]> rows) {
        int[] changed = new int[rows.size()];
        run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int from = 0; from < rows.size(); from += PAGE) {
                    int to = Math.min(rows.size(), from + PAGE);
                    for (Object[] row : rows.subList(from, to)) {
                        bind(statement, row);
                        statement.addBatch();
                    }
                    System.arraycopy(statement.executeBatch(), 0, changed, from, to - from);
                }
            }
            return null;
        });
        return changed;
    }

    /** Numbers nobody else gets, ascending. @param sequence one that goes up by {@link #PAGE} */
    public long[] ids(String sequence, int count) {
        long[] ids = new long[count];
        run(connection -> {
            boolean h2 = connection.getMetaData().getDatabaseProductName().startsWith("H2");
            try (Statement statement = connection.createStatement()) {
                for (int i = 0; i < count; i += PAGE) {
                    try (ResultSet next = statement.executeQuery(h2 ? "values next value for " + sequence : "select nextval('" + sequence + "')")) {
                        next.next();
                        long last = next.getLong(1);
                        for (int j = i; j < Math.min(count, i + PAGE); j++) {
                            ids[j] = last - PAGE + 1 + (j - i);
                        }
                    }
                }
            }
            return null;
        });
        return ids;
    }

    /** The next number of a sequence that goes up by one. */
    public long next(String sequence) {
        return ids(sequence, 1)[0] + PAGE - 1;
    }

    /** {@code (?, ?, ?)} */
    public static String marks(int count) {
        return "(" + String.join(", ", Collections.nCopies(count, "?")) + ")";
    }

    /** All parameters of a statement with a list in it. */
    public static Object[] all(Object first, Collection<?> more) {
        List<Object> all = new ArrayList<>(more.size() + 1);
        all.add(first);
        all.addAll(more);
        return all.toArray();
    }

    /** Null for null. */
    public static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /** A list in pieces that fit into one statement, each sorted no differently than the list. */
    public static <T> List<List<T>> pages(List<T> list) {
        List<List<T>> pages = new ArrayList<>();
        for (int from = 0; from < list.size(); from += PAGE) {
            pages.add(list.subList(from, Math.min(list.size(), from + PAGE)));
        }
        return pages;
    }

    private static void bind(PreparedStatement statement, Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            Object value = parameters[i];
            statement.setObject(i + 1, value instanceof Instant time ? time.atOffset(ZoneOffset.UTC) : value);
        }
    }
}
