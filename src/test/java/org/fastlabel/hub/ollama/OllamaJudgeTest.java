package org.fastlabel.hub.ollama;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.fastlabel.api.Conflict;
import org.fastlabel.dataset.MediaKind;
import org.fastlabel.fakes.ollama.Fault;
import org.fastlabel.fakes.ollama.FakeOllama;
import org.fastlabel.fakes.ollama.Mind;
import org.fastlabel.fakes.ollama.Tokens;
import org.fastlabel.hub.Dataset;
import org.fastlabel.hub.Opinion;
import org.fastlabel.hub.RecordedRun;
import org.fastlabel.hub.Task;
import org.fastlabel.hub.connections.AddressGuard;
import org.fastlabel.hub.connections.Outbound;
import org.fastlabel.hub.connections.Pace;
import org.fastlabel.hub.connections.TryLater;
import org.fastlabel.jobs.JobEnded;
import org.fastlabel.media.image.Raster;
import org.fastlabel.media.image.Thumbnails;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OllamaJudgeTest {

    private static final Pace QUICK = new Pace(2, Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofSeconds(5), Duration.ofSeconds(1), 50,
            Duration.ofSeconds(1), Duration.ofSeconds(2));
    private static final Manner USUAL = new Manner(2, 5, false, 4096);

    private final FakeOllama fake = new FakeOllama();
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final RecordedRun run = new RecordedRun(JsonValue.EMPTY_JSON_OBJECT);
    private Dataset dataset = PromptTest.dataset(MediaKind.TEXT, List.of("OK", "NG"), null, null);
    private Duration timeout = Duration.ofSeconds(20);

    @AfterEach
    void close() {
        fake.close();
        executor.shutdownNow();
    }

    private OllamaClient client() {
        return new OllamaClient(new Outbound(QUICK, Clock.systemUTC()), AddressGuard.ofEnvironment("OLLAMA_BASE_URL", fake.url()), timeout, Duration.ofMillis(2));
    }

    private OllamaJudge judge(Manner manner) {
        return OllamaPreLabeler.open(dataset, FakeOllama.MODEL, Prompt.of(dataset), true, client(), manner,
                task -> new Interview.Item(task.text(), List.of()), executor);
    }

    private static Task task(int n, String text) {
        return new Task(n, 3, "k" + n, Json.createObjectBuilder().add("text", text).build(), "new", null, null, null, null, null, null, null, null, null, Instant.EPOCH);
    }

    private static List<Task> tasks(int n) {
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            tasks.add(task(i, "Part " + i + (i % 2 == 0 ? " came with a crack." : " works well.")));
        }
        return tasks;
    }

    private Opinion about(Manner manner, String text) {
        return judge(manner).judge(List.of(task(1, text)), run).get(0);
    }

    private Opinion about(String text) {
        return about(USUAL, text);
    }

    @Test
    void theConfidenceIsWhatTheTokensSayHoweverTheyAreCut() {
        for (String text : List.of("The screen has a crack.", "Everything is fine.", "Arrived on time.")) {
            fake.cut(Tokens.Cut.USUAL);
            Opinion usual = about(text);
            assertEquals("logprobs", usual.how());
            for (Tokens.Cut cut : Tokens.Cut.values()) {
                fake.cut(cut);
                Opinion opinion = about(text);
                assertEquals(usual.label(), opinion.label(), cut.name());
                assertEquals(usual.confidence(), opinion.confidence(), 1e-6, cut.name());
            }
        }
    }

    @Test
    void severalLabelsInChineseThatBeginAlikeAreWeighed() {
        dataset = PromptTest.dataset(MediaKind.TEXT, List.of("外观划伤", "外观脏污", "合格", "不合格"), null, null);
        fake.cut(Tokens.Cut.LETTERS);
        Opinion letters = about("这个零件外观脏污");
        fake.cut(Tokens.Cut.BYTES);
        Opinion bytes = about("这个零件外观脏污");
        assertEquals("外观脏污", letters.label());
        assertEquals(4, letters.probabilities().size());
        letters.probabilities().forEach((label, p) -> assertEquals(p, bytes.probabilities().get(label), 0.02, label));
    }

    @Test
    void whatIsAskedIsDeterministicConstrainedAndWhole() {
        about("The screen has a crack.");
        assertEquals(1, fake.judgings().size());
        JsonObject body = fake.judgings().get(0).body();
        assertEquals("[\"OK\",\"NG\"]", body.getJsonObject("format").getJsonObject("properties").getJsonObject("label").getJsonArray("enum").toString());
        assertEquals(0, body.getJsonObject("options").getJsonNumber("temperature").doubleValue());
        assertEquals(1, body.getJsonObject("options").getInt("seed"));
        assertFalse(body.getBoolean("stream"));
        assertFalse(body.getBoolean("truncate"));
        assertTrue(body.getBoolean("logprobs"));
        assertEquals(20, body.getInt("top_logprobs"));
        assertFalse(body.containsKey("think"));
        assertEquals("10m", body.getString("keep_alive"));
        // Loaded once, before, with the same context.
        assertEquals(1, fake.loads());
        assertTrue(fake.calls().stream().anyMatch(c -> c.path().equals("/api/chat") && c.body().getJsonArray("messages").isEmpty()));
    }

    @Test
    void anOldServerIsAskedSeveralTimesAndNeverBecomesCertain() {
        fake.logprobs(false);
        OllamaJudge judge = judge(USUAL);
        List<Opinion> opinions = judge.judge(tasks(12), run);
        for (Opinion opinion : opinions) {
            assertEquals("samples", opinion.how());
            assertEquals(5, opinion.details().getInt("samples"));
            assertTrue(opinion.confidence() >= 4.0 / 7 && opinion.confidence() <= 6.0 / 7, "" + opinion);
            assertEquals(0, opinion.confidence() * 7 % 1, 1e-9);
        }
        assertTrue(fake.judgings().stream().filter(c -> c.body().getJsonObject("options").getJsonNumber("temperature").doubleValue() == 0.7).count() == 60);
        // Once it is known to say nothing of its tokens, the certain question is left out.
        assertTrue(fake.judgings().size() <= 62, "" + fake.judgings().size());
        assertEquals(5, fake.judgings().stream().map(c -> c.body().getJsonObject("options").getInt("seed")).distinct().count());
    }

    @Test
    void itsOwnWordForItsConfidenceIsTakenWhenThatIsConfigured() {
        fake.logprobs(false);
        OllamaJudge judge = judge(new Manner(2, 0, false, 4096));
        List<Task> one = List.of(task(1, "The screen has a crack."));
        Opinion opinion = judge.judge(one, run).get(0);
        assertEquals("asked", opinion.how());
        assertTrue(opinion.confidence() >= 0.9 && opinion.confidence() <= 0.99, "" + opinion);
        fake.next(Fault.says("{\"label\": \"%s\", \"confidence\": NaN}"), Fault.says("{\"label\": \"%s\", \"confidence\": \"95%\"}"));
        Opinion refused = judge.judge(one, run).get(0);
        assertFalse(refused.usable(), "" + refused);
        assertTrue(refused.unusable().contains("confidence"), refused.unusable());
    }

    @Test
    void bothOrdersEvenOutTheLikingForTheFirstLabel() {
        Opinion one = about("Everything is fine.");
        Opinion both = about(new Manner(2, 5, true, 4096), "Everything is fine.");
        double oneOdds = odds(one);
        double bothOdds = odds(both);
        // The stand-in adds 0.3 to the log odds of the label that is named first.
        assertEquals(0.3, oneOdds - bothOdds, 0.01);
        assertEquals(2, both.details().getJsonArray("orders").size());
    }

    private static double odds(Opinion opinion) {
        return Math.log(opinion.probabilities().get("OK") / opinion.probabilities().get("NG"));
    }

    @Test
    void aMalformedAnswerIsAskedForOnceMore() {
        for (Fault fault : List.of(Fault.badJson(), Fault.refusal(), Fault.cut(), Fault.says(""), Fault.says("{\"label\": \"MAYBE\"}"))) {
            OllamaJudge judge = judge(USUAL);
            int before = fake.judgings().size();
            fake.next(fault);
            assertTrue(judge.judge(List.of(task(1, "Fine.")), run).get(0).usable(), fault.toString());
            assertEquals(2, fake.judgings().size() - before);
        }
    }

    @Test
    void malformedTwiceIsUnusableAndNeverGuessed() {
        for (Fault fault : List.of(Fault.badJson(), Fault.refusal(), Fault.cut(), Fault.says("OK"), Fault.says("{\"label\": \"OK or NG\"}"))) {
            fake.next(fault, fault);
            Opinion opinion = about("Everything is fine.");
            assertFalse(opinion.usable(), fault.toString());
            assertTrue(opinion.probabilities().isEmpty());
            assertFalse(opinion.toJson("ollama").containsKey("label"));
            assertEquals(opinion.unusable(), opinion.toJson("ollama").getString("unusable"));
        }
    }

    @Test
    void aModelThatKeepsToNoSchemaIsUnusable() {
        fake.constrains(false);
        assertFalse(about("Everything is fine.").usable());
    }

    @Test
    void aFencedAnswerOrAnotherCaseLeavesNoDoubt() {
        fake.next(Fault.fenced());
        assertTrue(about("Everything is fine.").usable());
        fake.next(Fault.says("{\"label\": \"ok\"}"));
        assertEquals("OK", about("Everything is fine.").label());
    }

    @Test
    void aProxyThatStreamsAllTheSameIsUnderstood() {
        Opinion whole = about("The screen has a crack.");
        fake.alwaysStreams(true);
        fake.cut(Tokens.Cut.BYTES);
        Opinion lines = about("The screen has a crack.");
        assertEquals(whole.confidence(), lines.confidence(), 1e-6);
        fake.next(new Fault.BrokenOff("an error was encountered while running the model"));
        Opinion broken = judge(USUAL).judge(List.of(task(1, "Fine.")), run).get(0);
        assertFalse(broken.usable());
        assertTrue(broken.unusable().contains("an error was encountered"), broken.unusable());
        fake.next(new Fault.Unfinished());
        assertFalse(judge(USUAL).judge(List.of(task(1, "Fine.")), run).get(0).usable());
    }

    @Test
    void aBusyServerIsAskedAgainAfterAWhile() {
        OllamaJudge judge = judge(USUAL);
        fake.next(Fault.busy(), Fault.busy());
        assertTrue(judge.judge(List.of(task(1, "Fine.")), run).get(0).usable());
    }

    @Test
    void aServerThatStaysBusyIsLeftForLater() {
        OllamaJudge judge = judge(USUAL);
        fake.spoil("Fine", Fault.busy());
        assertThrows(TryLater.class, () -> judge.judge(List.of(task(1, "Fine.")), run));
    }

    @Test
    void oneItemThatKillsTheRunnerIsGivenUpAndTheOthersAreJudged() {
        List<Task> tasks = tasks(8);
        fake.spoil("Part 3", Fault.died());
        List<Opinion> opinions = judge(new Manner(1, 5, false, 4096)).judge(tasks, run);
        for (int i = 0; i < 8; i++) {
            assertEquals(i != 3, opinions.get(i).usable(), "" + i);
        }
    }

    @Test
    void aServerThatFailsAtEverythingIsLeftForLater() {
        OllamaJudge judge = judge(USUAL);
        fake.spoil("Part", Fault.died());
        assertThrows(TryLater.class, () -> judge.judge(tasks(20), run));
    }

    @Test
    void aServerThatRefusesEverythingEndsTheJob() {
        OllamaJudge judge = judge(USUAL);
        fake.spoil("Part", Fault.status(400, "some option is not known"));
        Conflict conflict = assertThrows(Conflict.class, () -> judge.judge(tasks(20), run));
        assertEquals("no-answers", conflict.code());
        assertTrue(conflict.getMessage().contains("some option is not known"), conflict.getMessage());
    }

    @Test
    void anAnswerThatTakesTooLongIsGivenUp() {
        OllamaJudge warm = judge(USUAL);
        assertTrue(warm.judge(List.of(task(1, "Fine.")), run).get(0).usable());
        timeout = Duration.ofMillis(300);
        OllamaJudge judge = judge(USUAL);
        fake.spoil("slow", Fault.late(Duration.ofSeconds(3)));
        Opinion opinion = judge.judge(List.of(task(1, "A slow one.")), run).get(0);
        assertFalse(opinion.usable());
    }

    @Test
    void atMostAsManyAreAskedAtOnceAsConfigured() {
        fake.queue(8, 100);
        fake.thinking(Duration.ofMillis(20));
        judge(new Manner(3, 5, false, 4096)).judge(tasks(20), run);
        assertEquals(3, fake.mostAtOnce());
    }

    @Test
    void opinionsComeInTheOrderOfTheTasksWhoeverIsAnsweredFirst() {
        fake.queue(4, 100);
        fake.spoil("Part 0 ", Fault.late(Duration.ofMillis(200)));
        List<Task> tasks = tasks(10);
        List<Opinion> together = judge(new Manner(4, 5, false, 4096)).judge(tasks, run);
        fake.heal();
        OllamaJudge alone = judge(new Manner(1, 5, false, 4096));
        for (int i = 0; i < 10; i++) {
            assertEquals(alone.judge(List.of(tasks.get(i)), run).get(0).probabilities(), together.get(i).probabilities());
        }
    }

    @Test
    void aCancelledJobAsksNoMore() {
        OllamaJudge judge = judge(new Manner(1, 5, false, 4096));
        RecordedRun ended = new RecordedRun(JsonValue.EMPTY_JSON_OBJECT).endsWhen(step -> step > 3);
        assertThrows(JobEnded.class, () -> judge.judge(tasks(50), ended));
        assertTrue(fake.judgings().size() <= 4, "" + fake.judgings().size());
    }

    @Test
    void aMissingModelIsNamedWithThoseThatAreThereAndHowToGetIt() {
        Conflict conflict = assertThrows(Conflict.class, () -> client().model("llama9:70b"));
        assertEquals("model-missing", conflict.code());
        assertTrue(conflict.getMessage().contains("ollama pull llama9:70b"), conflict.getMessage());
        assertTrue(conflict.getMessage().contains(FakeOllama.MODEL), conflict.getMessage());
        OllamaJudge judge = judge(USUAL);
        fake.remove(FakeOllama.MODEL);
        assertEquals("model-missing", assertThrows(Conflict.class, () -> judge.judge(tasks(1), run)).code());
        assertTrue(fake.calls().stream().noneMatch(c -> c.path().equals("/api/pull")));
    }

    @Test
    void aTextThatDoesNotFitIsMarkedAndNotCut() {
        Opinion opinion = judge(new Manner(2, 5, false, 512)).judge(List.of(task(1, "word ".repeat(2000))), run).get(0);
        assertFalse(opinion.usable());
        assertTrue(opinion.unusable().contains("context length"), opinion.unusable());
    }

    @Test
    void anEmptyTextIsNotAskedAbout() {
        assertFalse(about(" ").usable());
        assertTrue(fake.judgings().isEmpty());
    }

    @Test
    void aModelThatThinksAloudIsAskedNotTo() {
        OllamaJudge judge = OllamaPreLabeler.open(dataset, FakeOllama.THINKING_MODEL, Prompt.of(dataset), true, client(), USUAL,
                task -> new Interview.Item(task.text(), List.of()), executor);
        assertTrue(judge.judge(tasks(1), run).get(0).usable());
        assertEquals(JsonValue.FALSE, fake.judgings().get(0).body().get("think"));
    }

    @Test
    void picturesGoToModelsThatSeeAndOnlyToThose() {
        dataset = PromptTest.dataset(MediaKind.IMAGE, List.of("OK", "NG"), null, null);
        Conflict blind = assertThrows(Conflict.class, () -> judge(USUAL));
        assertEquals("cannot-see", blind.code());
        byte[] png = Thumbnails.encode(new Raster(2, 2, new byte[12]), 64);
        OllamaJudge judge = OllamaPreLabeler.open(dataset, FakeOllama.VISION_MODEL, Prompt.of(dataset), true, client(), USUAL,
                task -> new Interview.Item("", List.of(Base64.getEncoder().encodeToString(png))), executor);
        assertTrue(judge.judge(List.of(task(1, "")), run).get(0).usable());
        JsonObject user = fake.judgings().get(0).body().getJsonArray("messages").getJsonObject(1);
        assertEquals(1, user.getJsonArray("images").size());
    }

    @Test
    void whatIsNotOllamaIsSaidToBeSo() {
        OllamaClient elsewhere = new OllamaClient(new Outbound(QUICK, Clock.systemUTC()), AddressGuard.ofEnvironment("OLLAMA_BASE_URL", fake.url() + "/other"), timeout,
                Duration.ofMillis(2));
        assertEquals("not-ollama", assertThrows(Conflict.class, elsewhere::models).code());
    }

    @Test
    void theVersionNamesModelDigestAndWords() {
        String version = judge(USUAL).version();
        assertEquals("ollama/llama3.2:1b@baf6a787fdff/" + Prompt.of(dataset).version(), version);
        assertTrue(judge(new Manner(2, 5, true, 4096)).version().endsWith("/both"));
    }

    @Test
    void mostOfTheStandInsAnswersAreRight() {
        List<Task> tasks = tasks(60);
        List<Opinion> opinions = judge(USUAL).judge(tasks, run);
        long right = IntStream.range(0, 60).filter(i -> opinions.get(i).label().equals(Mind.truth(tasks.get(i).text(), dataset.labels()))).count();
        assertTrue(right > 42 && right < 60, "" + right);
    }
}
