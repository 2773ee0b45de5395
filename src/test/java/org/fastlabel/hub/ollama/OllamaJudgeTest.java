package org.fastlabel.hub.ollama;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.fastlabel.api.Conflict;
import org.fastlabel.dataset.MediaKind;
import org.fastlabel.fakes.ollama.Fault;
import org.fastlabel.fakes.ollama.FakeOllama;
import org.fastlabel.fakes.ollama.Mind;
import org.fastlabel.fakes.ollama.Tokens;
import org.fastlabel.hub.Opinion;
import org.fastlabel.hub.Task;
import org.fastlabel.media.image.Raster;
import org.fastlabel.media.image.Thumbnails;
import org.junit.jupiter.api.Test;

class OllamaJudgeTest extends JudgeFixture {

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
    void atMostAsManyAreAskedAtOnceAsConfigured() {
        fake.queue(8, 100);
        fake.thinking(Duration.ofMillis(400));
        judge(new Manner(3, 5, false, 4096)).judge(tasks(9), run);
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
