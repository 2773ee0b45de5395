package org.fastlabel.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.fastlabel.api.Conflict;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.NotFound;
import org.fastlabel.checkpoint.Checkpoint.Source;
import org.fastlabel.checkpoint.Checkpoint.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The library as the server has it, with the settings of a process. */
class CheckpointLibraryTest {

    private static final Path TINY = HubFixture.TINY;
    private static final List<String> PROPERTIES = List.of("fastlabel.home", "fastlabel.checkpoint", "hf.endpoint", "hf.hub.cache",
            "hf.token", "hf.hub.offline");

    @TempDir
    Path home;
    private CheckpointLibrary library;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @BeforeEach
    void open() {
        PROPERTIES.forEach(System::clearProperty);
        System.setProperty("fastlabel.home", home.toString());
        System.setProperty("hf.hub.cache", home.resolve("cache").toString());
        library = reopened();
    }

    private CheckpointLibrary reopened() {
        CheckpointLibrary opened = new CheckpointLibrary();
        opened.open(threads);
        return opened;
    }

    @AfterEach
    void close() {
        library.close();
        threads.shutdownNow();
        PROPERTIES.forEach(System::clearProperty);
    }

    @Test
    void listsTheEmbeddedOneFirstAndTheKnownOnesOfTheHub() {
        List<Checkpoint> list = library.list();

        assertEquals("mini-clip", list.get(0).id());
        assertTrue(list.get(0).ready() && !list.get(0).removable() && list.get(0).diskBytes() > 0);
        assertEquals(List.of("laion/CLIP-ViT-B-32-laion2B-s34B-b79K", "openai/clip-vit-base-patch32@refs/pr/66", "openai/clip-vit-base-patch16",
                "openai/clip-vit-large-patch14", "google/siglip2-base-patch16-224"), list.stream().filter(c -> c.source() == Source.HUB).map(Checkpoint::id).toList());
        list.stream().filter(c -> c.source() == Source.HUB).forEach(c -> {
            assertEquals(State.ABSENT, c.state());
            assertNotNull(c.downloadBytes());
            assertEquals(c, library.find(c.id()));
        });
        assertEquals(library.find("mini-clip"), list.get(0));
        assertTrue(Files.isRegularFile(library.folder("mini-clip").resolve("tokenizer.json")));
    }

    @Test
    void downloadsInTheBackground() throws InterruptedException {
        try (FakeHub hub = new FakeHub()) {
            hub.publish("owner/tiny-clip", "main", TINY);
            System.setProperty("hf.endpoint", hub.endpoint() + "/");

            String id = library.download("owner/tiny-clip", null);

            assertTrue(library.await(id).ready(), () -> library.find(id).error());
            assertEquals("owner/tiny-clip", id);
            assertTrue(reopened().list().stream().anyMatch(c -> c.id().equals(id) && c.ready()));
            library.remove(id);
            assertFalse(library.list().stream().anyMatch(c -> c.id().equals(id)));
        }
    }

    @Test
    void endsDownloadsWithTheServer() throws InterruptedException {
        try (FakeHub hub = new FakeHub()) {
            hub.publish("owner/tiny-clip", "main", TINY);
            System.setProperty("hf.endpoint", hub.endpoint().toString());
            hub.fault("cdn", "model.safetensors", hub.silentAt(1000, () -> library.close()));

            String id = library.download("owner/tiny-clip", null);

            assertEquals(State.PAUSED, library.await(id).state());
            assertTrue(reopened().await(id).progress().doneBytes() > 0);
        }
    }

    @Test
    void remembersFolders() throws IOException {
        Path folder = copy("mine");

        String id = library.add(folder);

        assertEquals("folder:" + folder.toRealPath(), id);
        CheckpointLibrary later = reopened();
        Checkpoint found = later.find(id);
        assertEquals(State.READY, found.state());
        assertEquals("mine", found.title());
        assertEquals(24, found.dim());
        assertEquals(folder.toRealPath(), later.folder(id));
        later.add(folder);
        assertEquals(1, later.list().stream().filter(c -> c.source() == Source.FOLDER).count());
        later.remove(id);
        assertTrue(Files.exists(folder.resolve("model.safetensors")));
        assertThrows(NotFound.class, () -> later.find(id));
    }

