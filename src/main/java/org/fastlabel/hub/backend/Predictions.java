package org.fastlabel.hub.backend;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.fastlabel.api.CapacityExceeded;
import org.fastlabel.api.Conflict;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.JsonBody;
import org.fastlabel.dataset.MediaKind;
import org.fastlabel.hub.Dataset;
import org.fastlabel.hub.Opinion;
import org.fastlabel.hub.Task;
import org.fastlabel.hub.TaskLedger;
import org.fastlabel.hub.head.HeadDesk;
import org.fastlabel.hub.head.TrainedHead;
import org.fastlabel.hub.media.MediaAddress;
import org.fastlabel.hub.media.MediaSignature;

/** Answers what Label Studio wants predicted: one element for each task, in their order, empty where there is nothing to say. */
@ApplicationScoped
public class Predictions {

    private static final System.Logger LOG = System.getLogger(Predictions.class.getName());
    /** Label Studio waits for 100 s; what is not judged by then is asked for again. */
    private static final Duration ENOUGH = Duration.ofSeconds(75);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int CHUNK = 64;
    private static final int AT_ONCE = 2;
    private static final JsonObject NOTHING = Json.createObjectBuilder().add("result", JsonValue.EMPTY_JSON_ARRAY).build();

    @Inject
    private TaskLedger ledger;
    @Inject
    private HeadDesk heads;
    @Inject
    private Projects projects;
    @Inject
    private MediaSignature signature;

    public Predictions() {
        // For the container.
    }

    Predictions(TaskLedger ledger, HeadDesk heads, Projects projects, MediaSignature signature) {
        this.ledger = ledger;
        this.heads = heads;
        this.projects = projects;
        this.signature = signature;
    }

    private final Semaphore turns = new Semaphore(AT_ONCE);

    /** What one of the tasks turns out to be: one of ours, or a text of theirs; neither when it cannot be judged. */
    private record Subject(int place, Task task, String text) {
    }

    JsonObject predict(JsonObject body) {
        List<JsonObject> asked = Asked.tasks(body);
        List<Dataset> datasets = projects.datasets(body.get("project"));
        JsonObject[] answers = new JsonObject[asked.size()];
        if (!datasets.isEmpty() && !asked.isEmpty()) {
            String config = JsonBody.text(body, "label_config").orElseThrow(() -> new InvalidInput("bad-field",
                    "\"label_config\" is missing: the labeling configuration of the project."));
            inTurn(() -> fill(asked, datasets, config, answers));
        }
        JsonArrayBuilder results = Json.createArrayBuilder();
        for (JsonObject answer : answers) {
            results.add(answer == null ? NOTHING : answer);
        }
        return Json.createObjectBuilder().add("results", results).build();
    }

    private void inTurn(Runnable work) {
        try {
            if (!turns.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new CapacityExceeded("busy", "Other predictions are being made; ask again in a moment.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CapacityExceeded("stopping", "The server is stopping.", e);
        }
        try {
            work.run();
        } finally {
            turns.release();
        }
    }

    private void fill(List<JsonObject> asked, List<Dataset> datasets, String xml, JsonObject[] answers) {
        long end = System.nanoTime() + ENOUGH.toNanos();
        Map<Long, Dataset> byId = datasets.stream().collect(Collectors.toMap(Dataset::id, Function.identity()));
        String version = projects.version(datasets);
        Map<Long, List<Subject>> work = new TreeMap<>();
        Map<Long, Task> ours = ours(asked, datasets, xml);
        for (int i = 0; i < answers.length; i++) {
            JsonObject data = Asked.data(asked.get(i));
            Task task = named(data, datasets, xml).map(ours::get).filter(t -> byId.containsKey(t.datasetId())).orElse(null);
            Dataset dataset = task != null ? byId.get(task.datasetId()) : datasets.get(0);
            String text = dataset.kind() != MediaKind.TEXT ? null
                    : LabelConfig.read(xml, dataset.labels()).flatMap(config -> Asked.text(data, config.dataKey())).orElse(null);
            // A text may have been edited there: what they show is judged.
            Subject subject = task != null && (text == null || text.equals(task.text())) ? new Subject(i, task, null) : new Subject(i, null, text);
            if (subject.task != null || subject.text != null) {
                work.computeIfAbsent(dataset.id(), d -> new ArrayList<>()).add(subject);
            }
        }
        work.forEach((id, subjects) -> judge(byId.get(id), subjects, xml, version, answers, end));
    }

    private Map<Long, Task> ours(List<JsonObject> asked, List<Dataset> datasets, String xml) {
        List<Long> ids = asked.stream().flatMap(task -> named(Asked.data(task), datasets, xml).stream()).distinct().toList();
        return ids.isEmpty() ? new HashMap<>() : ledger.tasks(ids).stream().collect(Collectors.toMap(Task::id, Function.identity()));
    }

    /** Our number of a task: it is in its data, or in the address of its picture or sound, which nobody else can have made. Whether that still opens it does not matter here. */
    private Optional<Long> named(JsonObject data, List<Dataset> datasets, String xml) {
        return Asked.ours(data).or(() -> datasets.stream().filter(d -> d.kind() != MediaKind.TEXT)
                .flatMap(d -> LabelConfig.read(xml, d.labels()).stream()).flatMap(config -> Asked.text(data, config.dataKey()).stream())
                .flatMap(address -> MediaAddress.of(address).stream()).filter(a -> signature.read(a.task(), a.signature()).isPresent())
                .map(MediaAddress::task).findFirst());
    }

    private void judge(Dataset dataset, List<Subject> subjects, String xml, String version, JsonObject[] answers, long end) {
        Optional<LabelConfig> config = LabelConfig.read(xml, dataset.labels());
        Optional<TrainedHead> head = heads.newest(dataset.id());
        if (config.isEmpty() || head.isEmpty()) {
            return;
        }
        for (int from = 0; from < subjects.size() && System.nanoTime() - end < 0; from += CHUNK) {
            List<Subject> some = subjects.subList(from, Math.min(subjects.size(), from + CHUNK));
            try {
                List<Subject> tasks = some.stream().filter(s -> s.task != null).toList();
                List<Subject> texts = some.stream().filter(s -> s.task == null).toList();
                put(tasks, heads.judge(head.get(), dataset, tasks.stream().map(Subject::task).toList(), () -> { }), config.get(), version, answers);
                put(texts, heads.judgeTexts(head.get(), dataset, texts.stream().map(Subject::text).toList()), config.get(), version, answers);
            } catch (Conflict e) {
                LOG.log(System.Logger.Level.INFO, "Nothing is predicted of data set {0}: {1}", dataset.id(), e.getMessage());
                return;
            }
        }
    }

    private static void put(List<Subject> subjects, List<Opinion> opinions, LabelConfig config, String version, JsonObject[] answers) {
        for (int i = 0; i < subjects.size(); i++) {
            answers[subjects.get(i).place] = Answer.of(opinions.get(i), config, version).orElse(null);
        }
    }
}
