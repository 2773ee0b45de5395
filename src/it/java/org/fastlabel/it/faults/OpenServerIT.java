package org.fastlabel.it.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.fastlabel.it.Api;
import org.fastlabel.it.OwnServer;
import org.fastlabel.it.RawHttp;
import org.fastlabel.it.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What accounts open on a server that others can reach. */
@OwnServer
@Tag("fault")
class OpenServerIT {

    private static final String PASSWORD = "a password of the operator's";
    private static Path home;
    private static Server server;
    private static Api api;
    private static Api admin;
    private static Api annotator;

    @BeforeAll
    static void start() {
        // First as somebody tries it at home, with the demonstration accounts.
        server = Server.start("open-accounts", Map.of("JWT_SECRET", "a secret of sixteen"));
        server.api().login("admin", "admin123");
        home = server.home();
        server.close();
        server = Server.prepared("open-accounts-2", Map.of("FASTLABEL_HOME", home.toString(), "FASTLABEL_HOST", "0.0.0.0",
                "FASTLABEL_ADMIN_PASSWORD", PASSWORD, "JWT_SECRET", "a secret of sixteen"));
        server.start();
        api = server.api();
        admin = api.login("admin", PASSWORD);
        admin.post("accounts", "{\"username\":\"worker\",\"password\":\"twelve chairs\",\"role\":\"annotator\"}").ok();
        annotator = api.login("worker", "twelve chairs");
    }

    @AfterAll
    static void end() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void demonstrationAccountsAreShut() {
        for (String login : List.of("{\"username\":\"admin\",\"password\":\"admin123\"}", "{\"username\":\"ann\",\"password\":\"ann123\"}")) {
            api.post("auth/login", login).problem(401, "bad-credentials");
        }
        assertFalse(admin.get("me").ok().getBoolean("demo"));
        assertEquals(0, api.get("auth/demo").ok().getJsonArray("accounts").size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "browse", "config", "golden/history", "accounts", "audit", "../openapi.json", "hub/datasets", "jobs"})
    void administratorsPaths(String path) {
        assertEquals(401, api.get(path).status());
        annotator.get(path).problem(403, "not-your-role");
        int status = admin.get(path).status();
        assertTrue(status != 401 && status != 403, path + " for an administrator: " + status);
    }

    @Test
    void annotatorsPaths() {
        annotator.get("me").expect(200);
        annotator.get("../me").expect(200);
        int status = annotator.get("hub/annotator/datasets").status();
        assertTrue(status != 401 && status != 403, "" + status);
        api.get("me").problem(401, "login-required");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/js/../api/status", "/js/..;/api/status", "/css/%2e%2e/api/status", "//api/status", "/api//status", "/api/status;x=1",
        "/api/health/../status", "/api/ml/../status", "/api/ml/..;/status", "/api/ml/%2e%2e/status", "/api/hub/annotator/..;/../status",
        "/js/%252e%252e/api/status", "/js\\..\\api\\status", "/js/..%2fapi/status", "/api/auth/login/../../status", "/auth/..;/api/status",
        "/health/..;/api/status", "/ml/%2e%2e/api/status", "/%61pi/status", "/API/status", "/api/status/", "/api/status%00", "/api/status%20"})
    void noWayRound(String path) {
        String token = "Authorization: Bearer " + annotator.token() + "\r\n";
        for (String headers : List.of("", token)) {
            String answer = RawHttp.request(server.port(), "GET " + path, "Host: 127.0.0.1\r\n" + headers);
            int status = RawHttp.status(answer);
            assertTrue(status >= 300 && status < 500, path + " answers " + status);
            assertFalse(answer.contains("n_labeled") || answer.contains("\"labeled\""), path);
        }
    }

    @Test
    void tokensOutliveARestartAndTheKeyIsNobodysBusiness() throws IOException {
        String before = admin.token();
        server.restart();
        api.as(before).get("me").expect(200);
        assertFalse(Files.exists(home.resolve("jwt-key")), "the operator gave one");
        for (String line : server.console()) {
            assertFalse(line.contains(PASSWORD) || line.contains("a secret of sixteen"), line);
        }
    }
}