    private Path copy(String name) throws IOException {
        Path folder = Files.createDirectories(home.resolve(name));
        for (String file : List.of("config.json", "preprocessor_config.json", "tokenizer.json", "model.safetensors")) {
            Files.copy(TINY.resolve(file), folder.resolve(file));
        }
        return folder;
    }

    @Test
    void tellsWhenAFolderHasGone() throws IOException {
        Path folder = copy("mine");
        String id = library.add(folder);
        Files.delete(folder.resolve("tokenizer.json"));

        Checkpoint found = library.find(id);

        assertEquals(State.FAILED, found.state());
        assertTrue(found.error().contains("tokenizer.json"), found.error());
        assertEquals("checkpoint-absent", assertThrows(Conflict.class, () -> library.folder(id)).code());
    }

    @Test
    void refusesFoldersThatAreNone() throws IOException {
        Path folder = copy("bad");
        Files.write(folder.resolve("model.safetensors"), Arrays.copyOf(Files.readAllBytes(TINY.resolve("model.safetensors")), 100_000));
        assertEquals("bad-safetensors", assertThrows(InvalidInput.class, () -> library.add(folder)).code());
        Files.delete(folder.resolve("model.safetensors"));
        Files.write(folder.resolve("pytorch_model.bin"), new byte[10]);
        assertTrue(assertThrows(InvalidInput.class, () -> library.add(folder)).getMessage().contains("pickle"));
        Files.writeString(folder.resolve("config.json"), "{\"model_type\": \"blip\"}");
        assertTrue(assertThrows(InvalidInput.class, () -> library.add(folder)).getMessage().contains("blip"));
        assertThrows(InvalidInput.class, () -> library.add(home.resolve("nothing")));
        assertThrows(InvalidInput.class, () -> library.add(Files.createDirectory(home.resolve("empty"))));
        assertFalse(Files.exists(home.resolve("checkpoints/folders.json")));
    }

    @Test
    void forgetsADamagedListOfFolders() throws IOException {
        Files.createDirectories(home.resolve("checkpoints"));
        Files.writeString(home.resolve("checkpoints/folders.json"), "{\"folders\": [7]}");

        assertTrue(library.list().stream().noneMatch(c -> c.source() == Source.FOLDER));
        library.add(copy("mine"));
        assertEquals(1, library.list().stream().filter(c -> c.source() == Source.FOLDER).count());
    }

    @Test
    void knowsWhatTheSettingNames() throws IOException {
        assertEquals(Optional.empty(), library.pinned());

        Path folder = copy("mine");
        System.setProperty("fastlabel.checkpoint", folder.toString());
        String id = library.pinned().orElseThrow();
        assertEquals(folder, library.folder(id));
        assertFalse(library.find(id).removable());
        assertThrows(Conflict.class, () -> library.remove(id));

        System.setProperty("fastlabel.checkpoint", "owner/name@v1");
        assertEquals(Optional.of("owner/name@v1"), library.pinned());
        assertTrue(library.list().stream().anyMatch(c -> c.id().equals("owner/name@v1")));

        System.setProperty("fastlabel.checkpoint", "openai/clip-vit-base-patch32");
        assertEquals(Optional.of("openai/clip-vit-base-patch32@refs/pr/66"), library.pinned());

        System.setProperty("fastlabel.checkpoint", "/no/such/folder");
        assertEquals(State.FAILED, library.find(library.pinned().orElseThrow()).state());
    }

    @Test
    void refusesWhatIsNoName() {
        assertThrows(InvalidInput.class, () -> library.download("../../etc", null));
        assertThrows(NotFound.class, () -> library.find("../../etc"));
        assertThrows(NotFound.class, () -> library.find("folder:/etc"));
        assertThrows(Conflict.class, () -> library.remove("mini-clip"));
        System.setProperty("hf.endpoint", "file:///etc");
        assertTrue(assertThrows(InvalidInput.class, () -> library.download("owner/name", null)).getMessage().contains("HF_ENDPOINT"));
        System.clearProperty("hf.endpoint");
        System.setProperty("hf.token", "two\nlines");
        assertFalse(assertThrows(InvalidInput.class, () -> library.download("owner/name", null)).getMessage().contains("two"));
        assertTrue(library.list().size() > 1);
    }
}
