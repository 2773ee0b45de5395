package org.fastlabel.it.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.fastlabel.it.Api;
import org.fastlabel.it.RawHttp;
import org.fastlabel.it.Server;
import org.fastlabel.it.TestPictures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may call, and which folders may be seen. */
class GuardIT {

    private final Server server = Server.shared();
    private final Api api = server.api();

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:8008", "127.0.0.1.evil.example", "127.evil.example", "localhost.evil.example", "10.0.0.1"})
    void foreignHostNamesAreRefused(String host) {
        for (String path : List.of("/api/status", "/", "/index.html")) {
            String answer = RawHttp.request(server.port(), "GET " + path, "Host: " + host + "\r\n");
            assertEquals(403, RawHttp.status(answer), () -> path + ": " + answer);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "LocalHost:8008", "[::1]:8008", "127.0.0.1:1"})
    void loopbackNamesAreFine(String host) {
        assertEquals(200, RawHttp.status(RawHttp.request(server.port(), "GET /api/status", "Host: " + host + "\r\n")));
    }

    @ParameterizedTest
    @CsvSource({"http://evil.example, 403", "null, 403", "https://127.0.0.1:9, 403", "file://, 403", "%, 403", "SELF, 200"})
    void otherSitesMayNotCall(String origin, int status) {
        String self = server.base().toString().replaceFirst("/$", "");
        assertEquals(status, api.send(api.request("status").header("Origin", origin.equals("SELF") ? self : origin).GET()).status());
        int post = api.send(api.request("undo").header("Origin", origin.equals("SELF") ? self : origin)
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{}"))).status();
        assertEquals(status == 403, post == 403, "post: " + post);
    }

    /** Label Studio, its webhooks and its annotators' browsers, which have secrets of their own. */
    @Test
    void whatChecksItsCallersAnswersOtherSites() {
        for (String path : List.of("hub/media/1/forged", "ml/health", "../ml/health", "hub/webhooks/label_studio")) {
            String answer = api.send(api.request(path).header("Origin", "http://evil.example").GET()).text();
            assertFalse(answer.contains("bad-origin"), () -> path + ": " + answer);
        }
        for (String path : List.of("hub/media/1", "hub/annotator/datasets", "auth/demo", "../me", "health")) {
            api.send(api.request(path).header("Origin", "http://evil.example").GET()).problem(403, "bad-origin");
        }
        for (String path : List.of("/api/ml/../status", "/api/ml/%2e%2e/status", "/api/hub/media/1/..", "/ml/..;/api/status", "//api/ml/health")) {
            String answer = RawHttp.request(server.port(), "GET " + path, "Host: evil.example\r\n");
            assertEquals(403, RawHttp.status(answer), () -> path + ": " + answer);
        }
    }

    @Test
    void answersForbidFraming() {
        for (String path : List.of("../", "status")) {
            var answer = api.get(path);
            assertEquals("DENY", answer.header("X-Frame-Options"));
            assertEquals("nosniff", answer.header("X-Content-Type-Options"));
            assertTrue(answer.header("Content-Security-Policy").contains("script-src 'self'"));
        }
        assertEquals("no-store", api.get("status").header("Cache-Control"));
    }

    @Test
    void onlyTheRootsCanBeBrowsed() throws IOException {
        Path root = server.data();
        TestPictures.folder(root.resolve("browse/inner"), 0, 3);
        TestPictures.write(root.resolve("browse/a.png"), TestPictures.png(0));
        if (!Files.isSymbolicLink(root.resolve("browse/out"))) {
            Files.createSymbolicLink(root.resolve("browse/out"), Path.of("/etc"));
        }
        JsonObject top = api.get("browse").ok();
        assertTrue(top.isNull("path") || !top.containsKey("path"));
        assertEquals(List.of(root.toRealPath().toString()), texts(top));
        JsonObject folder = api.get("browse", Map.of("path", root.resolve("browse"))).ok();
        assertTrue(texts(folder).contains("inner"));
        assertEquals(1, folder.getInt("images"));
        assertEquals(root.toRealPath().toString(), folder.getString("parent"));
        assertEquals(3, api.get("browse", Map.of("path", root.resolve("browse/inner"))).ok().getInt("images"));
        for (String path : List.of("/", "/etc", root + "/..", root + "/browse/out", root + "/browse/../..", "/proc/self/root")) {
            JsonObject problem = api.get("browse", Map.of("path", path)).problem(403, "outside-roots");
            assertFalse(problem.getString("detail").contains("passwd"));
        }
        api.get("browse", Map.of("path", root + "/not-there")).problem(404, "no-such-path");
        api.get("browse", Map.of("path", "browse")).problem(400, "bad-path");
        api.get("browse", Map.of("path", root + "/browse/a.png")).problem(400);
    }

    private static List<String> texts(JsonObject browse) {
        return browse.getJsonArray("folders").getValuesAs(JsonString.class).stream().map(JsonString::getString).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"WEB-INF/glassfish-web.xml", "WEB-INF/classes/db/migration/V1__labelling.sql", "META-INF/MANIFEST.MF",
        "web-inf/glassfish-web.xml", "%57EB-INF/glassfish-web.xml", "js/../WEB-INF/glassfish-web.xml", "..%2f..%2fetc/passwd"})
    void theProgramsOwnFilesAreNotServed(String path) {
        String answer = RawHttp.request(server.port(), "GET /" + path, "Host: 127.0.0.1\r\n");
        assertTrue(RawHttp.status(answer) == 404 || RawHttp.status(answer) == 400 || RawHttp.status(answer) == 403, answer);
    }
}
