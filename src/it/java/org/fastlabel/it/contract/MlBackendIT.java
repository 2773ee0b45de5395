package org.fastlabel.it.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fastlabel.fakes.ls.FakeLabelStudio;
import org.fastlabel.fakes.ls.Store;
import org.fastlabel.it.Answer;
import org.fastlabel.it.Api;
import org.fastlabel.it.Server;
import org.fastlabel.it.TestPictures;
import org.fastlabel.it.TestSounds;
import org.fastlabel.it.Waiting;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** FastLabel as Label Studio's machine learning backend, called as the contract says Label Studio calls. */
class MlBackendIT {

    private static final Duration PATIENCE = Duration.ofSeconds(300);
    /** Where a demonstration text is not what its place says: odd ones passed, even ones did not. */
    private static final Set<Integer> PASSED = Set.of(38, 88, 100);
    private static final Set<Integer> FAILED = Set.of(87, 99);

    private static FakeLabelStudio outside;
    private static Server server;
    private static String password;
    private static Api admin;

    @BeforeAll
    static void start() {
        outside = new FakeLabelStudio();
        server = Server.start("ml-backend", Map.of("LS_BASE_URL", outside.url(), "LS_API_TOKEN", outside.tokens().personal(),
                "FASTLABEL_PUBLIC_URL", "http://fastlabel.example"));
        admin = server.api().login("admin", "admin123");
        password = admin.post("hub/connections/ml_backend/password", "{}").ok().getString("password");
    }

    @AfterAll
    static void end() {
        server.close();
        outside.close();
    }

