package org.fastlabel.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The files by which others run the program: complete, and without a secret. */
class DeploymentFilesTest {

    private static final Path FOLDER = Path.of("server-config");
    private static final Pattern READ = Pattern.compile("(?:value|number|shared|setting)\\(\"([A-Z][A-Z_]+)\"");
    private static final Pattern SECRET = Pattern.compile("(?m)^[ #-]*([A-Z_]*(?:PASSWORD|SECRET|TOKEN|KEY))[ ]*[=:][ ]*(.*)$");
    private static final Pattern REFERENCE = Pattern.compile("\"?\\$\\{[A-Z_]+:[?-][^}]*}\"?");

    private static String text(String name) throws IOException {
        return Files.readString(FOLDER.resolve(name));
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(r -> r.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> named() throws IOException {
        return found(Pattern.compile("(?m)^#?([A-Z][A-Z0-9_]+)="), text(".env.example"));
    }

    @Test
    void theExampleNamesEachVariableThatTheProgramReads() throws IOException {
        Set<String> read = found(READ, Files.readString(Path.of("src/main/java/org/fastlabel/api/Settings.java")));
        read.addAll(found(READ, Files.readString(Path.of("src/main/java/org/fastlabel/launch/Launcher.java"))));
        assertTrue(read.containsAll(Set.of("FASTLABEL_HOME", "JWT_SECRET", "LS_API_TOKEN", "OLLAMA_TIMEOUT", "FASTLABEL_HEAP")), () -> "" + read);
        read.removeAll(named());
        assertEquals(Set.of(), read);
    }

    @Test
    void andEachOfTheManual() throws IOException {
        Set<String> manual = found(Pattern.compile("`([A-Z][A-Z0-9]*_[A-Z0-9_]+)`"), Files.readAllLines(Path.of("README.md")).stream()
                .filter(line -> line.startsWith("| `")).map(line -> line.split("\\|")[1]).collect(Collectors.joining("\n")));
        assertTrue(manual.size() > 10, () -> "" + manual);
        manual.removeAll(named());
        assertEquals(Set.of(), manual);
    }

    @Test
    void andThoseOfTheDocument() throws IOException {
        assertTrue(named().containsAll(List.of("POSTGRES_DB", "POSTGRES_USER", "POSTGRES_PASSWORD", "JWT_SECRET", "JWT_EXPIRE_MINUTES", "LS_BASE_URL",
                "LS_API_TOKEN", "LS_PROJECT_ID", "OLLAMA_BASE_URL", "OLLAMA_MODEL", "OLLAMA_TIMEOUT")));
    }

    @Test
    void noFileHasASecret() throws IOException {
        int seen = 0;
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.filter(Files::isRegularFile).filter(f -> !f.endsWith(".env")).toList()) {
                for (MatchResult line : SECRET.matcher(Files.readString(file)).results().toList()) {
                    seen++;
                    String value = line.group(2).strip();
                    assertTrue(value.isEmpty() || REFERENCE.matcher(value).matches(), file + " gives a value to " + line.group(1));
                }
            }
        }
        assertTrue(seen >= 8, "lines that could hold one: " + seen);
    }

    @Test
    void theContainersAskForWhatTheyNeedAndAreNotOpenToAll() throws IOException {
        String compose = text("compose.yaml");
        for (String needed : List.of("${POSTGRES_PASSWORD:?", "${JWT_SECRET:?", "FASTLABEL_ROLE: web", "FASTLABEL_ROLE: worker", "image: postgres:16",
                "profiles: [label-studio]", "profiles: [ollama]")) {
            assertTrue(compose.contains(needed), needed);
        }
        assertEquals(4, compose.split("healthcheck:", -1).length - 1, "db, app and worker, label-studio, ollama");
        Set<String> published = found(Pattern.compile("- \\$\\{[A-Z_]+_?PUBLISH:-([0-9.]+):\\d+}"), compose);
        assertEquals(Set.of("127.0.0.1"), published);
        assertFalse(Pattern.compile("- \"?\\d+:\\d+").matcher(compose).find(), "a port on all addresses");
    }

    @Test
    void theServiceHasNoRights() throws IOException {
        for (String unit : List.of("fastlabel.service", "fastlabel-worker@.service")) {
            assertTrue(text(unit).contains("User=fastlabel"), unit);
            for (String line : List.of("NoNewPrivileges=yes", "ProtectSystem=strict", "ProtectHome=yes", "CapabilityBoundingSet=\n", "UMask=0077")) {
                assertTrue(text(unit).contains(line), unit + " lacks " + line);
            }
        }
    }
}
