package org.fastlabel.hub.store;

import jakarta.json.Json;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.fastlabel.dataset.MediaKind;
import org.fastlabel.hub.Rules;
import org.fastlabel.hub.store.HubDatasetRepository.NewDataset;
import org.fastlabel.hub.store.TaskRepository.NewTask;

/**
 * The hub's tables in an H2 of the test's own (or in the database that the property {@code fastlabel.test.db} names, emptied first), with
 * transactions as the container makes them: one connection for all that a thread does within one.
 */
public final class HubDatabase implements AutoCloseable {

    public static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private final ThreadLocal<Connection> current = new ThreadLocal<>();
    private final String url = System.getProperty("fastlabel.test.db", "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=20000");
    private final Connection keeper;
    public final DataSource source = proxy(DataSource.class, (method, arguments) -> borrowed());
    public final Sql sql = new Sql(source);

    /** What a proxy does with one call. */
    private interface Call {
        Object to(java.lang.reflect.Method method, Object[] arguments) throws Exception;
    }

    public HubDatabase() {
        try {
            keeper = DriverManager.getConnection(url);
            keeper.createStatement().execute(url.startsWith("jdbc:h2") ? "drop all objects" : "drop schema public cascade; create schema public");
            for (Path script : scripts()) {
                keeper.createStatement().execute(Files.readString(script));
            }
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Path> scripts() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/db/migration"))) {
            return files.sorted(Comparator.comparingInt(f -> Integer.parseInt(f.getFileName().toString().replaceAll("V(\\d+)__.*", "$1")))).toList();
        }
    }

    @SuppressWarnings("unchecked")
    private static <T> T proxy(Class<T> type, Call call) {
        return (T) Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (p, method, arguments) -> {
            try {
                return call.to(method, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }

    private Connection borrowed() throws SQLException {
        Connection own = current.get();
        if (own == null) {
            return DriverManager.getConnection(url);
        }
        return proxy(Connection.class, (method, arguments) -> method.getName().equals("close") ? null : method.invoke(own, arguments));
    }

    /** All of it or nothing. */
    public <T> T within(Callable<T> work) {
        try (Connection connection = DriverManager.getConnection(url)) {
            connection.setAutoCommit(false);
            current.set(connection);
            try {
                T result = work.call();
                connection.commit();
                return result;
            } catch (Exception e) {
                connection.rollback();
                throw e;
            } finally {
                current.remove();
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** A data set of {@code tasks} texts with the keys k1, k2, … */
    public long dataset(int tasks, Rules rules) {
        return within(() -> {
            long id = new HubDatasetRepository(sql).add(new NewDataset("a data set", MediaKind.TEXT, List.of("OK", "NG"), null,
                    Json.createObjectBuilder().add("type", "demo").build(), rules, "admin"), NOW);
            List<NewTask> all = new ArrayList<>();
            for (int i = 1; i <= tasks; i++) {
                all.add(new NewTask("k" + i, Json.createObjectBuilder().add("text", "Text number " + i).build(), null));
            }
            for (List<NewTask> page : Sql.pages(all)) {
                new TaskRepository(sql).add(id, rules, page, NOW);
            }
            return id;
        });
    }

    public List<Long> taskIds(long dataset) {
        return sql.query("select id from tasks where dataset_id = ? order by id", row -> row.getLong(1), dataset);
    }

    public void within(Runnable work) {
        Callable<Void> call = () -> {
            work.run();
            return null;
        };
        within(call);
    }

    @Override
    public void close() {
        try {
            keeper.close();
            if (url.startsWith("jdbc:h2:mem")) {
                try (Connection last = DriverManager.getConnection(url)) {
                    last.createStatement().execute("shutdown");
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