    private static Answer ml(String call, JsonObject body) {
        String basic = Base64.getEncoder().encodeToString(("fastlabel:" + password).getBytes(StandardCharsets.UTF_8));
        HttpRequest.Builder request = server.api().request("ml/" + call).header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/json");
        return server.api().send(body == null ? request.GET() : request.POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    private static JsonObject setup(long project) {
        return ml("setup", Json.createObjectBuilder().add("project", project + ".1795208705").add("schema", "<View></View>")
                .add("hostname", "http://ls.example").add("access_token", "0123456789").addNull("extra_params").build()).ok();
    }

    private static JsonObject predict(long project, String config, List<Store.Seen> tasks) {
        JsonArrayBuilder list = Json.createArrayBuilder();
        tasks.forEach(task -> list.add(Json.createObjectBuilder().add("id", task.id()).add("data", task.data())
                .add("meta", JsonObject.EMPTY_JSON_OBJECT).add("project", project)));
        return ml("predict", Json.createObjectBuilder().add("tasks", list).add("project", project + ".1795208705").add("label_config", config)
                .add("params", Json.createObjectBuilder().addNull("login").addNull("password").addNull("context")).build()).ok();
    }

    private static List<String> choices(JsonObject answer) {
        return answer.getJsonArray("results").getValuesAs(JsonObject.class).stream().map(p -> p.getJsonArray("result").isEmpty() ? "-"
                : p.getJsonArray("result").getJsonObject(0).getJsonObject("value").getJsonArray("choices").getString(0)).toList();
    }

    private static String finished(JsonObject queued) {
        Waiting.until("the end of job " + queued, PATIENCE, () -> !Set.of("queued", "running").contains(job(queued).getString("status")));
        assertEquals("success", job(queued).getString("status"), () -> job(queued).toString());
        return job(queued).getString("message");
    }

    private static JsonObject job(JsonObject queued) {
        return admin.get("jobs/" + queued.getInt("job_id")).ok();
    }

    /** A data set whose tasks are in a project of Label Studio. @return its number and the project's */
    private static long[] shared(JsonObjectBuilder settings, String config) {
        long dataset = admin.post("hub/datasets", settings.build()).ok().getInt("id");
        long project = outside.store().create("Project " + dataset, config);
        admin.post("hub/datasets/" + dataset + "/label_studio", "{\"project_id\":" + project + "}").ok();
        finished(admin.post("hub/datasets/" + dataset + "/import_to_ls", "{}").ok());
        return new long[] {dataset, project};
    }

    private static List<JsonObject> tasks(long dataset) {
        return admin.get("hub/datasets/" + dataset + "/tasks?limit=200").ok().getJsonArray("tasks").getValuesAs(JsonObject.class);
    }

    private static void label(List<JsonObject> tasks, Function<JsonObject, String> truth) {
        tasks.forEach(task -> admin.post("hub/tasks/" + task.getInt("id") + "/resolve",
                Json.createObjectBuilder().add("label", truth.apply(task)).build()).ok());
    }

    private static String passed(JsonObject demo) {
        int n = Integer.parseInt(demo.getString("key").substring("demo-".length()));
        return n % 2 == 1 && !FAILED.contains(n) || PASSED.contains(n) ? "OK" : "NG";
    }

    private static String train(long dataset) {
        return finished(admin.post("hub/datasets/" + dataset + "/head/train", "{}").ok());
    }

    @Test
    void nothingWithoutThePassword() {
        Api nobody = server.api();
        for (String call : List.of("health", "versions", "x".repeat(32) + "/health")) {
            Answer refused = nobody.get("ml/" + call);
            refused.problem(401, "backend-password");
            assertTrue(refused.header("WWW-Authenticate").startsWith("Basic"), refused.header("WWW-Authenticate"));
        }
        for (String call : List.of("setup", "predict", "webhook", "train")) {
            nobody.post("ml/" + call, "{\"action\":\"START_TRAINING\",\"tasks\":[]}").problem(401, "backend-password");
        }
        // An account of the team is no password of the backend.
        admin.get("ml/health").problem(401, "backend-password");
        assertEquals("UP", ml("health", null).ok().getString("status"));
        assertEquals("UP", nobody.get("ml/" + password + "/health").ok().getString("status"));
        assertEquals("UP", nobody.get("../ml/" + password + "/health").ok().getString("status"));
        assertEquals("ok", nobody.post("ml/webhook?secret=" + password, "{\"action\":\"PROJECT_UPDATED\"}").ok().getString("status"));
        server.api().login("ann", "ann123").post("hub/connections/ml_backend/password", "{}").problem(403);
        assertFalse(admin.get("hub/connections").ok().toString().contains(password));
        assertFalse(String.join("\n", server.console()).contains(password));
    }

    @Test
    void hostileBodiesAreRefused() {
        for (String body : List.of("", "[]", "{", "{\"tasks\":7,\"project\":\"1.1\"}", "{\"tasks\":[7],\"project\":\"1.1\"}", "[".repeat(5000))) {
            String path = "ml/" + password + "/predict";
            JsonObject problem = server.api().post(path, body).problem(400);
            assertFalse(problem.toString().contains(password), "the password is not repeated");
        }
        assertEquals("untrained", setup(999_999).getString("model_version"));
    }

    @Test
    void textsFromFortyLabelsOnAndTheSameAfterARestart() {
        long[] ids = shared(Json.createObjectBuilder().add("name", "demo"), Store.TEXTS);
        List<JsonObject> tasks = tasks(ids[0]);
        assertEquals(100, tasks.size());
        List<Store.Seen> seen = outside.store().seen(ids[1]);
        assertEquals(100, choices(predict(ids[1], Store.TEXTS, seen)).stream().filter("-"::equals).count(), "nothing is said without a head");
        String before = setup(ids[1]).getString("model_version");

        List<JsonObject> known = IntStream.range(0, 40).mapToObj(i -> tasks.get(i * 37 % 100)).toList();
        label(known, MlBackendIT::passed);
        train(ids[0]);
        String version = setup(ids[1]).getString("model_version");
        assertFalse(version.equals(before));
        JsonObject head = admin.get("hub/datasets/" + ids[0] + "/head").ok();
        assertEquals(version, head.getString("version"));
        assertEquals(40, head.getInt("labels"));

        JsonObject answer = predict(ids[1], Store.TEXTS, seen);
        List<String> said = choices(answer);
        assertEquals(100, said.size());
        Map<String, String> truth = tasks.stream().filter(t -> !known.contains(t)).collect(Collectors.toMap(t -> t.getString("text"), MlBackendIT::passed));
        long right = IntStream.range(0, 100)
                .filter(i -> said.get(i).equals(truth.get(seen.get(i).data().getString("text")))).count();
        assertTrue(right > 33, right + " of 60 right; by chance it would be 30");
        JsonObject one = answer.getJsonArray("results").getJsonObject(0);
        assertEquals(version, one.getString("model_version"));
        assertTrue(one.getJsonNumber("score").doubleValue() >= 0.5 && one.getJsonNumber("score").doubleValue() <= 1, one.toString());
        assertEquals(List.of(version), ml("versions", null).ok().getJsonArray("versions").stream().map(v -> v.toString().replace("\"", ""))
                .filter(version::equals).toList());

        server.kill9();
        server.start();
        admin = server.api().login("admin", "admin123");
        assertEquals(version, setup(ids[1]).getString("model_version"));
        assertEquals(answer, predict(ids[1], Store.TEXTS, seen));
        assertTrue(train(ids[0]).startsWith("nothing new"), "the same labels are not learnt twice");
    }

    @Test
    void picturesByTheirSignedAddress() {
        JsonObjectBuilder settings = Json.createObjectBuilder().add("name", "pictures").add("labels", Json.createArrayBuilder().add("disc").add("cross"))
                .add("source", Json.createObjectBuilder().add("type", "label").add("spec", Json.createObjectBuilder().add("type", "image")
                        .add("path", TestPictures.folder(server.data().resolve("ml-pictures"), 0, 40).toString())));
        media(settings, "image", "Image", "disc");
    }

    @Test
    void soundsByTheirSignedAddress() {
        JsonObjectBuilder settings = Json.createObjectBuilder().add("name", "sounds").add("labels", Json.createArrayBuilder().add("low").add("high"))
                .add("source", Json.createObjectBuilder().add("type", "label").add("spec", Json.createObjectBuilder().add("type", "audio")
                        .add("path", TestSounds.folder(server.data().resolve("ml-sounds"), 40).toString())));
        media(settings, "audio", "Audio", "low");
    }

    /** Half of the items are labelled; the others are told by their names. */
    private static void media(JsonObjectBuilder settings, String key, String tag, String even) {
        String odd = even.equals("disc") ? "cross" : "high";
        String config = "<View><" + tag + " name=\"it\" value=\"$" + key + "\"/><Choices name=\"what\" toName=\"it\" choice=\"single\"><Choice value=\""
                + even + "\"/><Choice value=\"" + odd + "\"/></Choices></View>";
        long[] ids = shared(settings, config);
        List<JsonObject> tasks = tasks(ids[0]);
        Function<JsonObject, String> truth = task -> task.getString("key").startsWith(even) ? even : odd;
        label(tasks.stream().filter(t -> t.getInt("id") % 4 < 2).toList(), truth);
        train(ids[0]);
        // As a browser of another site would, with nothing but the address.
        List<Store.Seen> seen = outside.store().seen(ids[1]);
        String address = seen.get(0).data().getString(key);
        Answer opened = server.api().send(server.api().request(address.substring(address.indexOf("/api/") + 5)).header("Origin", "http://ls.example").GET())
                .expect(200);
        assertEquals("*", opened.header("Access-Control-Allow-Origin"));
        assertTrue(opened.header("Cache-Control").contains("immutable"), opened.header("Cache-Control"));
        assertEquals("", opened.header("Set-Cookie"));

        // The address alone names the item, too.
        List<Store.Seen> bare = seen.stream().map(t -> new Store.Seen(t.id(), Json.createObjectBuilder().add(key, t.data().getString(key)).build(),
                List.of(), List.of(), List.of())).toList();
        List<String> said = choices(predict(ids[1], config, bare));
        assertEquals(said, choices(predict(ids[1], config, seen)));
        Map<String, String> byAddress = tasks.stream().collect(Collectors.toMap(t -> "/" + t.getInt("id") + "/", truth));
        long right = 0;
        for (int i = 0; i < said.size(); i++) {
            String url = seen.get(i).data().getString(key);
            right += byAddress.entrySet().stream().anyMatch(e -> url.contains(e.getKey())) && said.get(i).equals(byAddress.entrySet().stream()
                    .filter(e -> url.contains(e.getKey())).findFirst().orElseThrow().getValue()) ? 1 : 0;
        }
        assertTrue(right >= 36, right + " of 40 right");
        // What lies elsewhere is not fetched, and nothing is said of it.
        List<Store.Seen> foreign = List.of(new Store.Seen(1, Json.createObjectBuilder().add(key, outside.url() + "/cat.jpg").build(), List.of(), List.of(),
                List.of()));
        outside.forgetCalls();
        assertEquals(List.of("-"), choices(predict(ids[1], config, foreign)));
        assertEquals(0, outside.count("GET", "/cat.jpg"));
    }

    @Test
    void anAnnotationIsFetchedAndLearnt() {
        long[] ids = shared(Json.createObjectBuilder().add("name", "events"), Store.TEXTS);
        List<Store.Seen> seen = outside.store().seen(ids[1]);
        String before = setup(ids[1]).getString("model_version");
        for (int i = 0; i < 12; i++) {
            outside.store().annotate(seen.get(i).id(), i % 2 == 0 ? "OK" : "NG", 1);
            JsonObject event = Json.createObjectBuilder().add("action", "ANNOTATION_CREATED").add("annotation", Json.createObjectBuilder().add("id", i))
                    .add("task", Json.createObjectBuilder().add("id", seen.get(i).id())).add("project", Json.createObjectBuilder().add("id", ids[1])).build();
            // As Label Studio sends it: without any authentication but what is in the address.
            server.api().post("ml/" + password + "/webhook", event).expect(201);
        }
        Waiting.until("a head that knows them", PATIENCE, () -> !setup(ids[1]).getString("model_version").equals(before));
        Waiting.until("all twelve labels", PATIENCE, () -> admin.get("hub/datasets/" + ids[0] + "/head").ok().getInt("labels") == 12);
        Answer asked = ml("webhook", Json.createObjectBuilder().add("action", "START_TRAINING")
                .add("project", Json.createObjectBuilder().add("id", ids[1])).build()).expect(201);
        assertTrue(asked.text().matches(".*\"job\":\"\\d+\".*"), asked.text());
    }
}
