package org.fastlabel.it.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.fastlabel.fakes.ls.FakeLabelStudio;
import org.fastlabel.fakes.ls.Store;
import org.fastlabel.fakes.ollama.FakeOllama;
import org.fastlabel.fakes.ollama.Fault;
import org.fastlabel.it.Answer;
import org.fastlabel.it.Api;
import org.fastlabel.it.Server;
import org.fastlabel.it.Waiting;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Phases 6 to 8 of the specification's document, by the paths that it prints: pre-labels, scores, hardest first. Against a stand-in of
 * Ollama, or against the real one that {@code FASTLABEL_TEST_OLLAMA_URL} and {@code FASTLABEL_TEST_OLLAMA_MODEL} name.
 */
class PrelabelIT {

    private static final Optional<String> REAL = Optional.ofNullable(System.getenv("FASTLABEL_TEST_OLLAMA_URL"));
    /** A real model takes a second or more for each of a hundred texts. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static FakeOllama fake;
    private static FakeLabelStudio labelStudio;
    private static long project;
    private static Server server;
    private static Api admin;

    @BeforeAll
    static void start() {
        fake = new FakeOllama();
        labelStudio = new FakeLabelStudio(0, "", Clock.systemUTC());
        project = labelStudio.store().create("Texts", Store.TEXTS);
        Map<String, String> settings = new HashMap<>(Map.of("LS_BASE_URL", labelStudio.url(), "LS_API_TOKEN", labelStudio.tokens().personal(),
                "LS_PROJECT_ID", Long.toString(project)));
        settings.put("OLLAMA_BASE_URL", REAL.orElseGet(fake::url));
        settings.put("OLLAMA_MODEL", REAL.isPresent() ? Optional.ofNullable(System.getenv("FASTLABEL_TEST_OLLAMA_MODEL")).orElse("llama3.2:1b")
                : FakeOllama.MODEL);
        server = Server.start("prelabel", settings);
        admin = server.api().login("admin", "admin123");
    }

    @AfterAll
    static void stop() {
        server.close();
        labelStudio.close();
        fake.close();
    }

    @BeforeEach
    void healthy() {
        fake.heal();
    }

    private static long dataset() {
        return admin.post("../datasets", Json.createObjectBuilder().add("name", "demo-dataset").build()).ok().getJsonNumber("dataset_id").longValue();
    }

    private static JsonObject job(String path) {
        return job(path, JsonValue.EMPTY_JSON_OBJECT);
    }

    private static JsonObject job(String path, JsonObject body) {
        JsonObject queued = (body.isEmpty() ? admin.post(path, "") : admin.post(path, body)).ok();
        assertEquals("queued", queued.getString("status"));
        String job = "../jobs/" + queued.getJsonNumber("job_id");
        Waiting.until(path + " is over", PATIENCE, () -> !List.of("queued", "running").contains(admin.get(job).ok().getString("status")));
        return admin.get(job).ok();
    }

    private static String success(String path) {
        JsonObject job = job(path);
        assertEquals("success", job.getString("status"), job.toString());
        return job.getString("message");
    }

    private static List<JsonObject> tasks(long dataset, String query) {
        return admin.get("hub/datasets/" + dataset + "/tasks?limit=100" + query).ok().getJsonArray("tasks").getValuesAs(JsonObject.class);
    }

    @Test
    void phasesSixToEightGoAsTheDocumentPrintsThem() {
        long id = dataset();
        assertEquals("imported 100 tasks", success("../datasets/" + id + "/import_to_ls"));
        assertEquals("prelabeled 100 tasks; wrote 100 predictions", success("../datasets/" + id + "/prelabel"));
        for (JsonObject task : tasks(id, "")) {
            assertTrue(List.of("OK", "NG").contains(task.getString("prelabel_label")));
            double score = task.getJsonNumber("prelabel_score").doubleValue();
            assertTrue(score > 0 && score < 1);
        }
        assertEquals("scored 100 tasks", success("../datasets/" + id + "/score_uncertainty?limit=100&only_unlabeled=true"));
        List<JsonObject> hardest = admin.get("../datasets/" + id + "/priority_tasks?limit=10").ok().getJsonArray("tasks").getValuesAs(JsonObject.class);
        assertEquals(10, hardest.size());
        int before = 1000;
        for (JsonObject task : hardest) {
            assertTrue(task.keySet().containsAll(List.of("task_id", "ls_task_id", "status", "assigned_to", "prelabel_label", "uncertainty_score", "priority")),
                    task.toString());
            double uncertainty = task.getJsonNumber("uncertainty_score").doubleValue();
            assertEquals((int) (uncertainty * 1000), task.getInt("priority"));
            assertTrue(task.getInt("priority") <= before);
            before = task.getInt("priority");
        }
        JsonObject any = tasks(id, "").get(0);
        assertEquals(1 - any.getJsonNumber("model_prob").doubleValue(), any.getJsonNumber("uncertainty_score").doubleValue());
        assertEquals(5, admin.post("../datasets/" + id + "/auto_assign?username=ann&count=5", "").ok().getInt("assigned"));
        int last = hardest.get(4).getInt("priority");
        TreeSet<Integer> mine = new TreeSet<>();
        tasks(id, "&assigned_to=ann").forEach(t -> mine.add(t.getInt("priority")));
        assertTrue(mine.first() >= last, mine + " " + last);
    }

    @Test
    void pressingAgainAsksTheModelNothing() {
        long id = dataset();
        success("../datasets/" + id + "/prelabel");
        int asked = fake.judgings().size();
        assertTrue(success("../datasets/" + id + "/prelabel").startsWith("prelabeled 100 tasks; wrote "));
        assertEquals(asked, fake.judgings().size());
    }

    @Test
    void askingInAnotherWayMeanwhileIsRefusedAndNamesTheJob() {
        assumeTrue(REAL.isEmpty(), "a real model takes its own time");
        fake.spoil("", Fault.late(Duration.ofMillis(500)));
        String path = "hub/datasets/" + dataset() + "/prelabel";
        long job = admin.post(path, "").ok().getJsonNumber("job_id").longValue();
        assertEquals(job, admin.post(path, "").ok().getJsonNumber("job_id").longValue(), "a button that was pressed twice");
        for (String other : List.of("{\"limit\":5}", "{\"only_unlabeled\":true}", "{\"by\":\"head\"}")) {
            String why = admin.post(path, other).problem(409, "other-job-active").getString("detail");
            assertTrue(why.contains("Job " + job + " "), why);
        }
        assertEquals("running", admin.get("jobs/" + job).ok().getString("status").replace("queued", "running"), "nothing has become of it");
        admin.post("jobs/" + job + "/cancel", "").ok();
        fake.heal();
        Waiting.until("it has ended", PATIENCE, () -> admin.get("jobs/" + job).ok().getString("status").equals("cancelled"));
        assertEquals("success", job(path, Json.createObjectBuilder().add("limit", 5).build()).getString("status"));
    }

    @Test
    void unusableAnswersComeFirstAndAreNoProposals() {
        assumeTrue(REAL.isEmpty(), "a real model fails when it likes");
        fake.spoil("Weld seam", Fault.refusal());
        fake.spoil("Motor runs quietly", Fault.badJson());
        long id = dataset();
        assertTrue(success("../datasets/" + id + "/prelabel").startsWith("prelabeled 98 tasks; wrote "));
        List<JsonObject> first = admin.get("../datasets/" + id + "/priority_tasks?limit=3").ok().getJsonArray("tasks").getValuesAs(JsonObject.class);
        assertEquals(1000, first.get(0).getInt("priority"));
        assertEquals(1000, first.get(1).getInt("priority"));
        assertTrue(first.get(2).getInt("priority") <= 500);
        assertFalse(first.get(0).containsKey("prelabel_label") && !first.get(0).isNull("prelabel_label"));
    }

    @Test
    void aModelThatIsNotThereEndsTheJobWithWhatToDo() {
        JsonObject job = job("hub/datasets/" + dataset() + "/prelabel", Json.createObjectBuilder().add("model", "llama9:70b").build());
        assertEquals("failed", job.getString("status"));
        assertTrue(job.getString("message").contains("ollama pull llama9:70b"), job.getString("message"));
    }

    @Test
    void theWordsAreSeenTriedAndChanged() {
        String path = "hub/datasets/" + dataset() + "/prompt";
        JsonObject usual = admin.get(path).ok();
        assertTrue(usual.getBoolean("usual"));
        assertTrue(usual.getString("preview").contains("\"OK\", \"NG\""));
        String words = "Is this good? Answer {labels}.";
        JsonObject tried = admin.post(path + "/try", Json.createObjectBuilder().add("template", words).build()).ok();
        assertTrue(List.of("OK", "NG").contains(tried.getString("label")), tried.toString());
        assertTrue(tried.getString("prompt").contains("Is this good?"));
        assertTrue(admin.get(path).ok().getBoolean("usual"));
        JsonObject changed = admin.post(path, Json.createObjectBuilder().add("template", words).build()).ok();
        assertFalse(changed.getBoolean("usual"));
        assertFalse(changed.getString("version").equals(usual.getString("version")));
        assertEquals(changed, admin.get(path).ok());
        assertEquals(usual, admin.post(path, Json.createObjectBuilder().addNull("template").build()).ok());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"template\":\"no labels\"}", "{\"template\":\"{labels} {secret}\"}", "{\"template\":5}", "{}", "[]", "{\"template\":\"{labels}\\u0000\"}"})
    void wordsThatCannotWorkAreRefusedAndChangeNothing(String body) {
        String path = "hub/datasets/" + dataset() + "/prompt";
        admin.post(path, body).problem(400);
        assertTrue(admin.get(path).ok().getBoolean("usual"));
    }

    @Test
    void whatCanBeAskedIsListed() {
        List<JsonObject> list = admin.get("hub/datasets/" + dataset() + "/prelabelers").ok().getJsonArray("prelabelers").getValuesAs(JsonObject.class);
        assertEquals("ollama", list.get(0).getString("by"));
        assertTrue(list.get(0).getBoolean("ready"), list.toString());
        assertTrue(list.stream().allMatch(p -> !p.getString("detail").isBlank()), list.toString());
    }

    @Test
    void badRequestsAreRefusedByName() {
        String path = "hub/datasets/" + dataset();
        admin.post(path + "/prelabel", "{\"by\":\"oracle\"}").problem(400, "bad-by");
        admin.post(path + "/prelabel", "{\"limit\":0}").problem(400, "bad-limit");
        admin.post(path + "/prelabel", "{\"only_unlabeled\":\"yes\"}").problem(400, "bad-field");
        admin.post(path + "/prelabel", "{\"model\":\"a b\"}").problem(400, "bad-model");
        admin.post(path + "/score_uncertainty?limit=many", "").problem(400, "bad-limit");
        admin.post(path + "/score_uncertainty?only_unlabeled=1", "").problem(400, "bad-field");
        admin.post("hub/datasets/999999/prelabel", "").problem(404, "unknown-dataset");
        admin.get("hub/datasets/999999/reliability").problem(404, "unknown-dataset");
        admin.get(path + "/reliability?model=other").problem(404, "unknown-model");
    }

    @ParameterizedTest
    @ValueSource(strings = {"prelabel", "score_uncertainty", "prompt", "prompt/try"})
    void onlyAdministratorsMayAsk(String what) {
        String path = "hub/datasets/" + dataset() + "/" + what;
        Answer annotator = server.api().login("ann", "ann123").post(path, "{}");
        assertEquals(403, annotator.status());
        assertEquals(401, server.api().post(path, "{}").status());
    }
}
