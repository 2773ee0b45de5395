package org.fastlabel.it.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import org.fastlabel.it.Labelling;
import org.fastlabel.it.Server;
import org.fastlabel.it.TestPictures;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class EventsIT {

    private final Server server = Server.shared();
    private final Labelling labelling = new Labelling(server);

    @Test
    void statusComesAtOnceAndOnEveryChange() throws Exception {
        labelling.sample();
        labelling.embedded();
        HttpResponse<InputStream> response = labelling.api().open("events");
        assertEquals(200, response.statusCode());
        assertTrue(response.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream"));
        try (BufferedReader events = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            JsonObject first = awaitStatus(events, s -> true);
            assertEquals("sample", first.getJsonObject("dataset").getString("id"));
            labelling.submit(Map.of(0, 1, 1, 0));
            JsonObject after = awaitStatus(events, s -> s.getInt("labeled_count") == 2);
            assertTrue(after.getJsonNumber("version").longValue() > first.getJsonNumber("version").longValue());
            labelling.undo();
            awaitStatus(events, s -> s.getInt("labeled_count") == 0);
        }
    }

    @Test
    void progressOfEmbeddingIsToldAsItGoes() throws Exception {
        HttpResponse<InputStream> response = labelling.api().open("events");
        labelling.folder(TestPictures.folder(server.data().resolve("progress"), 0, 1000));
        try (BufferedReader events = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            JsonObject running = awaitStatus(events, s -> s.getJsonObject("embedding").getString("state").equals("running")
                    && s.getJsonObject("dataset").getString("name").equals("progress"));
            assertEquals(1000, running.getJsonObject("embedding").getInt("total"));
            JsonObject done = awaitStatus(events, s -> s.getJsonObject("embedding").getString("state").equals("done"));
            assertEquals(1000, done.getJsonObject("embedding").getInt("done"));
        }
    }

    private static JsonObject awaitStatus(BufferedReader events, Predicate<JsonObject> wanted) {
        return Assertions.assertTimeoutPreemptively(Duration.ofSeconds(240), () -> {
            while (true) {
                JsonObject status = next(events);
                if (wanted.test(status)) {
                    return status;
                }
            }
        });
    }

    /** The data of the next event named {@code status}. */
    private static JsonObject next(BufferedReader events) throws IOException {
        String name = "";
        for (String line = events.readLine(); line != null; line = events.readLine()) {
            if (line.startsWith("event:")) {
                name = line.substring(6).strip();
            } else if (line.startsWith("data:") && name.equals("status")) {
                return Json.createReader(new StringReader(line.substring(5))).readObject();
            }
        }
        throw new IOException("the stream has ended");
    }
}
