package org.fastlabel.hub.prelabel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.NotFound;
import org.fastlabel.fakes.ollama.FakeOllama;
import org.fastlabel.fakes.ollama.Fault;
import org.fastlabel.fakes.ollama.Mind;
import org.fastlabel.hub.PredictionSink;
import org.fastlabel.hub.RecordedRun;
import org.fastlabel.hub.Rules;
import org.fastlabel.hub.Task;
import org.fastlabel.hub.TaskLedger.Wanted;
import org.fastlabel.hub.Uncertainty;
import org.fastlabel.hub.ollama.TestOllama;
import org.fastlabel.hub.store.HubDatabase;
import org.fastlabel.hub.store.LedgerRepository;
import org.fastlabel.jobs.JobEnded;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Both jobs, against real tables and the stand-in of Ollama. */
class PrelabellingTest {

    private static final List<String> LABELS = List.of("OK", "NG");

    private final HubDatabase database = new HubDatabase();
    private final FakeOllama fake = new FakeOllama();
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final LedgerRepository ledger = new LedgerRepository(database.sql);
    private final PrelabelRepository repository = new PrelabelRepository(database.sql, ledger);
    private final PreLabelers preLabelers = new PreLabelers(List.of(new TestOllama(fake.url(), FakeOllama.MODEL, executor)));
    private final List<Long> written = new ArrayList<>();
    private final List<PredictionSink> sinks = new ArrayList<>(List.of((job, dataset) -> {
        written.add(dataset);
        return (int) (ledger.count(dataset, Wanted.ALL) - ledger.count(dataset, Wanted.WITHOUT_PROPOSAL));
    }));
    private long dataset;

    @BeforeEach
    void texts() {
        dataset(40);
    }

    private void dataset(int tasks) {
        dataset = database.dataset(tasks, Rules.USUAL);
        for (Task task : all()) {
            long n = task.id();
            String text = n % 2 == 0 ? "Delivery " + n + " has a crack in it." : "Delivery " + n + " is as it should be.";
            database.sql.update("update tasks set data = ? where id = ?", Json.createObjectBuilder().add("text", text).build().toString(), n);
        }
    }

    @AfterEach
    void close() {
        fake.close();
        executor.shutdownNow();
        database.close();
    }

    private List<Task> all() {
        return ledger.after(dataset, 0, 1000, Wanted.ALL);
    }

    private RecordedRun run(boolean onlyUnlabeled, int limit, boolean write) {
        return run(onlyUnlabeled, limit, write, JsonValue.EMPTY_JSON_OBJECT);
    }

    private RecordedRun run(boolean onlyUnlabeled, int limit, boolean write, JsonObject saved) {
        return new RecordedRun(new Asked(dataset, "ollama", null, onlyUnlabeled, limit, write).toJson(), saved);
    }

    private String prelabel(RecordedRun run) {
        return new Prelabelling(new Proposing(ledger, repository, preLabelers, sinks)).run(run);
    }

    private String score(RecordedRun run) {
        return new Scoring(new Proposing(ledger, repository, preLabelers, sinks)).run(run);
    }

    private void label(int many) {
        for (Task task : all().subList(0, many)) {
            database.sql.update("update tasks set status = 'labeled', label = ? where id = ?", Mind.truth(task.text(), LABELS), task.id());
        }
    }

    @Test
    void everyTaskGetsAProposalAScoreAndAPriorityByTheFormula() {
        RecordedRun run = run(true, 0, true);
        assertEquals("prelabeled 40 tasks; wrote 40 predictions", prelabel(run));
        assertEquals(List.of(dataset), written);
        assertEquals(40, run.done());
        for (Task task : all()) {
            Task.Proposal p = task.proposal();
            assertTrue(LABELS.contains(p.label()));
            assertTrue(p.score() >= 0.5 && p.score() < 1);
            assertEquals("ollama", p.details().getString("by"));
            assertEquals("logprobs", p.details().getString("how"));
            assertEquals(p.score(), task.modelProb());
            assertEquals(1 - p.score(), task.uncertainty());
            assertEquals(Uncertainty.priority(1 - p.score()), task.priority());
            assertEquals("new", task.status());
        }
        assertTrue(all().stream().map(Task::priority).distinct().count() > 5);
    }

