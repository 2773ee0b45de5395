package org.fastlabel.it.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import org.fastlabel.fakes.ollama.FakeOllama;
import org.fastlabel.it.Jobs;
import org.fastlabel.it.OwnServer;
import org.fastlabel.it.Server;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One process with the embedded database: what it had begun goes on when it is back. */
@OwnServer
@Tag("fault")
class JobsRestartedIT {

    private static final int CHUNK = 16;
    private static final int COUNT = 80;

    @Test
    void aJobGoesOnWhereItWasWhenTheProcessWasKilled() {
        try (FakeOllama ollama = new FakeOllama();
                Server server = Server.start("jobs-restarted", Map.of("OLLAMA_BASE_URL", ollama.url()))) {
            ollama.thinking(Duration.ofMillis(150));
            Jobs jobs = new Jobs(server);
            long dataset = jobs.texts("restarted", COUNT);
            long id = jobs.begin(dataset, "prelabel");
            jobs.underWay(id, CHUNK);
            server.kill9();
            server.start();
            jobs = new Jobs(server);
            JsonObject after = jobs.ended(id, "success");
            assertEquals(2, after.getInt("attempt"));
            assertEquals(COUNT, jobs.tasks(dataset).stream().filter(t -> !t.isNull("prelabel_label")).count());
            assertTrue(ollama.judgings().size() <= COUNT + CHUNK, ollama.judgings().size() + " were judged");
        }
    }
}
