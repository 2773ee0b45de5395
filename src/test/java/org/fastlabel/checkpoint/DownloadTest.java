package org.fastlabel.checkpoint;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.fastlabel.api.Conflict;
import org.fastlabel.checkpoint.Checkpoint.Progress;
import org.fastlabel.checkpoint.Checkpoint.State;
import org.junit.jupiter.api.Test;

/** Downloads that come to a good end, at once or after they were stopped. */
class DownloadTest extends HubFixture {

    @Test
    void bringsWhatIsNeededAndNothingElse() throws IOException {
        Checkpoint found = download();

        assertReady(found);
        assertEquals(List.of("checkpoint.json", "config.json", WEIGHTS, "preprocessor_config.json", "tokenizer.json", "tokenizer_config.json"), filesOfFolder());
        assertFalse(hub.requests().stream().anyMatch(r -> r.path().contains("pytorch") || r.path().contains("escape")));
        assertEquals("owner/tiny-clip", found.id());
        assertEquals("mit", found.license());
        assertEquals(24, found.dim());
        assertEquals(32, found.imageSize());
        assertEquals("ViT-48/8", found.architecture());
        assertEquals(found.diskBytes(), found.downloadBytes());
        assertTrue(found.removable() && !found.inCache());
        assertEquals("tiny-clip", shelf.folder(NAME).getFileName().toString());
        assertEquals(List.of(NAME), shelf.names());
    }

    @Test
    void asksNothingAgainForWhatIsHere() {
        download();
        int before = hub.requests().size();

        download();

        assertEquals(before, hub.requests().size());
    }

    @Test
    void showsTheTokenToTheHubAlone() throws IOException {
        token = Optional.of("hf_secret");
        hub.gate(REPOSITORY, "hf_secret");

        assertReady(download());

        hub.requests().forEach(r -> assertEquals(r.server().equals("hub") ? "Bearer hf_secret" : null, r.header("Authorization")));
        assertFalse(hub.requests("cdn", WEIGHTS).isEmpty());
    }

    @Test
    void writesTheSlashesOfARevisionAsOneSegment() {
        HubName pull = new HubName(REPOSITORY, "refs/pr/66");
        hub.publish(REPOSITORY, "refs/pr/66", content);

        shelf.download(pull);

        assertEquals(State.READY, shelf.describe(pull).state());
        assertTrue(hub.requests().get(0).path().endsWith("/revision/refs%2Fpr%2F66"));
    }

    @Test
    void goesOnWhereTheConnectionBroke() throws IOException {
        hub.fault("cdn", WEIGHTS, HubFault.cutAt(1_000_000), HubFault.cutAt(4_000_000));

        assertReady(download());

        List<Long> begins = begins();
        assertEquals(3, begins.size());
        assertEquals(0, begins.get(0));
        assertTrue(begins.get(1) > 0 && begins.get(2) > begins.get(1), begins::toString);
        assertNotNull(hub.requests("cdn", WEIGHTS).get(1).header("If-Range"));
        assertEquals(2, pauses.size());
    }

    @Test
    void beginsAnewWhenTheServerCannotContinue() throws IOException {
        hub.fault("cdn", WEIGHTS, HubFault.cutAt(1_000_000), HubFault.whole());

        assertReady(download());

        assertEquals(2, begins().size());
    }

    @Test
    void beginsAnewWhenTheFileHasAnotherTag() throws IOException {
        hub.fault("cdn", WEIGHTS, HubFault.cutAt(1_000_000), (exchange, file) -> {
            // The first bytes were of this one's predecessor, and the server does not look at If-Range.
            exchange.getResponseHeaders().set("ETag", "\"other\"");
            exchange.getResponseHeaders().set("Content-Range", "bytes 1000000-" + (file.length - 1) + "/" + file.length);
            exchange.sendResponseHeaders(206, 0);
        });

        assertReady(download());

        assertEquals(0, begins().get(2));
    }

    @Test
    void beginsAnewWhenTheServerKnowsNoSuchRange() throws IOException {
        hub.fault("cdn", WEIGHTS, HubFault.cutAt(1_000_000), HubFault.status(416));

        assertReady(download());

        assertEquals(0, begins().get(2));
    }

    @Test
    void refetchesWhatAnEarlierAttemptSpoilt() throws IOException {
        hub.fault("cdn", WEIGHTS, HubFault.cutAt(3_000_000));
        hub.fault("cdn", WEIGHTS, (exchange, file) -> {
            corrupt();
            HubFault.status(500).answer(exchange, file);
        });

        assertReady(download());

        List<Long> begins = begins();
        assertEquals(0, begins.get(begins.size() - 1));
    }

    private void corrupt() throws IOException {
        Files.write(NAME.folder(home.resolve("hub")).resolve(WEIGHTS + ".part"), new byte[100]);
    }