    @Test
    void askingAgainAsksTheModelNothingAndSaysTheSame() {
        prelabel(run(true, 0, true));
        int before = fake.judgings().size();
        assertEquals("prelabeled 40 tasks; wrote 40 predictions", prelabel(run(true, 0, true)));
        assertEquals(before, fake.judgings().size());
    }

    @Test
    void otherWordsAskAgain() {
        prelabel(run(true, 0, true));
        Map<Long, String> before = all().stream().collect(Collectors.toMap(Task::id, t -> t.proposal().model()));
        ledger.changePrompt(dataset, "Is it {labels}?");
        assertEquals("prelabeled 40 tasks; wrote 40 predictions", prelabel(run(true, 0, true)));
        assertEquals(80, fake.judgings().size());
        all().forEach(t -> assertFalse(t.proposal().model().equals(before.get(t.id()))));
    }

    @Test
    void whoTakesOverAsksOnlyWhatIsNotKept() {
        RecordedRun first = run(true, 0, true).endsWhen(step -> fake.judgings().size() >= 18);
        assertThrows(JobEnded.class, () -> prelabel(first));
        List<Long> kept = all().stream().filter(t -> t.proposal() != null).map(Task::id).toList();
        assertTrue(kept.size() >= 8 && kept.size() < 40, "" + kept.size());
        assertEquals("prelabeled 40 tasks; wrote 40 predictions", prelabel(run(true, 0, true, first.saved())));
        Map<String, Long> asked = fake.judgings().stream().collect(Collectors.groupingBy(c -> c.body().getJsonArray("messages").getJsonObject(1)
                .getString("content"), Collectors.counting()));
        for (Task task : all().stream().filter(t -> kept.contains(t.id())).toList()) {
            long times = asked.entrySet().stream().filter(e -> e.getKey().contains("Delivery " + task.id() + " ")).mapToLong(Map.Entry::getValue).sum();
            assertEquals(1, times, "task " + task.id());
        }
    }

    /** As after a death between keeping and noting how far it was. */
    @Test
    void whatIsKeptIsNotAskedAgainEvenIfItWasNotNoted() {
        RecordedRun first = run(true, 0, true).endsWhen(step -> fake.judgings().size() >= 18);
        assertThrows(JobEnded.class, () -> prelabel(first));
        long kept = all().stream().filter(t -> t.proposal() != null).count();
        int before = fake.judgings().size();
        assertEquals("prelabeled 40 tasks; wrote 40 predictions", prelabel(run(true, 0, true)));
        assertEquals(40 - kept, fake.judgings().size() - before);
    }

    @Test
    void anUnusableAnswerIsNoProposalAndComesFirst() {
        Task odd = all().get(7);
        fake.spoil("Delivery " + odd.id() + " ", Fault.refusal());
        RecordedRun run = run(true, 0, true);
        assertEquals("prelabeled 39 tasks; wrote 39 predictions", prelabel(run));
        Task now = ledger.tasks(List.of(odd.id())).get(0);
        assertNull(now.proposal());
        assertEquals(1000, now.priority());
        assertEquals(1.0, now.uncertainty());
        String json = database.sql.first("select prelabel_json from tasks where id = ?", row -> row.getString(1), odd.id()).orElseThrow();
        assertTrue(json.contains("\"unusable\""), json);
        assertTrue(run.lines().stream().anyMatch(line -> line.startsWith("1 answers could not be used")), run.lines().toString());
    }

    @Test
    void theFirstSoManyAndOnlyTheUnlabelledWhenAskedSo() {
        label(10);
        assertEquals("prelabeled 12 tasks; wrote 12 predictions", prelabel(run(true, 12, true)));
        List<Task> now = all();
        assertTrue(now.subList(0, 10).stream().allMatch(t -> t.proposal() == null));
        assertTrue(now.subList(10, 22).stream().allMatch(t -> t.proposal() != null));
        assertTrue(now.subList(22, 40).stream().allMatch(t -> t.proposal() == null));
        assertEquals("prelabeled 40 tasks; wrote 0 predictions", prelabel(run(false, 0, false)));
    }

