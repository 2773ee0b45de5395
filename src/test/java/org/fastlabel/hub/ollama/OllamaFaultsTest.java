package org.fastlabel.hub.ollama;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonValue;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.fastlabel.api.Conflict;
import org.fastlabel.fakes.ollama.Fault;
import org.fastlabel.fakes.ollama.FakeOllama;
import org.fastlabel.fakes.ollama.Tokens;
import org.fastlabel.hub.Opinion;
import org.fastlabel.hub.RecordedRun;
import org.fastlabel.hub.Task;
import org.fastlabel.hub.connections.AddressGuard;
import org.fastlabel.hub.connections.Outbound;
import org.fastlabel.hub.connections.TryLater;
import org.fastlabel.jobs.JobEnded;
import org.junit.jupiter.api.Test;

class OllamaFaultsTest extends JudgeFixture {

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
    void whatIsNotOllamaIsSaidToBeSo() {
        OllamaClient elsewhere = new OllamaClient(new Outbound(QUICK, Clock.systemUTC()), AddressGuard.ofEnvironment("OLLAMA_BASE_URL", fake.url() + "/other"), timeout,
                Duration.ofMillis(2));
        assertEquals("not-ollama", assertThrows(Conflict.class, elsewhere::models).code());
    }
}
