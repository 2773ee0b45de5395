package org.fastlabel.it.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fastlabel.fakes.ls.FakeLabelStudio;
import org.fastlabel.fakes.ls.Store;
import org.fastlabel.it.Api;
import org.fastlabel.it.Server;
import org.fastlabel.it.TestPictures;
import org.fastlabel.it.Waiting;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The way of a data set through Label Studio, as its manual has it: import, labels, export, predictions, events, deletion. With
 * FASTLABEL_TEST_LS_URL and FASTLABEL_TEST_LS_TOKEN it is a real Label Studio, in which a project is made; else the stand-in.
 */
@TestMethodOrder(OrderAnnotation.class)
class LabelStudioIT {

    private static final Duration PATIENCE = Duration.ofSeconds(240);

    private static FakeLabelStudio fake;
    private static Server server;
    private static Api admin;
    private static OutsideUser outside;
    private static long dataset;
    private static long project;

    @BeforeAll
    static void start() {
        Optional<String> real = Optional.ofNullable(System.getenv("FASTLABEL_TEST_LS_URL"));
        String url;
        String token;
        if (real.isPresent()) {
            url = real.get();
            token = System.getenv("FASTLABEL_TEST_LS_TOKEN");
        } else {
            fake = new FakeLabelStudio();
            url = fake.url();
            token = fake.tokens().personal();
        }
        outside = new OutsideUser(url, token);
        int port = Server.freePort();
        server = Server.prepared("label-studio", Map.of("LS_BASE_URL", url, "LS_API_TOKEN", token, "FASTLABEL_PUBLIC_URL", "http://127.0.0.1:" + port))
                .at(port);
        Server.restShared();
        server.start();
        admin = server.api().login("admin", "admin123");
        dataset = admin.post("hub/datasets", "{\"name\":\"demo-dataset\"}").ok().getJsonNumber("dataset_id").longValue();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
        if (fake != null) {
            fake.close();
        }
    }

    private static JsonObject job(String path) {
        long job = admin.post(path, "").ok().getJsonNumber("job_id").longValue();
        JsonObject[] last = new JsonObject[1];
        Waiting.until("job " + job + " is over", PATIENCE, () -> {
            last[0] = admin.get("jobs/" + job).ok();
            return !List.of("queued", "running").contains(last[0].getString("status"));
        });
        assertEquals("success", last[0].getString("status"), last[0].toString());
        return last[0];
    }

    private static int labeled() {
        return admin.get("hub/datasets/" + dataset + "/stats").ok().getInt("labeled");
    }

    @Test
    @Order(1)
    void theConnectionIsShownAndTried() {
        JsonObject shown = admin.get("hub/connections").ok().getJsonObject("label_studio");
        assertTrue(shown.getBoolean("token_set"));
        assertEquals("environment", shown.getString("from"));
        assertTrue(admin.post("hub/connections/label_studio/test", "").ok().getBoolean("ok"));
        JsonObject made = admin.post("hub/datasets/" + dataset + "/label_studio", "{\"create\":{\"title\":\"FastLabel test\"}}").ok();
        assertTrue(made.getBoolean("labels_match"));
        project = made.getJsonNumber("project_id").longValue();
        assertTrue(admin.get("hub/connections/label_studio/projects").ok().getJsonArray("projects").getValuesAs(JsonObject.class).stream()
                .anyMatch(p -> p.getJsonNumber("id").longValue() == project));
    }

    @Test
    @Order(2)
    void importsEachTaskOnce() {
        assertEquals("imported 100 tasks", job("hub/datasets/" + dataset + "/import_to_ls").getString("message"));
        assertEquals("imported 0 tasks", job("hub/datasets/" + dataset + "/import_to_ls").getString("message"));
        assertEquals(100, outside.tasks(project).size());
        assertEquals(100, admin.get("hub/datasets/" + dataset + "/stats").ok().getJsonObject("by_status").getInt("imported"));
        assertEquals(100, outside.tasks(project).stream().map(t -> t.getJsonObject("data").getString("hub_id")).distinct().count());
    }

    @Test
    @Order(3)
    void exportsWhatWasLabeled() {
        List<JsonObject> tasks = outside.tasks(project);
        for (int i = 0; i < 4; i++) {
            outside.annotate(tasks.get(i).getInt("id"), i % 2 == 0 ? "OK" : "NG");
        }
        assertEquals("exported 4 labeled tasks", job("hub/datasets/" + dataset + "/export_from_ls").getString("message"));
        assertEquals(4, labeled());
        JsonObject report = admin.get("hub/datasets/" + dataset + "/label_studio/report").ok();
        assertEquals(100, report.getInt("found"));
        assertEquals(0, report.getInt("missing") + report.getInt("foreign") + report.getInt("edited"));
    }

    @Test
    @Order(4)
    void eventsAreFollowed() {
        JsonObject made = admin.post("hub/connections/label_studio/webhook", "").ok();
        admin.post("hub/connections/label_studio/webhook", "").ok();
        assertEquals(1, outside.webhooks(project).size());
        outside.annotate(outside.tasks(project).get(10).getInt("id"), "OK");
        Waiting.until("the fifth label has come by itself", PATIENCE, () -> labeled() == 5);
        Api nobody = server.api();
        String event = "{\"action\":\"ANNOTATION_CREATED\"}";
        assertEquals(401, nobody.post("hub/webhooks/label_studio?project=" + project, event).status());
        HttpRequest.Builder right = nobody.request("hub/webhooks/label_studio?project=" + project).header("Content-Type", "application/json")
                .header(made.getString("header"), made.getString("secret"));
        assertEquals(200, nobody.send(right.POST(HttpRequest.BodyPublishers.ofString(event))).status());
        String shown = admin.get("hub/connections").text() + admin.get("jobs").text() + admin.get("audit").text() + server.console();
        assertFalse(shown.contains(made.getString("secret")) || shown.contains(outside.token()));
    }

