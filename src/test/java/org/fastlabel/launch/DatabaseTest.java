package org.fastlabel.launch;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseTest {

    @TempDir
    private Path folder;

    private String refusal(Map<String, String> environment, Path war) {
        String words = assertThrows(CannotStart.class, () -> new Database(environment).require(war, folder)).getMessage();
        assertFalse(words.contains("\n") || words.contains("Exception") || words.contains("secret"), words);
        return words;
    }

    /** A folder as of the unpacked archive, with the driver. */
    private Path unpacked() throws IOException {
        Path war = folder.resolve("war");
        Path libraries = Files.createDirectories(war.resolve("WEB-INF").resolve("lib"));
        Files.copy(driver(), libraries.resolve("postgresql-42.jar"));
        return war;
    }

    private static Path driver() {
        return Path.of(org.postgresql.Driver.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    }

    /** Free a moment ago: nobody listens there. */
    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void theEmbeddedDatabaseNeedsNothing() {
        assertDoesNotThrow(() -> new Database(Map.of()).require(folder, folder));
        assertDoesNotThrow(() -> new Database(Map.of("FASTLABEL_ROLE", " ALL ")).require(folder, folder));
    }

    @ParameterizedTest
    @ValueSource(strings = {"worker", "web"})
    void processesOfTheirOwnNeedADatabaseThatTheyShare(String role) {
        assertTrue(refusal(Map.of("FASTLABEL_ROLE", role), folder).contains("needs a PostgreSQL"));
    }

    @Test
    void aRoleThatThereIsNot() {
        assertTrue(refusal(Map.of("FASTLABEL_ROLE", "boss"), folder).contains("web, worker or all"));
    }

    @Test
    void anotherKindOfDatabase() {
        assertTrue(refusal(Map.of("FASTLABEL_DB_URL", "jdbc:mysql://x/secret"), folder).contains("jdbc:postgresql:"));
    }

    @Test
    void aServerThatIsNotThere() throws IOException {
        String url = "jdbc:postgresql://127.0.0.1:" + closedPort() + "/x";
        assertTrue(refusal(Map.of("FASTLABEL_DB_URL", url + "?password=secret"), unpacked()).contains(url + " does not answer"));
    }

    @Test
    void theDriverComesFromTheArchiveToo() throws IOException {
        Path war = folder.resolve("x.war");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(war)); InputStream in = Files.newInputStream(driver())) {
            zip.putNextEntry(new ZipEntry("WEB-INF/lib/postgresql-42.jar"));
            in.transferTo(zip);
        }
        assertTrue(refusal(Map.of("POSTGRES_HOST", "127.0.0.1", "POSTGRES_PORT", Integer.toString(closedPort())), war).contains("does not answer"));
    }
}
