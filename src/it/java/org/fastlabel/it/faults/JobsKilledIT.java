package org.fastlabel.it.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fastlabel.fakes.ollama.FakeOllama;
import org.fastlabel.it.Jobs;
import org.fastlabel.it.Postgres;
import org.fastlabel.it.Server;
import org.fastlabel.it.Waiting;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two workers and a process with pages on one PostgreSQL; whatever happens to a worker, its work is done, and done once. */
@Tag("fault")
class JobsKilledIT {

    /** Tasks that are judged between two points that the job remembers. */
    private static final int CHUNK = 16;
    private static final int COUNT = 80;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private static FakeOllama ollama;
    private static Server web;
    private static List<Server> workers;
    private static Jobs jobs;

    @BeforeAll
    static void start() {
        Postgres.Database database = Postgres.database("jobs_killed");
        ollama = new FakeOllama();
        ollama.thinking(Duration.ofMillis(150));
        Map<String, String> settings = Map.of("OLLAMA_BASE_URL", ollama.url());
        web = Server.process("jobs-web", database, "web", settings);
        workers = List.of(Server.process("jobs-worker-1", database, "worker", settings),
                Server.process("jobs-worker-2", database, "worker", settings));
        web.start();
        jobs = new Jobs(web);
    }

    @BeforeEach
    void allRun() {
        workers.stream().filter(worker -> !worker.running()).forEach(Server::start);
        Waiting.until("both are there", PATIENCE, () -> workers("worker").size() >= workers.size());
        ollama.calls().clear();
    }

    @AfterAll
    static void end() {
        if (web != null) {
            Stream.concat(workers.stream(), Stream.of(web)).forEach(Server::close);
            ollama.close();
        }
    }

    private static List<JsonObject> workers(String role) {
        return jobs.api().get("jobs/workers").ok().getJsonArray("workers").getValuesAs(JsonObject.class).stream()
                .filter(w -> w.getString("role").equals(role)).toList();
    }

    private static Server running(JsonObject job) {
        return workers.stream().filter(worker -> worker.owns(Jobs.pid(job))).findFirst().orElseThrow();
    }

    /** How often the model was asked, by what it was asked. */
    private static Map<String, Long> asked() {
        return ollama.judgings().stream().map(call -> call.body().toString()).collect(Collectors.groupingBy(Function.identity(),
                Collectors.counting()));
    }

    /** Each task has a proposal, and only what nobody had noted yet was judged a second time. */
    private static void assertDoneOnce(long dataset, int twiceAtMost) {
        assertEquals(COUNT, jobs.tasks(dataset).stream().filter(t -> t.get("prelabel_label") != null && !t.isNull("prelabel_label")).count());
        Map<String, Long> asked = asked();
        long again = asked.values().stream().mapToLong(times -> times - 1).sum();
        assertTrue(again <= twiceAtMost, again + " of " + asked.size() + " were judged again");
    }

    @Test
    void anotherWorkerTakesOverFromOneThatWasKilled() {
        long dataset = jobs.texts("killed", COUNT);
        long id = jobs.begin(dataset, "prelabel");
        JsonObject before = jobs.underWay(id, CHUNK);
        running(before).kill9();
        JsonObject after = jobs.ended(id, "success");
        assertNotEquals(before.getString("worker"), after.getString("worker"));
        assertEquals(2, after.getInt("attempt"));
        assertEquals(before.getString("started_at"), after.getString("started_at"));
        assertDoneOnce(dataset, CHUNK);
        assertTrue(jobs.api().get("jobs/" + id + "/log").ok().getJsonArray("lines").getValuesAs(JsonObject.class).stream()
                .anyMatch(line -> line.getString("text").startsWith("Taken over by " + after.getString("worker"))));
    }

    @Test
    void oneThatStopsInGoodOrderGivesItsJobBack() {
        long dataset = jobs.texts("stopped", COUNT);
        long id = jobs.begin(dataset, "prelabel");
        JsonObject before = jobs.underWay(id, CHUNK);
        running(before).stop();
        JsonObject after = jobs.ended(id, "success");
        assertNotEquals(before.getString("worker"), after.getString("worker"));
        assertEquals(1, after.getInt("attempt"), "a start that was given back does not count");
        assertDoneOnce(dataset, CHUNK);
        assertFalse(workers("worker").stream().anyMatch(w -> w.getString("name").equals(before.getString("worker"))));
    }

    @Test
    void oneThatWasTakenForDeadCannotWriteAnyMore() throws IOException, InterruptedException {
        long dataset = jobs.texts("frozen", COUNT);
        long id = jobs.begin(dataset, "prelabel");
        JsonObject before = jobs.underWay(id, CHUNK);
        signal("STOP", Jobs.pid(before));
        JsonObject after = jobs.ended(id, "success");
        Instant end = Instant.parse(after.getString("finished_at"));
        signal("CONT", Jobs.pid(before));
        Waiting.until("it is awake", PATIENCE, () -> workers("worker").stream().anyMatch(w -> w.getString("name").equals(before.getString("worker"))
                && Instant.parse(w.getString("last_seen")).isAfter(end) && w.getInt("running") == 0));
        assertEquals(after, jobs.job(id));
        assertDoneOnce(dataset, CHUNK);
    }

    private static void signal(String name, long pid) throws IOException, InterruptedException {
        assertEquals(0, new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor());
    }

    @Test
    void twoWorkersNeverDoTheSame() {
        List<Long> datasets = Stream.of("one", "two", "three").map(name -> jobs.texts(name, COUNT)).toList();
        List<Long> ids = datasets.stream().map(dataset -> jobs.begin(dataset, "prelabel")).toList();
        assertEquals(ids.get(0), jobs.begin(datasets.get(0), "prelabel"), "one of a kind for a data set at a time");
        ids.forEach(id -> assertEquals(1, jobs.ended(id, "success").getInt("attempt")));
        assertEquals(3L * COUNT, ollama.judgings().size(), "each task of each data set was judged once");
    }

    @Test
    void whatRunsInAnotherProcessIsCancelledAndRunAgain() {
        long dataset = jobs.texts("cancelled", COUNT);
        long id = jobs.begin(dataset, "prelabel");
        jobs.underWay(id, CHUNK);
        assertTrue(jobs.api().post("jobs/" + id + "/cancel", "{}").ok().getBoolean("cancel_requested"));
        jobs.ended(id, "cancelled");
        assertTrue(ollama.judgings().size() < COUNT);
        jobs.api().post("jobs/" + id + "/cancel", "{}").problem(409, "job-finished");
        assertEquals("queued", jobs.api().post("jobs/" + id + "/retry", "{}").ok().getString("status"));
        jobs.ended(id, "success");
        assertDoneOnce(dataset, CHUNK);
        jobs.api().post("jobs/" + id + "/retry", "{}").problem(409, "job-not-failed");
    }

    @Test
    void aWorkerServesNothing() {
        assertEquals("UP", workers.get(0).api().get("health").ok().getString("status"));
        workers.get(0).api().get("jobs").problem(404);
        workers.get(0).api().get("status").problem(404);
    }
}
