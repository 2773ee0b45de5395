package org.fastlabel.hub.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.fastlabel.api.OwnHome;
import org.fastlabel.dataset.MediaKind;
import org.fastlabel.dataset.table.Table;
import org.fastlabel.fakes.ls.FakeLabelStudio;
import org.fastlabel.fakes.ls.Store;
import org.fastlabel.hub.Dataset;
import org.fastlabel.hub.Rules;
import org.fastlabel.hub.Task;
import org.fastlabel.hub.TaskLedger.OutsideAnswer;
import org.fastlabel.hub.store.AnnotationRepository.Said;
import org.fastlabel.hub.store.AnnotationRepository.Told;
import org.fastlabel.hub.store.AnnotationRepository;
import org.fastlabel.hub.store.HubDatabase;
import org.fastlabel.hub.store.HubDatasetRepository.NewDataset;
import org.fastlabel.hub.store.HubDatasetRepository;
import org.fastlabel.hub.store.LedgerRepository;
import org.fastlabel.hub.store.TaskRepository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What goes out as a file of Label Studio and comes in again is the same data set. */
class LabelStudioRoundTripTest extends OwnHome {

    private static final String[] PEOPLE = {"ann", "Bob", "carl@example.org", "label-studio:7", "名"};

    private final HubDatabase db = new HubDatabase();
    private final TaskRepository tasks = new TaskRepository(db.sql);
    private final AnnotationRepository annotations = new AnnotationRepository(db.sql);
    private final LedgerRepository ledger = new LedgerRepository(db.sql);
    private final HubDatasetRepository datasets = new HubDatasetRepository(db.sql);

    @AfterEach
    void close() {
        db.close();
    }

    private long put(List<String> labels, Rules rules, ItemSource items) {
        return db.within(() -> {
            long id = datasets.add(new NewDataset("a set", MediaKind.TEXT, labels, null, Json.createObjectBuilder().build(), rules, "admin"),
                    HubDatabase.NOW);
            ItemPages pages = new ItemPages(datasets.get(id), HubDatabase.NOW, tasks, annotations, ledger);
            items.each(pages::add);
            pages.end();
            return id;
        });
    }

    private record Items(List<Item> items) implements ItemSource {

        @Override
        public MediaKind kind() {
            return MediaKind.TEXT;
        }

        @Override
        public JsonObject kept() {
            return JsonObject.EMPTY_JSON_OBJECT;
        }

        @Override
        public void each(java.util.function.Consumer<Item> to) {
            items.forEach(to);
        }
    }

    private static <T> T one(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** A data set with everything that can be said of a task, at random. */
    private long random(Random random, List<String> labels, Rules rules) {
        List<ItemSource.Item> items = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(40); i++) {
            List<Told> told = new ArrayList<>();
            for (int k = random.nextInt(4); k > 0; k--) {
                Instant at = HubDatabase.NOW.plusMillis(random.nextInt(1_000_000)).plusNanos(1_000L * random.nextInt(1_000));
                String by = PEOPLE[random.nextInt(PEOPLE.length)];
                Double seconds = random.nextBoolean() ? (Double) (random.nextInt(600) / 4.0) : null;
                int form = random.nextInt(6);
                told.add(form == 0 ? new Told(by, null, List.of(), random.nextBoolean() ? "cannot be read" : null, seconds, false, at)
                        : form == 1 ? new Told(by, null, labels.subList(0, 2), null, seconds, false, at)
                        : new Told(by, one(random, labels), List.of(), null, seconds, false, at));
            }
            String text = "text " + i + " " + one(random, List.of("plain", "\"quoted\"", "a\nb", "<b>&amp;", "中文 😀", "\\u0041 \\"));
            items.add(new ItemSource.Item("item/" + i + ".txt", Json.createObjectBuilder().add("text", text).add("lot", "7").build(), null,
                    random.nextInt(5) == 0 ? one(random, labels) : null, told,
                    random.nextBoolean() ? null : new Task.Proposal(one(random, labels), random.nextInt(1_001) / 1_000.0, "model@" + random.nextInt(2),
                            JsonObject.EMPTY_JSON_OBJECT)));
        }
        long id = put(labels, rules, new Items(items));
        List<Long> all = db.taskIds(id);
        for (int i = random.nextInt(3); i > 0; i--) {
            db.within(() -> annotations.decide(one(random, all), "lead", one(random, labels), HubDatabase.NOW.plusSeconds(5_000)));
        }
        Map<Long, List<OutsideAnswer>> outside = new HashMap<>();
        outside.put(one(random, all), List.of(new OutsideAnswer(9, "else@example.org", one(random, labels), 2.5, HubDatabase.NOW, null)));
        db.within(() -> {
            ledger.answered(outside);
        });
        return id;
    }