    @Test
    void keepsWhatHasComeWhenItIsCancelled() throws IOException {
        List<State> states = new ArrayList<>();
        AtomicReference<Progress> progress = new AtomicReference<>();
        hub.fault("cdn", WEIGHTS, hub.silentAt(2_000_000, () -> {
            waitFor(() -> shelf.describe(NAME).progress().doneBytes() > 3_000_000);
            states.add(shelf.describe(NAME).state());
            progress.set(shelf.describe(NAME).progress());
            shelf.cancel(NAME);
        }));

        Checkpoint stopped = download();

        assertEquals(List.of(State.DOWNLOADING), states);
        assertEquals(4, progress.get().filesDone());
        assertEquals(5, progress.get().files());
        assertEquals(WEIGHTS, progress.get().file());
        assertEquals(State.PAUSED, stopped.state());
        assertNull(stopped.error());
        assertTrue(stopped.diskBytes() >= 2_000_000);
        assertThrows(Conflict.class, () -> shelf.folder(NAME));
        assertReady(download());
        assertTrue(begins().get(1) > 0);
    }

    /** What the other side has sent takes a moment to arrive. */
    private static void waitFor(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void goesOnAfterTheServerWasKilled() throws IOException {
        hub.fault("cdn", WEIGHTS, hub.silentAt(2_000_000, () -> shelf.cancel(NAME)));
        download();
        Files.write(NAME.folder(home.resolve("hub")).resolve("config.json.part"), new byte[7]);

        shelf = shelf(Runnable::run);

        assertEquals(List.of(NAME), shelf.names());
        assertEquals(State.PAUSED, shelf.describe(NAME).state());
        assertReady(download());
    }

    @Test
    void staysWithTheVersionThatItBeganWith() throws IOException {
        hub.fault("cdn", WEIGHTS, hub.silentAt(2_000_000, () -> shelf.cancel(NAME)));
        download();
        Map<String, byte[]> newer = new TreeMap<>(content);
        newer.put("config.json", other(content.get("config.json")));
        hub.publish(REPOSITORY, "main", newer);

        assertReady(download());
    }

    private static byte[] other(byte[] json) {
        return (new String(json, StandardCharsets.UTF_8) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void beginsAnewWhenThatVersionIsGone() throws IOException {
        hub.fault("cdn", WEIGHTS, hub.silentAt(2_000_000, () -> shelf.cancel(NAME)));
        download();
        String old = Plan.read(NAME.folder(home.resolve("hub")).resolve(Plan.BEGUN)).orElseThrow().commit();
        content.put("config.json", other(content.get("config.json")));
        hub.publish(REPOSITORY, "main", content);
        hub.forget(REPOSITORY, old);

        assertReady(download());
    }

    @Test
    void bringsAllShardsOfAnIndex() throws IOException {
        byte[] weights = content.remove(WEIGHTS);
        content.put(WEIGHTS + ".index.json", index("model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors"));
        content.put("model-00001-of-00002.safetensors", weights);
        content.put("model-00002-of-00002.safetensors", weights);
        hub.publish(REPOSITORY, "main", content);

        Checkpoint found = download();

        assertReady(found);
        assertTrue(found.diskBytes() > 2L * weights.length);
    }

    static byte[] index(String... shards) {
        StringBuilder map = new StringBuilder();
        for (int i = 0; i < shards.length; i++) {
            map.append(i == 0 ? "" : ",").append("\"tensor").append(i).append("\":\"").append(shards[i]).append('"');
        }
        return ("{\"metadata\":{},\"weight_map\":{" + map + "}}").getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void mendsWhatWasDamagedLater() throws IOException {
        download();
        Path folder = shelf.folder(NAME);
        Files.write(folder.resolve(WEIGHTS), new byte[10]);
        byte[] spoilt = content.get("tokenizer.json").clone();
        spoilt[0] = '!';
        Files.write(folder.resolve("tokenizer.json"), spoilt);
        // A newer version must not be mixed in.
        Map<String, byte[]> newer = new TreeMap<>(content);
        newer.put("config.json", other(content.get("config.json")));
        hub.publish(REPOSITORY, "main", newer);

        assertEquals(State.FAILED, shelf.describe(NAME).state());
        assertEquals("checkpoint-damaged", shelf.describe(NAME).errorCode());
        assertThrows(Conflict.class, () -> shelf.folder(NAME));
        assertReady(download());
    }

    @Test
    void takesNothingOfUnknownOrigin() throws IOException {
        Path folder = Files.createDirectories(NAME.folder(home.resolve("hub")));
        Files.write(folder.resolve("tokenizer.json"), new byte[content.get("tokenizer.json").length]);
        Files.writeString(folder.resolve(Plan.BEGUN), "{\"files\": 7");

        assertReady(download());
    }

    @Test
    void removesAllThatItBrought() throws IOException {
        download();

        shelf.remove(NAME);

        assertEquals(List.of(), filesOfFolder());
        assertEquals(State.ABSENT, shelf.describe(NAME).state());
    }

    @Test
    void removesWhatIsOnItsWay() throws IOException {
        AtomicReference<Thread> remover = new AtomicReference<>();
        hub.fault("cdn", WEIGHTS, hub.silentAt(1_000_000, () -> {
            remover.set(new Thread(() -> shelf.remove(NAME)));
            remover.get().start();
        }));

        download();
        assertDoesNotThrow(() -> remover.get().join());

        assertEquals(List.of(), filesOfFolder());
    }
}