    @Test
    @Order(5)
    void typedAddressesNeedTheOperatorsWord() {
        for (String address : List.of("http://169.254.169.254/", "http://localhost:8080", "http://[::1]:8080", "http://2130706433/", "file:///etc/passwd",
                "http://user:pw@localhost/")) {
            JsonObject body = Json.createObjectBuilder().add("base_url", address).build();
            assertEquals(400, admin.post("hub/connections/label_studio", body).status(), address);
            assertEquals(400, admin.post("hub/connections/ollama", body).status(), address);
        }
        assertEquals("environment", admin.get("hub/connections").ok().getJsonObject("label_studio").getString("from"));
    }

    @Test
    @Order(6)
    void annotatorsMayNothingOfThis() {
        Api annotator = server.api().login("ann", "ann123");
        for (String path : List.of("hub/connections", "hub/connections/label_studio/projects", "hub/datasets/" + dataset + "/label_studio/report")) {
            assertEquals(403, annotator.get(path).status(), path);
        }
        for (String path : List.of("hub/datasets/" + dataset + "/import_to_ls", "hub/datasets/" + dataset + "/export_from_ls", "hub/datasets/" + dataset
                + "/write_predictions", "hub/connections/label_studio/webhook", "hub/connections/label_studio/test")) {
            assertEquals(403, annotator.post(path, "").status(), path);
            assertEquals(401, server.api().post(path, "").status(), path);
        }
    }

    @Test
    @Order(7)
    void picturesAreOpenedByAddressesThatCanBeRevoked() {
        String folder = TestPictures.folder(server.data().resolve("signed"), 0, 3).toString();
        long pictures = admin.post("hub/datasets", Json.createObjectBuilder().add("name", "pictures").add("source", Json.createObjectBuilder()
                .add("type", "label").add("spec", Json.createObjectBuilder().add("type", "image").add("path", folder))).build()).ok()
                .getJsonNumber("dataset_id").longValue();
        String path = "hub/datasets/" + pictures;
        long album = admin.post(path + "/label_studio", "{\"create\":{\"title\":\"Pictures\"}}").ok().getJsonNumber("project_id").longValue();
        assertEquals("imported 3 tasks", job(path + "/import_to_ls").getString("message"));
        List<String> first = addresses(album);
        first.forEach(address -> server.api().get(address).expect(200));
        server.api().login("ann", "ann123").post(path + "/revoke_addresses", "").problem(403, "not-your-role");
        first.forEach(address -> server.api().get(address).expect(200));
        admin.post(path + "/revoke_addresses", "").ok();
        first.forEach(address -> server.api().get(address).problem(404, "address-ended"));
        assertEquals("imported 0 tasks", job(path + "/import_to_ls").getString("message"));
        List<String> second = addresses(album);
        assertTrue(second.size() == 3 && second.stream().noneMatch(first::contains), second.toString());
        second.forEach(address -> server.api().get(address).expect(200));
        admin.post("hub/datasets/999999999/revoke_addresses", "").problem(404, "unknown-dataset");
    }

    /** Of the pictures, as the pages there open them. */
    private static List<String> addresses(long album) {
        return outside.tasks(album).stream().map(t -> t.getJsonObject("data").getString("image")).map(a -> a.substring(a.indexOf("hub/media/"))).toList();
    }

    @Test
    @Order(8)
    void deletesThereToo() {
        admin.delete("hub/datasets/" + dataset + "?confirm=demo-dataset&label_studio=true").ok();
        Waiting.until("its tasks are gone in Label Studio", PATIENCE, () -> outside.tasks(project).isEmpty());
    }

    /** Somebody who works in Label Studio. */
    private static final class OutsideUser {

        private final Api api;
        private final String token;

        OutsideUser(String url, String token) {
            this.api = new Api(java.net.URI.create(url + "/"));
            this.token = token;
        }

        String token() {
            return token;
        }

        private HttpRequest.Builder request(String path) {
            String scheme = "Token " + token;
            if (token.split("\\.").length == 3) {
                scheme = "Bearer " + api.post("token/refresh", Json.createObjectBuilder().add("refresh", token).build()).ok().getString("access");
            }
            return api.request(path).header("Authorization", scheme);
        }

        List<JsonObject> tasks(long ofProject) {
            return api.send(request("tasks?project=" + ofProject + "&page=1&page_size=200").GET()).ok().getJsonArray("tasks").getValuesAs(JsonObject.class);
        }

        List<JsonObject> webhooks(long ofProject) {
            return api.send(request("webhooks/?project=" + ofProject).GET()).array().getValuesAs(JsonObject.class);
        }

        void annotate(int task, String label) {
            JsonValue body = Json.createObjectBuilder().add("result", Store.choice("label", "text", label)).add("lead_time", 2.5).build();
            api.send(request("tasks/" + task + "/annotations/").header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body.toString()))).expect(201);
        }
    }
}
