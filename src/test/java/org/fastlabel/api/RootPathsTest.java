package org.fastlabel.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.annotation.WebServlet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RootPathsTest {

    private static final List<String> PATTERNS = List.of(RootPaths.class.getAnnotation(WebServlet.class).urlPatterns());

    @ParameterizedTest
    @CsvSource({"/auth/login, /api/auth/login", "/me, /api/me", "/datasets, /api/hub/datasets", "/datasets/3/stats, /api/hub/datasets/3/stats",
        "/tasks/1/assign/ann, /api/hub/tasks/1/assign/ann", "/annotator/tasks, /api/hub/annotator/tasks", "/jobs/4, /api/jobs/4",
        "/health, /api/health", "/ml/predict, /api/ml/predict", "/init_model, /api/golden/init_model"})
    void standForTheOnesBelowApi(String path, String target) {
        assertEquals(Optional.of(target), RootPaths.target(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "", "/index.html", "/js/app.js", "/api/datasets", "/meadow", "/healthy", "datasets", "//datasets"})
    void leaveOthersAlone(String path) {
        assertEquals(Optional.empty(), RootPaths.target(path));
    }

    @Test
    void thePatternsOfTheServletAreThoseOfTheTable() {
        for (String pattern : PATTERNS) {
            assertTrue(RootPaths.target(pattern.replace("/*", "")).isPresent(), pattern);
        }
        assertEquals(12, PATTERNS.size());
    }

    @Test
    void noPageIsHidden() throws IOException {
        try (Stream<Path> pages = Files.list(Path.of("webapp"))) {
            for (Path page : pages.toList()) {
                assertFalse(RootPaths.target("/" + page.getFileName()).isPresent(), page.toString());
            }
        }
    }
}
