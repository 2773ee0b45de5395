package org.fastlabel.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A real PostgreSQL for the whole run: its programs come with the tests, it starts when the first test asks for a database and ends with the
 * run. {@code FASTLABEL_TEST_POSTGRES} may name another one (a jdbc address with a user that may create databases).
 */
public final class Postgres {

    private static final String ARCHIVE = "/postgres-linux-x86_64.txz";
    private static final String USER = "postgres";
    private static final String PASSWORD = "only for these tests";
    /** It refuses to run as root. */
    private static final String NOBODY = "nobody";
    private static final Duration START = Duration.ofSeconds(120);

    private static Postgres running;

    private final String address;
    private final Path folder;
    private final Process process;

    private Postgres(String address, Path folder, Process process) {
        this.address = address;
        this.folder = folder;
        this.process = process;
    }

    /** A database of a test's own, empty. @param url with the name of the database */
    public record Database(String url, String user, String password) {

        /** What a server needs to be told to keep its tables there; several that are told so belong together. */
        public Map<String, String> settings() {
            return Map.of("FASTLABEL_DB_URL", url, "POSTGRES_USER", user, "POSTGRES_PASSWORD", password,
                    "JWT_SECRET", "the same for all processes of one test, and long enough");
        }

        public Connection connect() throws SQLException {
            return DriverManager.getConnection(url, user, password);
        }
    }

    /** Creates it anew; skips the test where no PostgreSQL can run. @param name of small letters, digits and _ */
    public static synchronized Database database(String name) {
        if (running == null) {
            running = given() == null ? started() : new Postgres(given(), null, null);
        }
        String url = running.address.replaceFirst("/[^/?]*(\\?.*)?$", "/" + name);
        try (Connection connection = running.connect(); Statement statement = connection.createStatement()) {
            statement.execute("drop database if exists " + name + " with (force)");
            statement.execute("drop role if exists " + name);
            statement.execute("create role " + name + " login password '" + PASSWORD + "'");
            statement.execute("create database " + name + " owner " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("the PostgreSQL of the tests refuses: " + e.getMessage(), e);
        }
        return new Database(url, name, PASSWORD);
    }

    private Connection connect() throws SQLException {
        return folder == null ? DriverManager.getConnection(address) : DriverManager.getConnection(address, USER, PASSWORD);
    }

    private static String given() {
        String url = System.getenv("FASTLABEL_TEST_POSTGRES");
        return url == null || url.isBlank() ? null : url.strip();
    }

    private static Postgres started() {
        Assumptions.assumeTrue(Postgres.class.getResource(ARCHIVE) != null && System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64"), "The PostgreSQL that comes with the tests runs on Linux on x86-64 only; "
                + "name another one in FASTLABEL_TEST_POSTGRES.");
        try {
            Path folder = Files.createTempDirectory("fastlabel-postgres-");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            Path programs = unpacked(folder);
            Path data = Files.createDirectory(folder.resolve("data"));
            Path password = Files.writeString(folder.resolve("password"), PASSWORD);
            if (root()) {
                Files.setOwner(data, data.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(NOBODY));
            }
            Process setup = begin(folder, "initdb", List.of(programs.resolve("initdb").toString(), "-D", data.toString(), "-U", USER,
                    "--auth=scram-sha-256", "--pwfile=" + password, "-E", "UTF8", "--locale=C", "--no-sync"));
            if (setup.waitFor() != 0) {
                throw new IllegalStateException("PostgreSQL cannot be set up: " + Files.readString(folder.resolve("initdb.log")));
            }
            int port = Server.freePort();
            Process server = begin(folder, "postgres", List.of(programs.resolve("postgres").toString(), "-D", data.toString(), "-p",
                    Integer.toString(port), "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "fsync=off",
                    "-c", "max_connections=200"));
            Runtime.getRuntime().addShutdownHook(new Thread(server::destroyForcibly));
            Postgres postgres = new Postgres("jdbc:postgresql://127.0.0.1:" + port + "/postgres", folder, server);
            postgres.awaitReady();
            return postgres;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Path unpacked(Path folder) throws IOException, InterruptedException {
        Path archive = folder.resolve("postgres.txz");
        try (InputStream in = Postgres.class.getResourceAsStream(ARCHIVE)) {
            Files.copy(in, archive);
        }
        Process tar = begin(folder, "tar", List.of("tar", "-xJf", archive.toString(), "-C", folder.toString()), false);
        Assumptions.assumeTrue(tar.waitFor() == 0, "PostgreSQL needs tar and xz to be unpacked; install them, or name a server in "
                + "FASTLABEL_TEST_POSTGRES.");
        Files.delete(archive);
        return folder.resolve("bin");
    }

    private static boolean root() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static Process begin(Path folder, String name, List<String> command) throws IOException {
        return begin(folder, name, command, root());
    }

    private static Process begin(Path folder, String name, List<String> command, boolean asNobody) throws IOException {
        List<String> whole = new ArrayList<>(asNobody ? List.of("setpriv", "--reuid=" + NOBODY, "--clear-groups") : List.of());
        whole.addAll(command);
        return new ProcessBuilder(whole).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile()).start();
    }

    private void awaitReady() {
        Waiting.until("PostgreSQL takes connections", START, () -> {
            if (!process.isAlive()) {
                throw new Waiting.InVain("PostgreSQL has ended: " + Files.readString(folder.resolve("postgres.log")));
            }
            connect().close();
            return true;
        });
    }

    /** After the last test. */
    static synchronized void end() {
        if (running == null || running.process == null) {
            return;
        }
        try {
            // At this signal it does not wait for whoever is still connected.
            new ProcessBuilder("kill", "-INT", Long.toString(running.process.pid())).start().waitFor();
            if (!running.process.waitFor(30, TimeUnit.SECONDS)) {
                running.process.destroyForcibly().waitFor();
            }
            Folders.delete(running.folder);
        } catch (IOException e) {
            // What is left lies in the folder for temporary files.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
