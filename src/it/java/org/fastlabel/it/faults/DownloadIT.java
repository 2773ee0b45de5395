package org.fastlabel.it.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.fastlabel.checkpoint.FakeHub;
import org.fastlabel.it.Api;
import org.fastlabel.it.Server;
import org.fastlabel.it.Waiting;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A checkpoint from the hub, by the server's own threads; the hub is on this machine. */
@Tag("fault")
class DownloadIT {

    private static final Duration PATIENCE = Duration.ofSeconds(300);
    private static final Path TINY = Path.of("src/test/resources/fixtures/clip-hf");
    private static final String NAME = "owner/tiny-clip";
    private static final String WEIGHTS = "model.safetensors";

    private static JsonObject named(String key, String value) {
        return Json.createObjectBuilder().add(key, value).build();
    }

    private static JsonObject checkpoint(Api api, String id) {
        return api.get("checkpoints").ok().getJsonArray("checkpoints").getValuesAs(JsonObject.class).stream()
                .filter(c -> c.getString("id").equals(id)).findFirst().orElseThrow();
    }

    @Test
    void aDownloadOutlivesAPowerCutAndIsUsed() {
        try (FakeHub hub = new FakeHub();
                Server server = Server.start("download", Map.of("HF_ENDPOINT", hub.endpoint().toString(), "HF_TOKEN", "hf_good", "NO_PROXY", "*",
                        "HF_HUB_CACHE", Path.of("target/it/download/cache").toAbsolutePath().toString()))) {
            hub.publish(NAME, "main", TINY);
            hub.gate(NAME, "hf_good");
            hub.fault("cdn", WEIGHTS, hub.silentAt(3_000_000, () -> { }));

            server.api().post("checkpoints/download", named("name", NAME)).expect(202);
            Waiting.until("bytes have come", PATIENCE, () -> {
                JsonObject found = checkpoint(server.api(), NAME);
                return found.getString("state").equals("downloading") && found.getJsonObject("progress").getInt("done_bytes") > 3_000_000;
            });
            server.kill9();
            server.start();
            JsonObject paused = checkpoint(server.api(), NAME);
            assertEquals("paused", paused.getString("state"));
            assertTrue(paused.getInt("disk_bytes") > 3_000_000, paused::toString);

            server.api().post("checkpoints/use", named("id", NAME)).expect(202);
            Waiting.until(NAME + " serves", PATIENCE, () -> checkpoint(server.api(), NAME).getBoolean("active"));
            JsonObject ready = checkpoint(server.api(), NAME);
            assertEquals("ready", ready.getString("state"));
            assertEquals(24, ready.getInt("dim"));
            assertNotNull(hub.requests("cdn", WEIGHTS).get(1).header("Range"));
            assertEquals(List.of(), hub.requests().stream().filter(r -> r.server().equals("cdn") && r.header("Authorization") != null).toList());
            server.api().post("checkpoints/remove", named("id", NAME)).problem(409, "checkpoint-in-use");
        }
    }

    @Test
    void aRefusalIsShownAndTheServerGoesOn() {
        try (FakeHub hub = new FakeHub();
                Server server = Server.start("download-refused", Map.of("HF_ENDPOINT", hub.endpoint().toString(), "HF_TOKEN", "hf_bad",
                        "NO_PROXY", "*", "HF_HUB_CACHE", Path.of("target/it/download-refused/cache").toAbsolutePath().toString()))) {
            hub.publish(NAME, "main", TINY);
            hub.gate(NAME, "hf_good");
            Api api = server.api();

            api.post("checkpoints/download", named("name", NAME)).expect(202);
            Waiting.until("it is refused", PATIENCE, () -> checkpoint(api, NAME).getString("state").equals("failed"));
            assertEquals("hub-denied", checkpoint(api, NAME).getString("error_code"));
            api.post("checkpoints/download", named("name", "../../etc")).problem(400, "bad-checkpoint-name");
            api.post("checkpoints/cancel", named("id", "folder:/etc")).problem(404, "unknown-checkpoint");
            assertTrue(api.get("checkpoints").ok().getJsonArray("checkpoints").stream().map(JsonValue::asJsonObject)
                    .anyMatch(c -> c.getString("id").equals("mini-clip") && c.getString("state").equals("ready")));
        }
    }
}
