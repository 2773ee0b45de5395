package org.fastlabel.it;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fastlabel.fakes.ls.FakeLabelStudio;
import org.fastlabel.fakes.ls.Store;
import org.fastlabel.fakes.ollama.FakeOllama;

/** A process with pages and two workers on one PostgreSQL, beside a Label Studio and an Ollama for tests. */
public final class Crew implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(240);

    private final FakeOllama ollama = new FakeOllama();
    private final FakeLabelStudio labelStudio = new FakeLabelStudio();
    private final long project;
    private final Server web;
    private final List<Server> workers;
    private final Jobs jobs;

    /** @param name of small letters and _ */
    public Crew(String name) {
        Postgres.Database database = Postgres.database(name);
        project = labelStudio.store().create("Demo", Store.TEXTS);
        Map<String, String> settings = new HashMap<>(Map.of("OLLAMA_BASE_URL", ollama.url(), "LS_BASE_URL", labelStudio.url(),
                "LS_API_TOKEN", labelStudio.tokens().personal(), "LS_PROJECT_ID", Long.toString(project)));
        web = Server.process(name + "-web", database, "web", settings);
        workers = List.of(Server.process(name + "-worker-1", database, "worker", settings),
                Server.process(name + "-worker-2", database, "worker", settings));
        web.start();
        jobs = new Jobs(web);
    }

    public FakeOllama ollama() {
        return ollama;
    }

    public FakeLabelStudio labelStudio() {
        return labelStudio;
    }

    /** The one project of that Label Studio. */
    public long project() {
        return project;
    }

    public Jobs jobs() {
        return jobs;
    }

    /** Starts those that a test has ended. */
    public void complete() {
        workers.stream().filter(worker -> !worker.running()).forEach(Server::start);
        Waiting.until("both workers are there", PATIENCE, () -> workers().size() >= workers.size());
    }

    /** As the page lists them. */
    public List<JsonObject> workers() {
        return jobs.api().get("jobs/workers").ok().getJsonArray("workers").getValuesAs(JsonObject.class).stream()
                .filter(w -> w.getString("role").equals("worker")).toList();
    }

    public Server worker(int n) {
        return workers.get(n);
    }

    public Server running(JsonObject job) {
        return workers.stream().filter(worker -> worker.owns(Jobs.pid(job))).findFirst()
                .orElseThrow(() -> new AssertionError("no worker of the crew runs " + job));
    }

    /** Kills whoever runs the one job that runs. */
    public void killWhoRuns() {
        running(jobs.api().get("jobs?status=running").ok().getJsonArray("jobs").getJsonObject(0)).kill9();
    }

    @Override
    public void close() {
        Stream.concat(workers.stream(), Stream.of(web)).forEach(Server::close);
        ollama.close();
        labelStudio.close();
    }
}
