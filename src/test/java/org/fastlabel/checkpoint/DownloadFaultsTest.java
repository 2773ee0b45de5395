package org.fastlabel.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.fastlabel.api.Conflict;
import org.fastlabel.checkpoint.Checkpoint.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that a hub, a network and a disk can do wrong: said in plain words, and never taken for a checkpoint. */
class DownloadFaultsTest extends HubFixture {

    /** It has failed, and says so with these words. */
    private void assertFailed(Checkpoint found, String code, String... words) {
        assertEquals(State.FAILED, found.state());
        assertEquals(code, found.errorCode(), found.error());
        for (String word : words) {
            assertTrue(found.error().contains(word), found.error());
        }
        assertThrows(Conflict.class, () -> shelf.folder(NAME));
        assertFalse(Files.exists(NAME.folder(home.resolve("hub")).resolve(Plan.COMPLETE)));
    }

    @Test
    void tellsHowToGetAGatedOne() {
        hub.gate(REPOSITORY, "hf_right");
        assertFailed(download(), "hub-denied", "HF_TOKEN", "conditions", "401");

        token = Optional.of("hf_wrong");
        assertFailed(download(), "hub-denied", "HF_TOKEN", "may not read", "403");
    }

    @Test
    void tellsThatThereIsNone() throws IOException {
        HubName none = new HubName("owner/none", "main");
        shelf.download(none);
        assertTrue(shelf.describe(none).error().contains("no public repository owner/none"), shelf.describe(none).error());

        HubName noRevision = new HubName(REPOSITORY, "v7");
        shelf.download(noRevision);
        assertTrue(shelf.describe(noRevision).error().contains("no revision \"v7\""), shelf.describe(noRevision).error());
        assertTrue(pauses.isEmpty());
    }

    @Test
    void tellsThatATokenIsNotAccepted() {
        token = Optional.of("hf_old");
        hub.fault("hub", "listing", FakeHub.status(401));

        assertFailed(download(), "hub-denied", "does not accept the token");
    }

    @Test
    void namesTheRevisionThatHasSafetensors() {
        HubName main = HubName.of("openai/clip-vit-base-patch32", "main");
        content.remove(WEIGHTS);
        hub.publish("openai/clip-vit-base-patch32", "main", content);

        shelf.download(main);

        String error = shelf.describe(main).error();
        assertTrue(error.contains("no model.safetensors") && error.contains("pickle") && error.contains("refs/pr/66"), error);
    }

    @Test
    void neverFetchesAPickleFile() throws IOException {
        content.remove(WEIGHTS);
        hub.publish(REPOSITORY, "main", content);

        assertFailed(download(), "bad-checkpoint", "pickle file (pytorch_model.bin)", "refs/pr/12");
        assertEquals(1, hub.requests().size());
        assertEquals(List.of(), filesOfFolder());
    }

    @Test
    void refusesAnotherArchitectureBeforeItsWeightsCome() throws IOException {
        content.put("config.json", "{\"model_type\": \"blip\"}".getBytes(StandardCharsets.UTF_8));
        hub.publish(REPOSITORY, "main", content);

        assertFailed(download(), "bad-checkpoint", "model_type", "blip");
        assertTrue(hub.requests("hub", WEIGHTS).isEmpty());
        assertEquals(List.of(), filesOfFolder());
    }

