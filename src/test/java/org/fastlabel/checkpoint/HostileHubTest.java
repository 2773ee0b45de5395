package org.fastlabel.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a hub may offer but must not be taken: other architectures, pickle files, names that lead elsewhere, answers without end. */
class HostileHubTest extends HubFixture {

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

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "ftp://localhost/x", "http://user:word@localhost/x", "", "http://[broken"})
    void doesNotFollowEverywhere(String location) {
        hub.fault("hub", WEIGHTS, HubFault.status(302, "Location", location));

        assertFailed(download(), "hub-odd", "not followed");
    }

    @Test
    void doesNotRunInCircles() {
        HubFault[] circle = new HubFault[11];
        Arrays.fill(circle, HubFault.status(307, "Location", "/" + REPOSITORY + "/resolve/main/" + WEIGHTS));
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
        hub.fault("hub", "listing", HubFault.instead(answer.getBytes(StandardCharsets.UTF_8)));

        assertFailed(download(), "hub-odd", "not the list");
        assertEquals(List.of(), filesOfFolder());
    }

    @Test
    void refusesAListingWithoutEnd() {
        hub.fault("hub", "listing", HubFault.instead(new byte[21 << 20]));

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
            HubFault.instead(file).answer(exchange, file);
        });

        assertFailed(download(), "hub-odd", "another version");
    }
}
