package org.fastlabel.hub.ollama;

import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.fastlabel.dataset.MediaKind;
import org.fastlabel.fakes.ollama.FakeOllama;
import org.fastlabel.hub.Dataset;
import org.fastlabel.hub.Opinion;
import org.fastlabel.hub.RecordedRun;
import org.fastlabel.hub.Task;
import org.fastlabel.hub.connections.AddressGuard;
import org.fastlabel.hub.connections.Outbound;
import org.fastlabel.hub.connections.Pace;
import org.junit.jupiter.api.AfterEach;

/** The judge as the product makes it, with the stand-in of Ollama before it. */
abstract class JudgeFixture {

    static final Pace QUICK = new Pace(2, Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofSeconds(5), Duration.ofSeconds(1), 50,
            Duration.ofSeconds(1), Duration.ofSeconds(2));
    static final Manner USUAL = new Manner(2, 5, false, 4096);

    final FakeOllama fake = new FakeOllama();
    final ExecutorService executor = Executors.newCachedThreadPool();
    final RecordedRun run = new RecordedRun(JsonValue.EMPTY_JSON_OBJECT);
    Dataset dataset = PromptTest.dataset(MediaKind.TEXT, List.of("OK", "NG"), null, null);
    Duration timeout = Duration.ofSeconds(20);

    @AfterEach
    void close() {
        fake.close();
        executor.shutdownNow();
    }

    OllamaClient client() {
        return new OllamaClient(new Outbound(QUICK, Clock.systemUTC()), AddressGuard.ofEnvironment("OLLAMA_BASE_URL", fake.url()), timeout, Duration.ofMillis(2));
    }

    OllamaJudge judge(Manner manner) {
        return OllamaPreLabeler.open(dataset, FakeOllama.MODEL, Prompt.of(dataset), true, client(), manner,
                task -> new Interview.Item(task.text(), List.of()), executor);
    }

    static Task task(int n, String text) {
        return new Task(n, 3, "k" + n, Json.createObjectBuilder().add("text", text).build(), "new", null, null, null, null, null, null, null, null, null, Instant.EPOCH);
    }

    static List<Task> tasks(int n) {
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            tasks.add(task(i, "Part " + i + (i % 2 == 0 ? " came with a crack." : " works well.")));
        }
        return tasks;
    }

    Opinion about(Manner manner, String text) {
        return judge(manner).judge(List.of(task(1, text)), run).get(0);
    }

    Opinion about(String text) {
        return about(USUAL, text);
    }
}
