package org.fastlabel.it.bench;

import static org.fastlabel.it.HubTeam.json;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.fastlabel.fakes.ls.FakeLabelStudio;
import org.fastlabel.fakes.ls.Store;
import org.fastlabel.fakes.ollama.FakeOllama;
import org.fastlabel.it.Answer;
import org.fastlabel.it.Api;
import org.fastlabel.it.HubTeam;
import org.fastlabel.it.HubTeam.Person;
import org.fastlabel.it.Postgres;
import org.fastlabel.it.Server;
import org.fastlabel.it.Waiting;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How the team's work goes with many tasks and many people, through HTTP on one machine; people and model are on it too. Printed, never
 * asserted. On H2, or with {@code -Dfastlabel.bench.postgres=true} on PostgreSQL.
 */
@Tag("bench")
class HubLoadBench {

    private static final int PEOPLE = 50;
    private static final Duration WORK = Duration.ofSeconds(Integer.getInteger("fastlabel.bench.seconds", 60));
    private static final boolean POSTGRES = Boolean.getBoolean("fastlabel.bench.postgres");

    private static FakeOllama model;
    private static FakeLabelStudio outside;
    private static Server server;
    private static HubTeam team;
    private static Api admin;

    @BeforeAll
    static void start() {
        model = new FakeOllama();
        model.queue(4, 512);
        outside = new FakeLabelStudio();
        Map<String, String> settings = new HashMap<>(Map.of("OLLAMA_BASE_URL", model.url(), "LS_BASE_URL", outside.url(), "LS_API_TOKEN",
                outside.tokens().personal(), "LS_PROJECT_ID", Long.toString(outside.store().create("Load", Store.TEXTS)), "JDK_JAVA_OPTIONS", "-Xshare:auto"));
        if (POSTGRES) {
            settings.putAll(Postgres.database("hub_load").settings());
        }
        server = Server.start("hub-load", settings);
        team = new HubTeam(server);
        admin = team.admin();
        System.out.printf("%n%s, %d cores%n", POSTGRES ? "PostgreSQL" : "H2", Runtime.getRuntime().availableProcessors());
    }

    private static String table(int rows) {
        StringBuilder csv = new StringBuilder("text\n");
        IntStream.rangeClosed(1, rows).forEach(i -> csv.append("Piece ").append(i).append(", line ").append(i % 7)
                .append(": surface without findings, weight within tolerance, released by hand ").append(i % 1_000).append('\n'));
        return csv.toString();
    }

    private static long upload(int rows) {
        return team.upload("t.csv", table(rows), json("name", "load " + rows)).ok().getInt("dataset_id");
    }

    /** Peak memory of the server so far, heap and everything else. */
    private static long peakMegabytes() {
        return ProcessHandle.current().descendants().mapToLong(p -> {
            try {
                return Files.readAllLines(Path.of("/proc/" + p.pid() + "/status")).stream().filter(l -> l.startsWith("VmHWM"))
                        .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")) >> 10).findFirst().orElse(0);
            } catch (IOException e) {
                return 0;
            }
        }).max().orElse(0);
    }

    private static double seconds(Runnable work) {
        long begin = System.nanoTime();
        work.run();
        return (System.nanoTime() - begin) / 1e9;
    }

    private static void step(String what, double seconds) {
        System.out.printf("%-44s %8.1f s   peak %d MB%n", what, seconds, peakMegabytes());
    }

    private static double[] median(int times, Runnable work) {
        work.run();
        return IntStream.range(0, times).mapToDouble(i -> seconds(work) * 1_000).sorted().toArray();
    }

    @Test
    void tenThousandTasksAndFiftyPeople() throws Exception {
        long[] id = new long[1];
        step("upload of 10,000 tasks", seconds(() -> id[0] = upload(10_000)));
        step("import of 10,000 tasks into the stand-in", seconds(() -> job(id[0], "import_to_ls")));
        step("score of 10,000 tasks by the stand-in model", seconds(() -> job(id[0], "score_uncertainty?limit=10000")));
        step("10,000 predictions to the stand-in", seconds(() -> job(id[0], "write_predictions")));
        List<Person> people = new ArrayList<>();
        IntStream.range(0, PEOPLE).forEach(i -> people.add(team.annotator()));
        step("auto_assign of 10,000 tasks to 50 people", seconds(() -> admin.post("hub/datasets/" + id[0] + "/auto_assign", "").ok()));
        // The first seconds are the compiler's.
        work(id[0], people, Duration.ofSeconds(15));
        work(id[0], people, WORK);
        double[] stats = median(5, () -> team.stats(id[0]));
        System.out.printf("statistics of the person in charge: median %.0f ms%n", stats[2]);
        long twice = 0;
        for (String status : List.of("new", "labeled")) {
            String next = "";
            while (next != null) {
                JsonObject page = admin.get("hub/datasets/" + id[0] + "/tasks?limit=500&status=" + status + "&after=" + next).ok();
                twice += page.getJsonArray("tasks").getValuesAs(JsonObject.class).stream().filter(t -> t.getJsonArray("assignees").size() > 1).count();
                next = page.isNull("next") ? null : page.getString("next");
            }
        }
        System.out.printf("tasks with two people: %d%n", twice);
    }