    @Test
    void waitsAsLongAsItIsAskedTo() throws IOException {
        hub.fault("hub", "listing", FakeHub.status(429, "Retry-After", "7"));
        hub.fault("hub", WEIGHTS, (exchange, file) -> {
            String inFiveMinutes = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC).plusMinutes(5));
            FakeHub.status(503, "Retry-After", inFiveMinutes).answer(exchange, file);
        });

        assertReady(download());

        assertEquals(Duration.ofSeconds(7), pauses.get(0));
        assertEquals(5, Math.round(pauses.get(1).toSeconds() / 60.0));
    }

    @Test
    void doesNotWaitForHours() {
        hub.fault("hub", "listing", FakeHub.status(429, "Retry-After", "7200"));

        assertFailed(download(), "hub-busy", "429", "7200 s");
        assertTrue(pauses.isEmpty());
    }

    @Test
    void triesAgainAfterErrorsOfTheServer() throws IOException {
        hub.fault("hub", "config.json", FakeHub.status(500), FakeHub.status(502));
        hub.fault("cdn", WEIGHTS, FakeHub.status(403), FakeHub.status(504));

        assertReady(download());

        assertEquals(4, pauses.size());
        assertTrue(pauses.get(1).compareTo(Duration.ofSeconds(1)) >= 0 && pauses.get(1).compareTo(Duration.ofSeconds(2)) <= 0);
    }

    @Test
    void givesUpInTheEnd() throws IOException {
        FakeHub.Fault[] errors = new FakeHub.Fault[7];
        Arrays.fill(errors, FakeHub.status(500));
        hub.fault("cdn", WEIGHTS, errors);

        assertFailed(download(), "hub-busy", "500", "Tried 7 times", "kept");
        assertReady(download());
    }

    @Test
    void givesUpWhenNothingWorthwhileComes() {
        FakeHub.Fault[] cuts = new FakeHub.Fault[8];
        for (int i = 0; i < cuts.length; i++) {
            cuts[i] = hub.cutAt(100 + i);
        }
        hub.fault("cdn", WEIGHTS, cuts);

        assertFailed(download(), "hub-unreachable", "Tried 7 times");
    }

    @Test
    void deletesWhatHasAnotherChecksum() throws IOException {
        hub.fault("cdn", WEIGHTS, hub.wrong());

        assertFailed(download(), "checksum-mismatch", WEIGHTS, "checksum");
        assertFalse(filesOfFolder().contains(WEIGHTS) || filesOfFolder().contains(WEIGHTS + ".part"));
        assertReady(download());
    }

    @Test
    void checksSmallFilesToo() {
        hub.fault("hub", "tokenizer.json", hub.wrong());

        assertFailed(download(), "checksum-mismatch", "tokenizer.json", "checksum");
    }

    @Test
    void doesNotBelieveAWrongLength() throws IOException {
        byte[] half = Arrays.copyOf(content.get(WEIGHTS), 1000);
        byte[] more = Arrays.copyOf(content.get(WEIGHTS), content.get(WEIGHTS).length + 1000);
        hub.fault("cdn", WEIGHTS, FakeHub.instead(half), FakeHub.instead(more), (exchange, file) -> {
            // Without an announcement: chunks, too many of them.
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(more);
        });

        assertReady(download());

        assertEquals(3, pauses.size());
    }

    @Test
    void doesNotWaitForASilentServer() throws IOException {
        patience = Duration.ofSeconds(1);
        hub.fault("cdn", WEIGHTS, hub.silentAt(1_500_000, () -> { }));
        hub.fault("hub", "config.json", hub.silentAt(0, () -> { }));

        assertReady(download());

        assertTrue(pauses.size() >= 2);
    }

    @Test
    void tellsThatTheHubCannotBeReached() {
        hub.close();

        assertFailed(download(), "hub-unreachable", "cannot be reached", "HTTPS_PROXY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "ftp://localhost/x", "http://user:word@localhost/x", "", "http://[broken"})
    void doesNotFollowEverywhere(String location) {
        hub.fault("hub", WEIGHTS, FakeHub.status(302, "Location", location));

        assertFailed(download(), "hub-odd", "not followed");
    }

    @Test
    void doesNotRunInCircles() {
        FakeHub.Fault[] circle = new FakeHub.Fault[11];
        Arrays.fill(circle, FakeHub.status(307, "Location", "/" + REPOSITORY + "/resolve/main/" + WEIGHTS));
        hub.fault("hub", WEIGHTS, circle);

        assertFailed(download(), "hub-odd", "circle");
    }

    @Test
    void refusesHostileNamesOfShards() throws IOException {
        content.remove(WEIGHTS);
        for (String shard : List.of("../../evil.safetensors", "/etc/passwd", "model.bin", "a/b.safetensors", "..safetensors")) {
            content.put(WEIGHTS + ".index.json", DownloadTest.index(shard));
            hub.publish(REPOSITORY, "main", content);
            shelf.remove(NAME);

            assertFailed(download(), "bad-checkpoint", "names the file");
        }
        assertEquals(List.of("hub"), Files.list(home).map(p -> p.getFileName().toString()).toList());
    }

    @Test
    void refusesAnIndexOfShardsThatAreNotThere() {
        content.remove(WEIGHTS);
        content.put(WEIGHTS + ".index.json", DownloadTest.index("model-00001-of-00001.safetensors"));
        hub.publish(REPOSITORY, "main", content);

        assertFailed(download(), "bad-checkpoint", "has no model-00001-of-00001.safetensors");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "<html>", "{\"sha\":\"main\",\"siblings\":[]}", "{\"sha\":7}",
            "{\"sha\":\"0123456789012345678901234567890123456789\",\"siblings\":[{\"rfilename\":\"config.json\",\"size\":1e999999}]}"})
    void refusesWhatIsNoListing(String answer) throws IOException {
        hub.fault("hub", "listing", FakeHub.instead(answer.getBytes(StandardCharsets.UTF_8)));

        assertFailed(download(), "hub-odd", "not the list");
        assertEquals(List.of(), filesOfFolder());
    }

    @Test
    void refusesAListingWithoutEnd() {
        hub.fault("hub", "listing", FakeHub.instead(new byte[21 << 20]));

        assertFailed(download(), "hub-odd", "larger than any sensible one");
    }

    @Test
    void refusesAConfigurationWithoutEnd() throws IOException {
        content.put("config.json", new byte[21 << 20]);
        hub.publish(REPOSITORY, "main", content);

        assertFailed(download(), "hub-odd", "config.json", "more than any sensible one");
    }

    @Test
    void refusesWeightsThatTheirHeaderBelies() {
        content.put(WEIGHTS, Arrays.copyOf(content.get(WEIGHTS), 5_000_000));
        hub.publish(REPOSITORY, "main", content);

        assertFailed(download(), "bad-safetensors", WEIGHTS);
    }

    @Test
    void refusesTheFilesOfAnotherVersion() {
        hub.fault("hub", "config.json", (exchange, file) -> {
            exchange.getResponseHeaders().set("X-Repo-Commit", "0".repeat(40));
            FakeHub.instead(file).answer(exchange, file);
        });

        assertFailed(download(), "hub-odd", "another version");
    }

    @Test
    void looksForSpaceBeforeTheWeights() throws IOException {
        usable = 65L << 20;

        assertFailed(download(), "disk-full", "65 MB free");
        assertTrue(hub.requests("hub", WEIGHTS).isEmpty());
        usable = 1L << 40;
        assertReady(download());
    }

    @Test
    void tellsThatTheDiskIsFull() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full));
        Path folder = NAME.folder(home.resolve("hub"));
        hub.fault("hub", WEIGHTS, (exchange, file) -> {
            Files.delete(folder.resolve(WEIGHTS + ".part"));
            Files.createSymbolicLink(folder.resolve(WEIGHTS + ".part"), full);
            FakeHub.status(500).answer(exchange, file);
        });

        assertFailed(download(), "disk-full", "full", "kept");
        Files.delete(folder.resolve(WEIGHTS + ".part"));
        assertReady(download());
    }

    @Test
    void asksNobodyWhenOffline() {
        offline = true;

        Conflict refused = assertThrows(Conflict.class, () -> shelf.download(NAME));

        assertEquals("hub-offline", refused.code());
        assertTrue(hub.requests().isEmpty());
        assertEquals(State.ABSENT, shelf.describe(NAME).state());
    }
}
