package org.fastlabel.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.fastlabel.api.Conflict;
import org.fastlabel.checkpoint.Checkpoint.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A hub with one tiny checkpoint, and a shelf that downloads from it on the caller's thread, without ever sleeping. */
abstract class HubFixture {

    static final String REPOSITORY = "owner/tiny-clip";
    static final HubName NAME = new HubName(REPOSITORY, "main");
    static final String WEIGHTS = "model.safetensors";
    static final Path TINY = Path.of("src/test/resources/fixtures/clip-hf");

    @TempDir
    Path home;
    FakeHub hub;
    final List<Duration> pauses = new ArrayList<>();
    long usable = Long.MAX_VALUE / 2;
    Optional<String> token = Optional.empty();
    boolean offline;
    Optional<String> proxy = Optional.empty();
    Duration patience = Duration.ofSeconds(30);
    Map<String, byte[]> content;
    HubShelf shelf;

    @BeforeEach
    void publish() throws IOException {
        hub = fakeHub();
        content = new TreeMap<>();
        for (String file : List.of("config.json", "preprocessor_config.json", "tokenizer.json", "tokenizer_config.json", WEIGHTS)) {
            content.put(file, Files.readAllBytes(TINY.resolve(file)));
        }
        content.put("pytorch_model.bin", new byte[] {(byte) 0x80, 2});
        content.put("../escape.json", new byte[] {'{', '}'});
        hub.publish(REPOSITORY, "main", content);
        shelf = shelf(Runnable::run);
    }

    FakeHub fakeHub() {
        return new FakeHub();
    }

    @AfterEach
    void close() {
        hub.close();
    }

    /** A shelf as after a start of the server: it knows what is on the disk, no more. */
    HubShelf shelf(Executor executor) {
        return new HubShelf(home.resolve("hub"), this::settings, () -> home.resolve("cache"), new VerifiedFiles(), executor,
                new Download.Surroundings(folder -> usable, (time, stop) -> {
                    stop.check();
                    pauses.add(time);
                }, new SplittableRandom(1), System::nanoTime));
    }

    HubSettings settings() {
        return new HubSettings(hub.endpoint(), token, offline, home.resolve("cache"),
                new HubProxies(proxy, proxy, Optional.empty(), null), trust(), patience);
    }

    SSLContext trust() {
        return HubTrust.ofRuntime();
    }

    Checkpoint download() {
        shelf.download(NAME);
        return shelf.describe(NAME);
    }

    /** It is here, whole, and what came is what the hub has. */
    void assertReady(Checkpoint found) throws IOException {
        assertEquals(State.READY, found.state(), found.error());
        for (String file : CheckpointFiles.in(shelf.folder(NAME))) {
            assertEquals(-1, Files.mismatch(shelf.folder(NAME).resolve(file), write(content.get(file))), file);
        }
    }

    /** It has failed, and says so with these words. */
    void assertFailed(Checkpoint found, String code, String... words) {
        assertEquals(State.FAILED, found.state());
        assertEquals(code, found.errorCode(), found.error());
        for (String word : words) {
            assertTrue(found.error().contains(word), found.error());
        }
        assertThrows(Conflict.class, () -> shelf.folder(NAME));
        assertFalse(Files.exists(NAME.folder(home.resolve("hub")).resolve(Plan.COMPLETE)));
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(Files.createTempFile(home, "expected", null), bytes);
    }

    /** What has the same parent as its files, by name. */
    List<String> filesOfFolder() throws IOException {
        Path folder = NAME.folder(home.resolve("hub"));
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    /** First bytes that the second server was asked for, in order; 0 where all were. */
    List<Long> begins() {
        return hub.requests("cdn", WEIGHTS).stream().map(r -> r.header("Range"))
                .map(range -> range == null ? 0 : Long.parseLong(range.replaceAll("\\D", ""))).toList();
    }
}