    private static void job(long dataset, String work) {
        long job = admin.post("hub/datasets/" + dataset + "/" + work, "").ok().getInt("job_id");
        Waiting.until(work + " is done", Duration.ofMinutes(20), () -> {
            String status = admin.get("jobs/" + job).ok().getString("status");
            if (status.equals("failed")) {
                throw new Waiting.InVain(admin.get("jobs/" + job).text());
            }
            return status.equals("success");
        });
    }

    private static void work(long id, List<Person> people, Duration length) throws Exception {
        Map<String, Queue<Double>> times = Map.of("list", new ConcurrentLinkedQueue<>(), "answer", new ConcurrentLinkedQueue<>(),
                "own statistics", new ConcurrentLinkedQueue<>());
        Queue<String> errors = new ConcurrentLinkedQueue<>();
        ExecutorService threads = Executors.newFixedThreadPool(PEOPLE);
        long end = System.nanoTime() + length.toNanos();
        try {
            List<Future<?>> all = new ArrayList<>();
            for (Person person : people) {
                all.add(threads.submit(() -> {
                    int n = 0;
                    while (System.nanoTime() < end) {
                        Answer list = timed(times.get("list"), errors, () -> person.api().get("hub/annotator/tasks?status=open&limit=10&dataset_id=" + id));
                        List<JsonObject> open = list.ok().getJsonArray("tasks").getValuesAs(JsonObject.class);
                        if (!open.isEmpty()) {
                            long task = open.get(0).getJsonNumber("id").longValue();
                            String submit = "s" + task;
                            timed(times.get("answer"), errors, () -> person.answer(task, task % 3 == 0 ? "NG" : "OK", submit));
                        }
                        if (n++ % 5 == 0) {
                            timed(times.get("own statistics"), errors, () -> person.api().get("hub/annotator/stats?dataset_id=" + id));
                        }
                        // A quick person's second.
                        pause(Integer.getInteger("fastlabel.bench.think", 1_000));
                    }
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
        System.out.printf("%n%-24s %8s %8s %8s %8s%n", PEOPLE + " people, " + length.toSeconds() + " s", "calls", "p50 ms", "p95 ms", "max ms");
        times.forEach((what, ms) -> {
            double[] sorted = ms.stream().mapToDouble(d -> d).sorted().toArray();
            System.out.printf("%-24s %8d %8.0f %8.0f %8.0f%n", what, sorted.length, percentile(sorted, 0.5), percentile(sorted, 0.95),
                    percentile(sorted, 1));
        });
        System.out.printf("errors: %d %s   peak %d MB%n", errors.size(), errors.stream().limit(3).toList(), peakMegabytes());
    }

    private static Answer timed(Queue<Double> times, Queue<String> errors, Supplier<Answer> call) {
        long begin = System.nanoTime();
        Answer answer = call.get();
        times.add((System.nanoTime() - begin) / 1e6);
        if (answer.status() != 200) {
            errors.add(answer.status() + " " + answer.text());
        }
        return answer;
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static double percentile(double[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.max(0, Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1))];
    }

    @Test
    void aHundredThousandTasks() {
        long[] id = new long[1];
        step("upload of 100,000 tasks", seconds(() -> id[0] = upload(100_000)));
        String late = "0." + (team.tasks(id[0], "limit=1").get(0).getInt("id") + 90_000);
        System.out.printf("%n%-44s %10s %10s%n", "a page of 50 of 100,000", "median ms", "longest ms");
        for (String query : List.of("order=id", "order=priority", "order=id&after=" + late, "order=priority&after=1" + late.substring(1), "status=new",
                "status=labeled&order=priority", "status=new&order=priority&assigned_to=none", "label=OK", "prelabel_label=NG&order=priority",
                "assigned_to=ann", "q=piece+9999", "q=in+no+text", "q=in+no+text&order=priority&status=new")) {
            double[] ms = median(7, () -> admin.get("hub/datasets/" + id[0] + "/tasks?limit=50&" + query).ok());
            System.out.printf("%-44s %10.0f %10.0f%n", query.replace(late, "0.90000th"), ms[3], ms[6]);
        }
        double[] list = median(5, () -> admin.get("hub/datasets").ok());
        double[] stats = median(5, () -> team.stats(id[0]));
        System.out.printf("list of data sets: median %.0f ms; statistics: median %.0f ms%n", list[2], stats[2]);
        step("auto_assign of 100,000 tasks to one person", seconds(() -> admin.post("hub/datasets/" + id[0] + "/auto_assign?username=ann", "").ok()));
        step("deleting 100,000 tasks", seconds(() -> admin.delete("hub/datasets/" + id[0] + "?confirm=load+100000").ok()));
    }

    @AfterAll
    static void stop() {
        server.close();
        model.close();
        outside.close();
    }
}
