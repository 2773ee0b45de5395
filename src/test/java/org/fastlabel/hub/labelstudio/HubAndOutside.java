package org.fastlabel.hub.labelstudio;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.fastlabel.fakes.ls.FakeLabelStudio;
import org.fastlabel.fakes.ls.Store;
import org.fastlabel.hub.Dataset;
import org.fastlabel.hub.Rules;
import org.fastlabel.hub.Task;
import org.fastlabel.hub.TaskItems;
import org.fastlabel.hub.TaskLedger;
import org.fastlabel.hub.connections.Connections;
import org.fastlabel.hub.connections.KeptSettings;
import org.fastlabel.hub.connections.Outbound;
import org.fastlabel.hub.connections.Pace;
import org.fastlabel.hub.store.HubDatabase;
import org.fastlabel.hub.store.LedgerRepository;

/** The hub's own tables and ledger, and a Label Studio beside them. */
final class HubAndOutside implements AutoCloseable {

    static final Duration SETTLE = Duration.ofMillis(5);
    private static final Pace QUICK = new Pace(4, Duration.ofMillis(1), Duration.ofMillis(4), Duration.ofSeconds(20), Duration.ofSeconds(2), 50,
            Duration.ofMillis(1), Duration.ofSeconds(5));

    final FakeLabelStudio outside = new FakeLabelStudio();
    final HubDatabase db = new HubDatabase();
    final long project = outside.store().create("A project", Store.TEXTS);
    final TaskLedger ledger = ledger(() -> { });
    final Outbound out = new Outbound(QUICK, Clock.systemUTC());
    final AccessTokens tokens = new AccessTokens(out, System::nanoTime);
    final KeptSettings kept = new KeptSettings(db.sql, new byte[32]);
    final Connections connections = new Connections(kept);
    final SyncStore store = new SyncStore(db.sql, Clock.systemUTC());

    HubAndOutside() {
        set("ls.base.url", outside.url());
        set("ls.api.token", outside.tokens().personal());
        set("ls.project.id", String.valueOf(project));
    }

    private static void set(String property, String value) {
        System.setProperty(property, value);
    }

    /** @param alive called before anything is noted; throws when nothing can be noted any more */
    TaskLedger ledger(Runnable alive) {
        TaskLedger real = new LedgerRepository(db.sql);
        return (TaskLedger) Proxy.newProxyInstance(TaskLedger.class.getClassLoader(), new Class<?>[] {TaskLedger.class}, (p, method, arguments) -> {
            alive.run();
            return db.within(() -> {
                try {
                    return method.invoke(real, arguments);
                } catch (InvocationTargetException e) {
                    throw e.getCause() instanceof Exception cause ? cause : e;
                }
            });
        });
    }

    long dataset(int tasks) {
        return db.dataset(tasks, Rules.USUAL);
    }

    Desk desk() {
        return new Desk(connections, out, tokens, ledger);
    }

    private static final TaskItems NO_FILES = new TaskItems() {
        @Override
        public Item item(Dataset dataset, Task task) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String publicUrl(Dataset dataset, Task task) {
            return "http://localhost/media/" + task.id();
        }

        @Override
        public Optional<String> renewed(Dataset dataset, Task task, String address) {
            return Optional.empty();
        }
    };

    String importTasks(TestJob job) {
        return new Importer(desk().place(dataset(job)), ledger(job::alive), NO_FILES, desk().key(), job, SETTLE).run();
    }

    private static long dataset(TestJob job) {
        return job.parameters().getInt("dataset_id");
    }

    int export(TestJob job) {
        return exporter(job).all();
    }

    int sync(TestJob job) {
        return exporter(job).changed();
    }

    private Exporter exporter(TestJob job) {
        return new Exporter(desk().place(dataset(job)), ledger(job::alive), store, desk().key(), job, Clock.systemUTC());
    }

    int predict(TestJob job) {
        return new Predictions(desk().place(dataset(job)), ledger(job::alive), store, desk().key(), job, SETTLE).write();
    }

    /** Gives each task a proposal. */
    void propose(long dataset, String version, Function<Task, String> label, double score) {
        Map<Long, Task.Proposal> proposals = new HashMap<>();
        tasks(dataset).forEach(t -> proposals.put(t.id(), new Task.Proposal(label.apply(t), score, version, Json.createObjectBuilder().build())));
        ledger.propose(proposals, Map.of());
    }

    List<Task> tasks(long dataset) {
        return ledger.tasks(db.taskIds(dataset));
    }

    /** What Label Studio holds, by our key. */
    Map<String, List<Store.Seen>> seen() {
        Map<String, List<Store.Seen>> byKey = new TreeMap<>();
        outside.store().seen(project).forEach(s -> byKey.computeIfAbsent(s.data().getString("hub_id", "none"), k -> new java.util.ArrayList<>()).add(s));
        return byKey;
    }

    JsonObject report(long dataset) {
        return store.report(dataset).orElseThrow();
    }

    @Override
    public void close() {
        for (String property : List.of("ls.base.url", "ls.api.token", "ls.project.id")) {
            System.clearProperty(property);
        }
        outside.close();
        db.close();
    }
}
