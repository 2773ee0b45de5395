package org.fastlabel.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom each path is for where others can reach the server: path by path. */
class GateTest {

    @ParameterizedTest
    @ValueSource(strings = {"/", "/index.html", "/favicon.svg", "/css/tokens.css", "/js/app.js", "/js/hub/desk/page.js", "/api/health", "/health",
        "/api/auth/login", "/auth/login", "/api/auth/demo", "/api/ml/health", "/ml/predict", "/api/ml/s3cret_-x/predict", "/api/hub/webhooks/label_studio",
        "/api/hub/media/17/AbC-_9"})
    void anybody(String path) {
        assertEquals(Gate.OPEN, Gate.of(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/me", "/me", "/api/auth/logout", "/auth/password", "/api/hub/annotator/tasks", "/annotator/stats",
        "/api/hub/annotator/tasks/17/answer", "/api/hub/media/17", "/api/hub/media/17/a/b", "/api/hub/media/x17/a"})
    void whoeverIsLoggedIn(String path) {
        assertEquals(Gate.PERSON, Gate.of(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/status", "/api/config", "/api/browse", "/api/golden/history", "/generate_batch", "/init_model", "/api/hub/datasets",
        "/datasets/3/stats", "/tasks/3/assign/ann", "/api/jobs", "/jobs/4", "/api/accounts", "/api/accounts/ann/reset", "/api/audit/export",
        "/api/hub/connections", "/openapi.json", "/openapi", "/metrics", "/api", "/api/", "/api/auth", "/api/hub/annotator", "/api/ml",
        "/api/hub/media", "/api/healthy", "/api/me/too", "/api/hub/mediation/3/x", "/css", "/jsx/app.js", "/WEB-INF/web.xml", "", "*", "api/health"})
    void administrators(String path) {
        assertEquals(Gate.ADMIN, Gate.of(path));
    }

    /** Each begins or ends like something open. */
    @ParameterizedTest
    @ValueSource(strings = {"/css/../api/status", "/js/..;/api/status", "/css/%2e%2e/api/status", "/js/.%2e/api/status", "/js/%2e./api/status",
        "//api/health", "/api//health", "/js//../api/status", "/api/health/../status", "/api/health;x=1", "/api/status;/api/health", "/js/./a.js",
        "/api/ml/..%2fstatus", "/api/ml/../status", "/api/ml/%2e%2e/status", "/api/hub/annotator/../datasets", "/api/hub/annotator/..;/datasets",
        "/api/hub/annotator%2f..%2fdatasets", "/annotator/..%2f../datasets", "/api/hub/media/1/..", "/api/hub/media/1/../../datasets",
        "/api/hub/media/1/%2e%2e", "/js/a.js\u0000", "/js/a%00.js", "/js\\..\\api\\status", "/js/..\\api/status", "/api/hub/webhooks/..",
        "/api/auth/login/", "/api/auth/login;jsessionid=1", "/api/auth/login%20", "/API/../api/status", "/js/é.js", "/js/a.js?x", "/js/a.js#x",
        "http://127.0.0.1/js/a.js", "/index.html/", "/index.html/..", "/js/.hidden"})
    void tricks(String path) {
        assertEquals(Gate.ADMIN, Gate.of(path), path);
        assertFalse(Gate.selfChecking(path), path);
    }

    /** As long as a request's first line can be. */
    @Test
    void endlessPathsDoNoHarm() {
        assertEquals(Gate.OPEN, Gate.of("/js" + "/a".repeat(5_000)));
        assertEquals(Gate.ADMIN, Gate.of("/a".repeat(50_000)));
        assertEquals(Gate.ADMIN, Gate.of("/js" + "/a".repeat(50_000) + "/"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/ml/setup", "/ml/setup", "/api/hub/webhooks/label_studio", "/api/hub/media/17/AbC"})
    void otherSitesMayCallWhatChecksThem(String path) {
        assertTrue(Gate.selfChecking(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/auth/login", "/api/hub/media/17", "/api/me", "/", "/js/app.js", "/api/health", "/api/hub/annotator/tasks"})
    void andNothingElse(String path) {
        assertFalse(Gate.selfChecking(path));
    }
}
