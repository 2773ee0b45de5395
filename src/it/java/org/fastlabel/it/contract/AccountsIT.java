package org.fastlabel.it.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.fastlabel.it.Answer;
import org.fastlabel.it.Api;
import org.fastlabel.it.Server;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may log in, for how long, and what for. */
class AccountsIT {

    private static final String PASSWORD = "correct horse";
    private static int made;

    private final Server server = Server.shared();
    private final Api api = server.api();
    private final Api admin = api.login("admin", "admin123");

    /** A new account, with {@link #PASSWORD}. */
    private String account(String role) {
        String name = "person" + ++made + "-" + Long.toString(System.nanoTime(), 36);
        admin.post("accounts", json("username", name, "password", PASSWORD, "role", role)).ok();
        return name;
    }

    private static JsonObject json(String... fields) {
        var json = Json.createObjectBuilder();
        for (int i = 0; i < fields.length; i += 2) {
            json.add(fields[i], fields[i + 1]);
        }
        return json.build();
    }

    private JsonObject shown(String username) {
        return admin.get("accounts").ok().getJsonArray("accounts").getValuesAs(JsonObject.class).stream()
                .filter(a -> a.getString("username").equals(username)).findFirst().orElseThrow();
    }

    @Test
    void logsInAsTheDocumentPrintsIt() {
        JsonObject login = api.post("../auth/login", json("username", "ann", "password", "ann123")).ok();
        assertEquals("bearer", login.getString("token_type"));
        assertEquals("annotator", login.getString("role"));
        JsonObject me = api.as(login.getString("access_token")).get("../me").ok();
        assertEquals("ann", me.getString("username"));
        assertEquals("annotator", me.getString("role"));
        assertTrue(me.getBoolean("demo"));
        assertEquals(login.getString("expires_at"), me.getString("expires_at"));
        assertEquals("admin", admin.get("me").ok().getString("role"));
    }

    @Test
    void thePageMaySayWhichDemonstrationAccountsThereAre() {
        List<JsonObject> accounts = api.get("auth/demo").ok().getJsonArray("accounts").getValuesAs(JsonObject.class);
        assertEquals(List.of("admin", "ann"), accounts.stream().map(a -> a.getString("username")).toList());
        accounts.forEach(a -> api.login(a.getString("username"), a.getString("password")));
    }

    @ParameterizedTest
    @CsvSource({"admin, wrong, 401", "nobody, admin123, 401", "admin, '', 400", "'', admin123, 400", "x or 1=1 --, x, 401", "<b>, x, 401"})
    void otherwiseNot(String username, String password, int status) {
        Answer answer = api.post("auth/login", json("username", username, "password", password));
        if (status == 401) {
            answer.problem(401, "bad-credentials");
        } else {
            answer.problem(400, "missing-field");
        }
        assertFalse(answer.text().contains("admin123"));
    }

