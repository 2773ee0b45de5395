package org.fastlabel.generation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.fastlabel.api.CapacityExceeded;
import org.fastlabel.api.Conflict;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.NotFound;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelDeskTest {

    @TempDir
    private Path home;
    private Path other;
    private long free = 8_000_000_000L;
    /** Loads that were begun and not yet run. */
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean atOnce = true;
    private ModelShelf shelf;
    private ModelDesk desk;

    @BeforeEach
    void open() throws IOException {
        System.setProperty("fastlabel.device", "cpu");
        other = ModelCopy.in(home, "other");
        ModelCopy.edit(other.resolve("scheduler/scheduler_config.json"), "\"shift\": 1.0", "\"shift\": 3.0");
        start(FluxFixture.folder());
    }

    private void start(Path embedded) {
        shelf = new ModelShelf(home, embedded);
        desk = new ModelDesk(shelf, home, work -> {
            if (atOnce) {
                work.run();
            } else {
                waiting.add(work);
            }
        }, () -> free);
    }

    @AfterEach
    void close() {
        desk.close();
        System.clearProperty("fastlabel.device");
    }

    private ModelView view(String id) {
        return desk.views().stream().filter(v -> v.id().equals(id)).findFirst().orElseThrow();
    }

    @Test
    void theEmbeddedOneIsLoadedWhenAskedFor() {
        assertEquals("ready", view("embedded").state());
        assertEquals("embedded", desk.activeId());
        assertNull(desk.loaded());
        TextToImage model = desk.active();
        assertSame(model, desk.active());
        ModelView view = view("embedded");
        assertEquals("active", view.state());
        assertTrue(model.id().endsWith(view.version()));
        assertEquals("float32", view.dtype());
        assertEquals(16, view.size().multiple());
        assertEquals(4, view.defaults().steps());
        assertTrue(view.bytes() > 4_000_000 && view.parameters() > 2_000_000);
    }

    @Test
    void anotherOneIsUsedAndRemembered() {
        String id = shelf.add(other);
        TextToImage first = desk.active();
        desk.use(id, "bfloat16");
        TextToImage second = desk.active();
        assertEquals("active", view(id).state());
        assertEquals("bfloat16", view(id).dtype());
        assertEquals("ready", view("embedded").state());
        assertThrows(Conflict.class, () -> first.describe("a"));
        desk.close();
        start(FluxFixture.folder());
        assertEquals(id, desk.activeId());
        assertEquals(second.id(), desk.active().id());
        assertEquals("bfloat16", view(id).dtype());
    }

    @Test
    void loadingCanBeWatchedAndGivenUp() {
        TextToImage first = desk.active();
        String id = shelf.add(other);
        atOnce = false;
        desk.use(id, null);
        ModelView view = view(id);
        assertEquals("loading", view.state());
        assertEquals(0, view.progress().done());
        assertEquals(4 * view.parameters(), view.progress().total());
        desk.cancel();
        waiting.remove().run();
        assertEquals("ready", view(id).state());
        assertSame(first, desk.active());
        assertEquals("embedded", desk.activeId());
    }

    /** The second wish wins, though the first had begun. */
    @Test
    void changedMindWhileLoading() {
        String id = shelf.add(other);
        atOnce = false;
        desk.use("embedded", null);
        desk.use(id, null);
        waiting.remove().run();
        assertNull(desk.loaded());
        waiting.remove().run();
        assertNotNull(desk.loaded());
        assertEquals(id, desk.activeId());
    }

    @Test
    void tooLargeIsRefusedBeforeLoading() {
        free = 10_000_000;
        assertEquals("too-large", view("embedded").state());
        assertTrue(view("embedded").needs_bytes() > view("embedded").has_bytes());
        CapacityExceeded e = assertThrows(CapacityExceeded.class, () -> desk.use("embedded", null));
        assertEquals("model-too-large", e.code());
        assertEquals("model-too-large", assertThrows(CapacityExceeded.class, () -> desk.active()).code());
    }

    /** Where there is no room for both, the old one goes first. */
    @Test
    void makesRoom() {
        String id = shelf.add(other);
        TextToImage first = desk.active();
        long needs = view(id).needs_bytes();
        free = needs - 1_000_000;
        desk.use(id, null);
        assertEquals("active", view(id).state());
        assertThrows(Conflict.class, () -> first.describe("a"));
    }

    @Test
    void aFailureIsToldAndLeavesTheOldOneInUse() throws IOException {
        String id = shelf.add(other);
        TextToImage first = desk.active();
        Files.delete(other.resolve("transformer/diffusion_pytorch_model-00001-of-00003.safetensors"));
        desk.use(id, null);
        assertEquals("failed", view(id).state());
        assertTrue(view(id).error().contains("00001-of-00003"), view(id).error());
        assertSame(first, desk.active());
        assertEquals("embedded", desk.activeId());
        assertEquals("bad-checkpoint", assertThrows(InvalidInput.class, () -> desk.model(id, null)).code());
        assertSame(first, desk.model("embedded", null));
    }

    @Test
    void whyThereIsNone() throws IOException {
        Path broken = ModelCopy.in(home, "broken");
        Files.delete(broken.resolve("vae/diffusion_pytorch_model.safetensors"));
        desk.close();
        start(broken);
        assertEquals("bad-checkpoint", assertThrows(InvalidInput.class, () -> desk.active()).code());
        desk.close();
        start(null);
        assertNull(desk.activeId());
        assertEquals("no-model", assertThrows(Conflict.class, () -> desk.active()).code());
        assertEquals("no-model", assertThrows(Conflict.class, () -> desk.wanted()).code());
    }

    @Test
    void wrongWishes() {
        assertEquals("unknown-model", assertThrows(NotFound.class, () -> desk.use("x", null)).code());
        assertEquals("bad-dtype", assertThrows(InvalidInput.class, () -> desk.use("embedded", "int8")).code());
        assertEquals("not-removable", assertThrows(Conflict.class, () -> desk.remove("embedded")).code());
        assertEquals("bad-checkpoint", assertThrows(InvalidInput.class, () -> shelf.add(home)).code());
        assertEquals(1, desk.views().size());
    }

    @Test
    void foldersComeAndGo() throws IOException {
        String id = shelf.add(other);
        assertEquals(id, shelf.add(other));
        desk.use(id, null);
        assertEquals("model-in-use", assertThrows(Conflict.class, () -> desk.remove(id)).code());
        desk.use("embedded", null);
        Files.move(other, home.resolve("elsewhere"));
        assertEquals("absent", view(id).state());
        desk.remove(id);
        assertEquals(1, desk.views().size());
        assertTrue(Files.exists(home.resolve("elsewhere/model_index.json")));
    }

    @Test
    void aDamagedChoiceIsForgotten() throws IOException {
        Files.createDirectories(home.resolve("generation"));
        Files.writeString(home.resolve("generation/chosen.json"), "{\"id\": 3");
        assertEquals("embedded", desk.activeId());
        assertNotNull(desk.active());
    }
}
