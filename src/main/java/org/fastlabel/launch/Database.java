package org.fastlabel.launch;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** Looks whether the database that the settings name takes us in, before a server is started that could only fail. */
final class Database {

    private static final String SECONDS = "10";

    private final Map<String, String> environment;

    Database(Map<String, String> environment) {
        this.environment = environment;
    }

    /** @param war the archive or its unpacked folder, which holds the driver; @param temporary a folder for a copy of it */
    void require(Path war, Path temporary) throws CannotStart, IOException {
        String role = value("FASTLABEL_ROLE").orElse("all");
        if (!role.matches("(?i)web|worker|all")) {
            throw new CannotStart("FASTLABEL_ROLE is \"" + role + "\"; it must be web, worker or all.");
        }
        Optional<String> url = url();
        if (url.isEmpty()) {
            if (!role.equalsIgnoreCase("all")) {
                throw new CannotStart("FASTLABEL_ROLE=" + role + " needs a PostgreSQL that the processes share: set FASTLABEL_DB_URL or POSTGRES_HOST, "
                        + "or leave FASTLABEL_ROLE away.");
            }
            return;
        }
        if (!url.get().startsWith("jdbc:postgresql:")) {
            throw new CannotStart("FASTLABEL_DB_URL must be the address of a PostgreSQL, such as jdbc:postgresql://localhost:5432/fastlabel.");
        }
        try (URLClassLoader loader = new URLClassLoader(new URL[] {driver(war, temporary)}, Database.class.getClassLoader())) {
            connect(loader, url.get());
        }
    }

    private void connect(URLClassLoader loader, String url) throws CannotStart {
        Properties properties = new Properties();
        properties.setProperty("user", user());
        properties.setProperty("password", value("POSTGRES_PASSWORD").orElse(""));
        properties.setProperty("connectTimeout", SECONDS);
        properties.setProperty("loginTimeout", SECONDS);
        try (Connection connection = ((Driver) Class.forName("org.postgresql.Driver", true, loader).getConstructor().newInstance())
                .connect(url, properties)) {
            if (connection == null) {
                throw new CannotStart("FASTLABEL_DB_URL cannot be read: " + shown(url) + ".");
            }
        } catch (SQLException e) {
            throw new CannotStart(words(e, url));
        } catch (ReflectiveOperationException e) {
            throw new CannotStart("the archive has no driver for PostgreSQL; build it again.");
        }
    }

    private String words(SQLException e, String url) {
        String state = String.valueOf(e.getSQLState());
        if (state.startsWith("28") || state.equals("08004")) {
            return "the database " + shown(url) + " does not let " + user() + " in. Check POSTGRES_USER and POSTGRES_PASSWORD.";
        }
        if (state.equals("3D000")) {
            return "there is no database " + shown(url) + ". Create it, or correct POSTGRES_DB or FASTLABEL_DB_URL.";
        }
        if (state.startsWith("08")) {
            return "the database " + shown(url) + " does not answer. Start it, or correct POSTGRES_HOST and POSTGRES_PORT, or FASTLABEL_DB_URL.";
        }
        return "the database " + shown(url) + " refuses: " + String.valueOf(e.getMessage()).lines().findFirst().orElse(state);
    }

    /** Without its parameters: a password may be among them. */
    private static String shown(String url) {
        return url.replaceFirst("\\?.*", "").replaceFirst("//[^/@]*@", "//");
    }

    private String user() {
        return value("POSTGRES_USER").orElse("fastlabel");
    }

    /** As {@code Settings.databaseUrl}. */
    private Optional<String> url() {
        return value("FASTLABEL_DB_URL").or(() -> value("POSTGRES_HOST").map(host -> "jdbc:postgresql://" + host + ":"
                + value("POSTGRES_PORT").orElse("5432") + "/" + value("POSTGRES_DB").orElse("fastlabel")));
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static URL driver(Path war, Path temporary) throws IOException, CannotStart {
        if (Files.isDirectory(war)) {
            return found(war.resolve("WEB-INF").resolve("lib")).toUri().toURL();
        }
        try (FileSystem archive = FileSystems.newFileSystem(war)) {
            return copied(found(archive.getPath("WEB-INF", "lib")), temporary);
        }
    }

    private static URL copied(Path driver, Path temporary) throws IOException, MalformedURLException {
        Path copy = temporary.resolve("postgresql.jar");
        Files.copy(driver, copy, StandardCopyOption.REPLACE_EXISTING);
        return copy.toUri().toURL();
    }

    private static Path found(Path libraries) throws IOException, CannotStart {
        try (Stream<Path> files = Files.list(libraries)) {
            return files.filter(file -> file.getFileName().toString().matches("postgresql-.*\\.jar")).findFirst()
                    .orElseThrow(() -> new CannotStart("the archive has no driver for PostgreSQL; build it again."));
        }
    }
}