    @Test
    void nowhereToWriteIsNoFailure() {
        sinks.clear();
        assertEquals("prelabeled 40 tasks; wrote 0 predictions", prelabel(run(true, 0, true)));
    }

    @Test
    void scoringAsksOnlyAboutTasksWithoutAProposal() {
        prelabel(run(true, 15, false));
        assertEquals(15, fake.judgings().size());
        assertEquals("scored 40 tasks", score(run(true, 0, false)));
        assertEquals(40, fake.judgings().size());
        assertTrue(all().stream().allMatch(t -> t.proposal() != null && t.modelProb() != null && t.priority() != null));
        assertEquals("scored 10 tasks", score(run(true, 10, false)));
        assertEquals(40, fake.judgings().size());
        assertTrue(written.isEmpty());
    }

    @Test
    void scoringNeedsNoModelWhenEveryTaskHasItsProposal() {
        prelabel(run(true, 0, false));
        fake.close();
        assertEquals("scored 40 tasks", score(run(true, 0, false)));
    }

    @Test
    void scoringGoesOnWhereItWasEnded() {
        RecordedRun first = run(true, 0, false).endsWhen(step -> fake.judgings().size() >= 18);
        assertThrows(JobEnded.class, () -> score(first));
        assertTrue(first.saved().getInt("scored") >= 8);
        assertEquals("scored 40 tasks", score(run(true, 0, false, first.saved())));
    }

    @Test
    void confidenceIsCalibratedByPeopleAsSoonAsThereAreEnough() {
        dataset(420);
        prelabel(run(true, 0, false));
        label(99);
        score(run(false, 0, false));
        assertTrue(repository.calibrations(dataset).isEmpty());
        all().forEach(t -> assertEquals(t.proposal().score(), t.modelProb()));
        label(400);
        RecordedRun run = run(true, 0, false);
        assertEquals("scored 20 tasks", score(run));
        String version = all().get(0).proposal().model();
        Calibration learnt = repository.calibrations(dataset).get(version);
        assertEquals(400, learnt.answers());
        assertTrue(learnt.platt().slope() > 0 && learnt.platt().slope() < 0.9, "the stand-in boasts: " + learnt);
        for (Task task : all().subList(400, 420)) {
            assertEquals(learnt.platt().apply(task.proposal().score()), task.modelProb(), 1e-12);
        }
        JsonObject view = ReliabilityView.of(repository, dataset, null);
        assertEquals(400, view.getInt("n"));
        double raw = view.getJsonObject("raw").getJsonNumber("ece").doubleValue();
        double calibrated = view.getJsonObject("calibrated").getJsonNumber("ece").doubleValue();
        assertTrue(calibrated < raw, raw + " " + calibrated);
        assertTrue(view.getJsonObject("calibrated").getJsonNumber("brier").doubleValue() < view.getJsonObject("raw").getJsonNumber("brier").doubleValue());
        assertEquals(learnt.platt().slope(), view.getJsonObject("calibration").getJsonNumber("a").doubleValue(), 1e-12);
    }

    @Test
    void reliabilitySaysNothingItDoesNotKnow() {
        JsonObject nothing = ReliabilityView.of(repository, dataset, null);
        assertEquals("[]", nothing.getJsonArray("models").toString());
        assertTrue(nothing.isNull("model") && nothing.isNull("raw") && nothing.isNull("calibrated") && nothing.isNull("calibration"));
        prelabel(run(true, 0, false));
        label(30);
        JsonObject few = ReliabilityView.of(repository, dataset, null);
        assertEquals(30, few.getInt("n"));
        assertNotNull(few.getJsonObject("raw"));
        assertTrue(few.isNull("calibrated"));
        assertEquals("unknown-model", assertThrows(NotFound.class, () -> ReliabilityView.of(repository, dataset, "other")).code());
    }

    @Test
    void whoIsUnknownIsRefused() {
        assertEquals("bad-by", assertThrows(InvalidInput.class, () -> preLabelers.called("oracle")).code());
        assertEquals("ollama", preLabelers.called(null).by());
    }
}
