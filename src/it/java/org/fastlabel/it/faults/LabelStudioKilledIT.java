package org.fastlabel.it.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.fastlabel.fakes.ls.FakeLabelStudio;
import org.fastlabel.fakes.ls.Fault;
import org.fastlabel.fakes.ls.Store;
import org.fastlabel.fakes.ollama.FakeOllama;
import org.fastlabel.it.Jobs;
import org.fastlabel.it.Postgres;
import org.fastlabel.it.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two workers beside a Label Studio that takes everything twice: one is killed at a call, the other takes over, and all is there once. */
@Tag("fault")
class LabelStudioKilledIT {

    private static final int COUNT = 300;
    private static final String IMPORT = "/api/projects/\\d+/import";
    private static final String PREDICTIONS = "/api/projects/\\d+/import/predictions";

    private static FakeLabelStudio outside;
    private static FakeOllama ollama;
    private static Server web;
    private static List<Server> workers;
    private static Jobs jobs;

    private final AtomicInteger killed = new AtomicInteger();
    private long dataset;
    private long project;

    @BeforeAll
    static void start() {
        Postgres.Database database = Postgres.database("label_studio_killed");
        outside = new FakeLabelStudio();
        ollama = new FakeOllama();
        Map<String, String> settings = Map.of("OLLAMA_BASE_URL", ollama.url(), "LS_BASE_URL", outside.url(), "LS_API_TOKEN", outside.tokens().personal());
        web = Server.process("ls-web", database, "web", settings);
        workers = List.of(Server.process("ls-worker-1", database, "worker", settings), Server.process("ls-worker-2", database, "worker", settings));
        web.start();
        jobs = new Jobs(web);
    }

    @AfterAll
    static void end() {
        if (web != null) {
            Stream.concat(workers.stream(), Stream.of(web)).forEach(Server::close);
            outside.close();
            ollama.close();
        }
    }

    @BeforeEach
    void begin() {
        workers.stream().filter(worker -> !worker.running()).forEach(Server::start);
        dataset = jobs.texts("demo-dataset", COUNT);
        project = outside.store().create("A project", Store.TEXTS);
        jobs.api().post("hub/datasets/" + dataset + "/label_studio", Json.createObjectBuilder().add("project_id", project).build()).ok();
    }

    @AfterEach
    void healthy() {
        outside.noFaults();
    }

    /** Whichever worker has the job at this moment. */
    private void kill() {
        JsonObject running = jobs.api().get("jobs?status=running&dataset_id=" + dataset).ok().getJsonArray("jobs").getJsonObject(0);
        workers.stream().filter(worker -> worker.owns(Jobs.pid(running))).findFirst().orElseThrow().kill9();
        killed.incrementAndGet();
    }

    private void killAt(String method, String path, boolean before, int skip) {
        outside.fault(method, path, before ? Fault.before(this::kill) : Fault.after(this::kill), skip, 1);
    }

    private JsonObject done(String work) {
        return jobs.ended(jobs.begin(dataset, work), "success");
    }

    private List<Store.Seen> each() {
        List<Store.Seen> seen = outside.store().seen(project);
        assertEquals(COUNT, seen.size());
        assertEquals(COUNT, seen.stream().map(s -> s.data().getString("hub_id")).distinct().count());
        return seen;
    }

    @ParameterizedTest
    @CsvSource({"true, 0", "false, 0", "true, 1"})
    void tasksAreImportedOnce(boolean before, int batch) {
        killAt("POST", IMPORT, before, batch);
        JsonObject job = done("import_to_ls");
        assertEquals(1, killed.get());
        assertEquals("imported " + COUNT + " tasks", job.getString("message"));
        assertEquals(2, job.getInt("attempt"));
        each();
        assertTrue(jobs.tasks(dataset).stream().allMatch(t -> t.getString("status").equals("imported")));
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void predictionsAreWrittenOnce(boolean before) {
        done("import_to_ls");
        jobs.ended(jobs.api().post("hub/datasets/" + dataset + "/prelabel", "{\"write\":false}").ok().getJsonNumber("job_id").longValue(), "success");
        killAt("POST", PREDICTIONS, before, 0);
        JsonObject job = done("write_predictions");
        assertEquals(1, killed.get());
        assertEquals("wrote " + COUNT + " predictions", job.getString("message"));
        assertTrue(each().stream().allMatch(s -> s.versions().size() == 1));
    }

    @Test
    void answersAreTakenOnce() {
        done("import_to_ls");
        for (Store.Seen seen : outside.store().seen(project).subList(195, 205)) {
            outside.store().annotate(seen.id(), "OK", 1);
        }
        // After the first of two pages.
        killAt("GET", "/api/tasks", true, 1);
        JsonObject job = done("export_from_ls");
        assertEquals(1, killed.get());
        assertEquals("exported 10 labeled tasks", job.getString("message"));
        assertEquals(10, jobs.api().get("hub/datasets/" + dataset + "/stats").ok().getInt("labeled"));
    }
}
