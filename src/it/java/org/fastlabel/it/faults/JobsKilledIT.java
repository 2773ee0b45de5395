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
import org.fastlabel.it.Crew;
import org.fastlabel.it.Jobs;
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
    private static final Duration PATIENCE = Duration.ofSeconds(240);

    private static Crew crew;
    private static Jobs jobs;

    @BeforeAll
    static void start() {
        crew = new Crew("jobs_killed");
        crew.ollama().thinking(Duration.ofMillis(150));
        jobs = crew.jobs();
    }

    @BeforeEach
    void allRun() {
        crew.complete();
        crew.ollama().calls().clear();
    }

    @AfterAll
    static void end() {
        if (crew != null) {
            crew.close();
        }
    }

    /** Without word to Label Studio. */
    private static long prelabel(long dataset) {
        return jobs.begin(dataset, "prelabel", "{\"write\":false}");
    }

    /** How often the model was asked, by what it was asked. */
    private static Map<String, Long> asked() {
        return crew.ollama().judgings().stream().map(call -> call.body().toString()).collect(Collectors.groupingBy(Function.identity(),
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
        long id = prelabel(dataset);
        JsonObject before = jobs.underWay(id, CHUNK);
        crew.running(before).kill9();
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
        long id = prelabel(dataset);
        JsonObject before = jobs.underWay(id, CHUNK);
        crew.running(before).stop();
        JsonObject after = jobs.ended(id, "success");
        assertNotEquals(before.getString("worker"), after.getString("worker"));
        assertEquals(1, after.getInt("attempt"), "a start that was given back does not count");
        assertDoneOnce(dataset, CHUNK);
        assertFalse(crew.workers().stream().anyMatch(w -> w.getString("name").equals(before.getString("worker"))));
    }

    @Test
    void oneThatWasTakenForDeadCannotWriteAnyMore() throws IOException, InterruptedException {
        long dataset = jobs.texts("frozen", COUNT);
        long id = prelabel(dataset);
        JsonObject before = jobs.underWay(id, CHUNK);
        signal("STOP", Jobs.pid(before));
        JsonObject after = jobs.ended(id, "success");
        Instant end = Instant.parse(after.getString("finished_at"));
        signal("CONT", Jobs.pid(before));
        Waiting.until("it is awake", PATIENCE, () -> crew.workers().stream().anyMatch(w -> w.getString("name").equals(before.getString("worker"))
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
        List<Long> ids = datasets.stream().map(JobsKilledIT::prelabel).toList();
        assertEquals(ids.get(0), prelabel(datasets.get(0)), "one of a kind for a data set at a time");
        ids.forEach(id -> assertEquals(1, jobs.ended(id, "success").getInt("attempt")));
        assertEquals(3L * COUNT, crew.ollama().judgings().size(), "each task of each data set was judged once");
    }

    @Test
    void whatRunsInAnotherProcessIsCancelledAndRunAgain() {
        long dataset = jobs.texts("cancelled", COUNT);
        long id = prelabel(dataset);
        jobs.underWay(id, CHUNK);
        assertTrue(jobs.api().post("jobs/" + id + "/cancel", "{}").ok().getBoolean("cancel_requested"));
        jobs.ended(id, "cancelled");
        assertTrue(crew.ollama().judgings().size() < COUNT);
        assertEquals("cancelled", jobs.api().post("jobs/" + id + "/cancel", "{}").ok().getString("status"), "asked for once more");
        assertEquals("queued", jobs.api().post("jobs/" + id + "/retry", "{}").ok().getString("status"));
        jobs.ended(id, "success");
        assertDoneOnce(dataset, CHUNK);
        jobs.api().post("jobs/" + id + "/retry", "{}").problem(409, "job-not-failed");
        jobs.api().post("jobs/" + id + "/cancel", "{}").problem(409, "job-finished");
    }

    @Test
    void aWorkerServesNothing() {
        assertEquals("UP", crew.worker(0).api().get("health").ok().getString("status"));
        crew.worker(0).api().get("jobs").problem(404);
        crew.worker(0).api().get("status").problem(404);
    }
}