    private byte[] exported(long id) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new Exports(tasks, annotations).write(datasets.get(id), "label-studio", out);
        return out.toByteArray();
    }

    private long uploaded(byte[] file, List<String> labels, Rules rules) throws IOException {
        try (Upload upload = Upload.of("again.json", new ByteArrayInputStream(file))) {
            Table table = upload.table();
            String[] none = new String[3];
            LabelStudioFile outside = LabelStudioFile.of(table, labels, none).orElseThrow();
            TableSource source = new TableSource(table, "again.json", labels, none, outside);
            long id = put(labels, rules, source);
            assertEquals(List.of(), source.leftOut().skipped());
            assertEquals(0, source.leftOut().duplicates());
            return id;
        }
    }

    /** Everything of a data set that is to be the same, by key. */
    private Map<String, String> seen(long id) {
        Map<String, String> seen = new TreeMap<>();
        Dataset dataset = datasets.get(id);
        for (Task t : ledger.tasks(db.taskIds(dataset.id()))) {
            Map<String, String> answers = new TreeMap<>();
            for (Said s : annotations.inForce(List.of(t.id())).getOrDefault(t.id(), List.of())) {
                boolean decision = s.origin().equals("review");
                // Of each person the last one, which is the one that counts.
                answers.put(s.username() + (decision ? " decides" : ""), Arrays.asList(s.label(), s.choices(), s.skipReason(), s.seconds(), s.at()).toString());
            }
            seen.put(t.key(), Arrays.asList(t.data(), t.status().replace("imported", "new"), t.label(), t.gold(), t.modelProb(), t.priority(),
                    t.proposal() == null ? null : Arrays.asList(t.proposal().label(), t.proposal().score(), t.proposal().model()), answers).toString());
        }
        return seen;
    }

    @Test
    void whatGoesOutComesInTheSame() throws IOException {
        for (int seed = 0; seed < 12; seed++) {
            Random random = new Random(seed);
            List<String> labels = List.of("OK", "NG", "not sure, “maybe”", "第三").subList(0, 2 + random.nextInt(3));
            Rules rules = new Rules(1 + random.nextInt(3), random.nextInt(3) / 2.0, random.nextBoolean() ? "majority" : "review", false, 0, null);
            long before = random(random, labels, rules);
            byte[] file = exported(before);
            long after = uploaded(file, labels, rules);
            assertEquals(seen(before), seen(after), "seed " + seed);
            assertEquals(seen(before), seen(uploaded(exported(after), labels, rules)), "twice, seed " + seed);
        }
    }

    private static HttpResponse<byte[]> call(FakeLabelStudio outside, String path, byte[] body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(outside.url() + path)).header("Authorization", "Token " + outside.tokens().legacy());
        return HttpClient.newHttpClient().send(body == null ? request.build()
                : request.header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofByteArray(body)).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** Over there all answers are of whoever imported them; the known answers and what was proposed come back too. */
    @Test
    void labelStudioTakesItAndWhatItExportsComesInAgain() throws Exception {
        try (FakeLabelStudio outside = new FakeLabelStudio()) {
            outside.allowLegacy(true);
            long project = outside.store().create("A project", Store.TEXTS);
            long before = random(new Random(3), List.of("OK", "NG"), Rules.USUAL);
            byte[] file = exported(before);
            HttpResponse<byte[]> taken = call(outside, "/api/projects/" + project + "/import", file);
            assertEquals(201, taken.statusCode(), new String(taken.body(), StandardCharsets.UTF_8));
            long said = Json.createReader(new ByteArrayInputStream(file)).readArray().getValuesAs(JsonObject.class).stream()
                    .mapToLong(t -> t.getJsonArray("annotations").size()).sum();
            assertEquals(said, Json.createReader(new ByteArrayInputStream(taken.body())).readObject().getInt("annotation_count"));
            byte[] back = call(outside, "/api/projects/" + project + "/export?exportType=JSON&download_all_tasks=true", null).body();
            List<Task> then = ledger.tasks(db.taskIds(uploaded(back, List.of("OK", "NG"), Rules.USUAL)));
            List<Task> first = ledger.tasks(db.taskIds(before));
            assertEquals(first.stream().map(t -> t.key() + t.data() + t.gold()).toList(), then.stream().map(t -> t.key() + t.data() + t.gold()).toList());
            assertEquals(0, then.stream().filter(t -> t.status().equals("new") && t.gold() == null).filter(t -> annotations.of(t.id()).size() > 0).count());
            assertEquals(List.of("label-studio:1"), then.stream().flatMap(t -> annotations.of(t.id()).stream()).map(Said::username).distinct().toList());
        }
    }

    @Test
    void labelsThatNobodyNamedAreThoseOfTheFile() throws IOException {
        long before = put(List.of("cat", "dog", "bird"), Rules.USUAL, new Items(List.of(item("a", "cat", null), item("b", null, "dog"))));
        try (Upload upload = Upload.of("again.json", new ByteArrayInputStream(exported(before)))) {
            LabelStudioFile file = LabelStudioFile.of(upload.table(), null, new String[3]).orElseThrow();
            assertEquals(List.of("dog", "cat"), file.labels(List.of("OK", "NG")).stream().sorted(java.util.Comparator.reverseOrder()).toList());
        }
    }

    private static ItemSource.Item item(String text, String said, String gold) {
        return new ItemSource.Item(text, Json.createObjectBuilder().add("text", text).build(), null, gold,
                said == null ? List.of() : List.of(new Told("ann", said, List.of(), null, null, false, null)), null);
    }

    @Test
    void aKnownAnswerIsNoAnswer() throws IOException {
        String out = new String(exported(put(List.of("OK", "NG"), Rules.USUAL, new Items(List.of(item("a", null, "NG"))))), StandardCharsets.UTF_8);
        JsonObject task = Json.createReader(new java.io.StringReader(out)).readArray().getJsonObject(0);
        assertEquals("[]", task.getJsonArray("annotations").toString());
        assertEquals("NG", task.getJsonObject("meta").getString("gold_label"));
    }
}