    @Test
    void theCookieIsForPagesOnly() {
        Answer login = api.send(api.request("auth/login").header("X-Forwarded-Proto", "https").header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"username\":\"ann\",\"password\":\"ann123\",\"cookie\":true}")));
        String cookie = login.expect(200).header("Set-Cookie");
        for (String part : List.of("fastlabel_session=", "HttpOnly", "SameSite=Strict", "Path=/", "Secure")) {
            assertTrue(cookie.contains(part), part);
        }
        String plain = api.post("auth/login", "{\"username\":\"ann\",\"password\":\"ann123\",\"cookie\":true}").expect(200).header("Set-Cookie");
        assertFalse(plain.contains("Secure"), "by http no browser would send it back");
        assertEquals("", api.post("auth/login", "{\"username\":\"ann\",\"password\":\"ann123\"}").expect(200).header("Set-Cookie"));
        String pair = plain.substring(0, plain.indexOf(';'));
        assertEquals("ann", api.send(api.request("me").header("Cookie", pair).GET()).ok().getString("username"));
        Answer out = api.send(api.request("auth/logout").header("Cookie", pair).POST(BodyPublishers.noBody())).expect(200);
        assertTrue(out.header("Set-Cookie").contains("Max-Age=0"), out.header("Set-Cookie"));
        api.send(api.request("me").header("Cookie", pair).GET()).problem(401, "token-revoked");
        // Somebody else's page cannot use it: a call that names its origin is looked at.
        api.send(api.request("auth/logout").header("Cookie", pair).header("Origin", "http://localhost:1").POST(BodyPublishers.noBody()))
                .problem(403, "bad-origin");
    }

    @Test
    void forgedTokensAreRefused() {
        String token = admin.token();
        String[] parts = token.split("\\.");
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        String none = encoder.encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
        String claims = encoder.encodeToString("{\"iss\":\"fastlabel\",\"sub\":\"admin\",\"role\":\"admin\",\"ver\":1,\"jti\":\"1\",\"iat\":1,\"exp\":9999999999}"
                .getBytes(StandardCharsets.UTF_8));
        for (String forged : List.of(none + "." + claims + ".", none + "." + parts[1] + "." + parts[2], parts[0] + "." + claims + "." + parts[2],
                "x", token + "x", token.substring(1), "null", "admin", "a".repeat(6000))) {
            Answer answer = api.as(forged).get("accounts");
            answer.problem(401, "token-invalid");
            assertTrue(forged.length() < 5 || !answer.text().contains(forged), "the answer repeats the token");
        }
        api.get("accounts").problem(401, "login-required");
        assertEquals("Bearer", api.get("accounts").header("WWW-Authenticate"));
    }

    /** Every address that the server's own description names. */
    @Test
    void annotatorsOpenNothingOfAnAdministrators() {
        Api ann = api.login("ann", "ann123");
        Set<String> wrong = new TreeSet<>();
        int seen = 0;
        JsonObject paths = api.get("../openapi.json").ok().getJsonObject("paths");
        for (Map.Entry<String, JsonValue> path : paths.entrySet()) {
            if (!path.getKey().matches("/api/(hub|jobs|accounts|audit)(/.*)?")
                    || path.getKey().matches("/api/hub/(annotator|media|webhooks)/.*")) {
                continue;
            }
            for (String method : path.getValue().asJsonObject().keySet()) {
                if (!Set.of("get", "post", "put", "delete", "patch").contains(method)) {
                    continue;
                }
                seen++;
                String type = type(path.getValue().asJsonObject().getJsonObject(method));
                String address = path.getKey().substring("/api/".length()).replaceAll("\\{[^}]*}", "1");
                int nobody = call(api, method, address, type);
                int annotator = call(ann, method, address, type);
                if (nobody != 401 || annotator != 403) {
                    wrong.add(method + " " + address + ": " + nobody + " without a login, " + annotator + " for an annotator");
                }
            }
        }
        assertEquals(Set.of(), wrong);
        assertTrue(seen >= 7, "addresses were tried: " + seen);
    }

    private static String type(JsonObject operation) {
        JsonObject body = operation.getJsonObject("requestBody");
        String type = body == null ? "*/*" : body.getJsonObject("content").keySet().iterator().next();
        return type.contains("*") ? "application/json" : type.contains("multipart") ? type + "; boundary=x" : type;
    }

    private static int call(Api caller, String method, String address, String type) {
        return caller.send(caller.request(address).header("Content-Type", type).method(method.toUpperCase(java.util.Locale.ROOT),
                Set.of("get", "delete").contains(method) ? BodyPublishers.noBody() : BodyPublishers.ofString("{}"))).status();
    }

    @Test
    void whatAnAdministratorChangesCountsAtOnce() {
        String name = account("annotator");
        Api person = api.login(name, PASSWORD);
        person.get("accounts").problem(403, "not-your-role");
        admin.post("accounts/" + name, json("role", "admin")).ok();
        person.get("accounts").expect(200);
        admin.post("accounts/" + name, json("role", "annotator")).ok();
        person.get("accounts").problem(403, "not-your-role");
        admin.post("accounts/" + name, "{\"active\":false}").ok();
        person.get("me").problem(401, "token-revoked");
        api.post("auth/login", json("username", name, "password", PASSWORD)).problem(401, "bad-credentials");
        admin.post("accounts/" + name, "{\"active\":true}").ok();
        person.get("me").problem(401, "token-revoked");
        Api again = api.login(name, PASSWORD);
        admin.post("accounts/" + name + "/revoke", "{}").ok();
        again.get("me").problem(401, "token-revoked");
        Api third = api.login(name, PASSWORD);
        String generated = admin.post("accounts/" + name + "/reset", "").ok().getString("password");
        third.get("me").problem(401, "token-revoked");
        api.post("auth/login", json("username", name, "password", PASSWORD)).problem(401, "bad-credentials");
        api.login(name, generated).get("me").expect(200);
        assertTrue(admin.post("accounts/" + name + "/reset", json("password", PASSWORD)).ok().isNull("password"));
        api.login(name, PASSWORD).get("me").expect(200);
    }

    @Test
    void loggingOutEndsOneTokenOnly() {
        String name = account("annotator");
        Api here = api.login(name, PASSWORD);
        Api there = api.login(name, PASSWORD);
        here.post("auth/logout", "").expect(200);
        here.get("me").problem(401, "token-revoked");
        there.get("me").expect(200);
    }

    @Test
    void anOpenStreamEndsWithItsLogin() throws Exception {
        String name = account("admin");
        String path = "accounts/" + name;
        List<Consumer<Api>> ends = List.of(person -> person.post("auth/logout", "").expect(200), person -> admin.post(path + "/revoke", "{}").ok(),
                person -> admin.post(path, json("role", "annotator")).ok(), person -> admin.post(path, "{\"active\":false}").ok());
        for (Consumer<Api> end : ends) {
            admin.post(path, "{\"role\":\"admin\",\"active\":true}").ok();
            Api person = api.login(name, PASSWORD);
            try (InputStream events = person.open("jobs/events").body()) {
                assertTrue(events.read() >= 0, "it begins");
                end.accept(person);
                Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60), events::readAllBytes);
            }
        }
    }

    @Test
    void onePersonListensInSoManyWindows() throws Exception {
        Api person = api.login(account("admin"), PASSWORD);
        List<InputStream> windows = new ArrayList<>();
        try {
            for (int i = 0; i < 50; i++) {
                HttpResponse<InputStream> window = person.open("jobs/events");
                windows.add(window.body());
                assertEquals(200, window.statusCode(), "window " + i);
            }
            person.get("jobs/events").problem(503, "too-many-streams");
            try (InputStream other = admin.open("jobs/events").body()) {
                assertTrue(other.read() >= 0, "somebody else");
            }
        } finally {
            for (InputStream window : windows) {
                window.close();
            }
        }
    }

    @Test
    void onesOwnPasswordChangesEverything() {
        String name = account("annotator");
        Api before = api.login(name, PASSWORD);
        before.post("auth/password", json("old", "wrong", "new", "another horse")).problem(401, "bad-credentials");
        before.post("auth/password", json("old", PASSWORD, "new", "short")).problem(400, "weak-password");
        before.get("me").expect(200);
        Api after = api.as(before.post("auth/password", json("old", PASSWORD, "new", "another horse")).ok().getString("access_token"));
        before.get("me").problem(401, "token-revoked");
        after.get("me").expect(200);
        api.post("auth/login", json("username", name, "password", PASSWORD)).problem(401, "bad-credentials");
        api.login(name, "another horse");
    }

    @Test
    void guessingIsLimited() {
        String name = account("annotator");
        for (int i = 0; i < 5; i++) {
            api.post("auth/login", json("username", name, "password", "guess" + i)).problem(401, "bad-credentials");
        }
        for (String password : List.of("guess6", PASSWORD)) {
            Answer refused = api.post("auth/login", json("username", name.toUpperCase(java.util.Locale.ROOT), "password", password));
            refused.problem(429, "too-many-attempts");
            int wait = Integer.parseInt(refused.header("Retry-After"));
            assertTrue(wait >= 1 && wait <= 60, "" + wait);
        }
        assertFalse(shown(name).isNull("locked_until"));
        api.login("ann", "ann123");
    }

    @Test
    void theLastAdministratorStays() {
        List<String> others = admin.get("accounts").ok().getJsonArray("accounts").getValuesAs(JsonObject.class).stream()
                .filter(a -> a.getString("role").equals("admin") && a.getBoolean("active")).map(a -> a.getString("username"))
                .filter(u -> !u.equals("admin")).toList();
        others.forEach(u -> admin.post("accounts/" + u, "{\"active\":false}").ok());
        admin.post("accounts/admin", "{\"active\":false}").problem(409, "last-admin");
        admin.post("accounts/admin", json("role", "annotator")).problem(409, "last-admin");
        admin.get("accounts").expect(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{", "{\"username\":\"x\"}", "{\"username\":7,\"role\":\"admin\"}", "{\"username\":\"x y\",\"role\":\"admin\"}",
        "{\"username\":\"x\",\"role\":\"boss\"}", "{\"username\":\"system\",\"role\":\"admin\"}", "{\"username\":\"x\",\"role\":\"admin\",\"password\":\"short\"}",
        "{\"username\":\"x\",\"role\":\"admin\",\"password\":\"admin123\"}", "{\"username\":\"x\",\"role\":\"admin\",\"display_name\":\"a\\nb\"}",
        "{\"username\":\"../x\",\"role\":\"admin\"}", "{\"username\":\"x';drop table accounts;--\",\"role\":\"admin\"}"})
    void nonsenseMakesNoAccount(String body) {
        int before = admin.get("accounts").ok().getJsonArray("accounts").size();
        admin.post("accounts", body).problem(400);
        assertEquals(before, admin.get("accounts").ok().getJsonArray("accounts").size());
    }

    @Test
    void namesAreWordsAndNothingElse() {
        String name = account("annotator");
        String nasty = "<img src=x onerror=alert(1)> '); drop table accounts; -- 小红";
        assertEquals(nasty, admin.post("accounts/" + name, json("display_name", nasty)).ok().getString("display_name"));
        assertEquals(nasty, shown(name).getString("display_name"));
        admin.post("accounts", json("username", name.toUpperCase(java.util.Locale.ROOT), "role", "annotator")).problem(409, "username-taken");
        admin.post("accounts/nobody-of-this-name", json("role", "admin")).problem(404, "unknown-account");
        admin.post("accounts/" + name, "{\"active\":\"no\"}").problem(400, "bad-field");
        assertTrue(shown(name).getBoolean("active"));
    }

    @Test
    void theAuditLogTellsAllAndNoPassword() {
        String name = account("annotator");
        api.post("auth/login", json("username", name, "password", "guess-of-mine")).problem(401);
        api.post("auth/login", json("username", "my-password-by-mistake", "password", "x")).problem(401);
        Api person = api.login(name, PASSWORD);
        person.post("auth/logout", "").expect(200);
        admin.post("accounts/" + name, json("role", "admin")).ok();
        admin.post("accounts/" + name, "{\"active\":false}").ok();
        List<String> actions = new ArrayList<>();
        String after = null;
        do {
            var query = new java.util.HashMap<String, Object>(Map.of("limit", 2));
            query.put("after", after);
            JsonObject page = admin.get("audit", query).ok();
            page.getJsonArray("entries").getValuesAs(JsonObject.class).stream().filter(e -> e.getString("subject").equals("account " + name))
                    .forEach(e -> actions.add(0, e.getString("who") + " " + e.getString("action")));
            after = page.isNull("next") || actions.contains("admin account.create") ? null : page.getString("next");
        } while (after != null);
        assertEquals(List.of("admin account.create", name + " login.failed", name + " login", name + " logout", "admin account.change",
                "admin account.change"), actions);
        assertEquals(3, admin.get("audit", Map.of("who", name)).ok().getJsonArray("entries").size());
        assertTrue(admin.get("audit", Map.of("action", "login.")).ok().getJsonArray("entries").getValuesAs(JsonObject.class).stream()
                .allMatch(e -> e.getString("action").startsWith("login.")));
        assertEquals(0, admin.get("audit", Map.of("to", "2020-01-01")).ok().getJsonArray("entries").size());
        admin.get("audit", Map.of("from", "yesterday")).problem(400, "bad-from");
        admin.get("audit", Map.of("after", "-1")).problem(400, "bad-after");
        admin.get("audit/export", Map.of("format", "xml")).problem(400, "bad-format");
        for (String format : List.of("csv", "jsonl")) {
            Answer file = admin.get("audit/export", Map.of("format", format)).expect(200);
            assertTrue(file.header("Content-Disposition").contains("audit." + format));
            String text = file.text();
            assertTrue(text.lines().count() > 6 && text.contains(name), format);
            for (String secret : List.of(PASSWORD, "guess-of-mine", "my-password-by-mistake", "admin123", admin.token())) {
                assertFalse(text.contains(secret), format + " tells a secret");
            }
        }
        api.login("ann", "ann123").get("audit").problem(403, "not-your-role");
    }

    @Test
    void thePathsAtTheRootAreTheSameAsBelowApi() {
        assertEquals("UP", api.get("../health").ok().getString("status"));
        admin.get("../auth/nothing").problem(404);
        assertEquals(405, admin.delete("../me").status());
        assertEquals(405, admin.send(admin.request("../health").method("PATCH", BodyPublishers.ofString("{}"))).status());
        for (String path : List.of("datasets/999999999?x=a%20b", "tasks/999999999", "jobs/999999999", "annotator/stats?dataset_id=999999999", "ml/health")) {
            String below = path.startsWith("jobs") || path.startsWith("ml") ? path : "hub/" + path;
            assertEquals(admin.get(below).status(), admin.get("../" + path).status(), path);
            assertEquals(api.get(below).status(), api.get("../" + path).status(), path);
        }
        assertTrue(api.get("../openapi.json").ok().getJsonObject("paths").containsKey("/api/auth/login"));
    }
}
