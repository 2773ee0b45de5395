package org.fastlabel.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.fastlabel.api.CapacityExceeded;
import org.fastlabel.api.Conflict;
import org.fastlabel.dataset.OpenDataset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SwitchboardTest {

    private static final int ITEMS = 40;

    @TempDir
    private Path home;

    private FakeOutside outside;
    private Switchboard board;

    @AfterEach
    void end() {
        outside.gates.values().forEach(CountDownLatch::countDown);
        board.stop();
    }

    private static OpenDataset dataset(String id) {
        MemorySource source = new MemorySource();
        List<String> keys = IntStream.range(0, ITEMS).mapToObj(i -> id + "-" + i).toList();
        keys.forEach(key -> source.put(key, key, 1));
        return new OpenDataset(id, id, TestItems.of(keys), source);
    }

    private void begin(Optional<String> pinned) {
        outside = outside == null ? new FakeOutside(home) : outside;
        board = new Switchboard(outside, new Choice(home.resolve("checkpoint.json"), pinned, "mini"), "mini");
        board.start();
    }

    private OpenDataset beginWith(String id) {
        begin(Optional.empty());
        OpenDataset opened = dataset(id);
        board.open(opened);
        until("everything is embedded", this::embedded);
        return opened;
    }

    /** As after the end of the process, however it came. */
    private void restart(Optional<String> pinned) {
        board.stop();
        outside = new FakeOutside(home);
        begin(pinned);
    }

    private boolean embedded() {
        return board.serving() != null && board.serving().job().progress().state().equals("done");
    }

    private static void until(String what, BooleanSupplier condition) {
        for (int i = 0; !condition.getAsBoolean(); i++) {
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                throw new AssertionError("never came about: " + what, e);
            }
        }
    }

    private String serves() {
        return board.serving() == null ? null : board.serving().model().id();
    }

    /** What the file says: active, and next where there is one. */
    private String stored() {
        Choice choice = new Choice(home.resolve("checkpoint.json"), Optional.empty(), "mini");
        return choice.active() + (choice.next() == null ? "" : " -> " + choice.next());
    }

    private CountDownLatch hold(String model) {
        CountDownLatch gate = new CountDownLatch(1);
        outside.gates.put(model, gate);
        return gate;
    }

    private void switchUntilItEmbeds(String id) {
        board.use(id);
        until("it embeds", () -> board.switching() != null && board.switching().next() != null);
    }

    @Test
    void theEmbeddedOneIsTriedAgainWhenTheServerWasStillStarting() {
        outside = new FakeOutside(home);
        outside.hiccups.put("mini", new IllegalStateException("zip file closed"));
        beginWith("a");
        assertEquals("mini", board.active().id());
        assertNull(board.problem());
    }

    @Test
    void theOldOneServesUntilEverythingIsEmbedded() {
        OpenDataset opened = beginWith("d");
        FakeOutside.FakeModel mini = outside.model("mini");
        CountDownLatch gate = hold("large");
        switchUntilItEmbeds("large");
        assertEquals("mini", serves());
        assertEquals("mini", board.inUse());
        assertEquals("mini -> large", stored());
        assertEquals(1, board.serving().embedder().queries(List.of("words")).length, "words are still compared");
        outside.changes.clear();
        gate.countDown();
        until("it serves", () -> "large".equals(serves()));
        until("the old one is freed", () -> mini.closed);
        assertTrue(embedded(), "nothing is missing at the moment it begins to serve");
        assertEquals("large", stored());
        assertNull(board.switching());
        assertEquals(List.of(opened), outside.changes);
        assertEquals(ITEMS, outside.model("large").embedded.size());
    }

    @Test
    void whatIsWantedFirstIsEmbeddedFirst() {
        beginWith("d");
        outside.first = new int[] {31, 17, 22};
        CountDownLatch gate = hold("large");
        switchUntilItEmbeds("large");
        gate.countDown();
        until("it serves", () -> "large".equals(serves()));
        // Whoever reads one of them may be held up while the first batches of four fill.
        List<String> early = outside.model("large").embedded.subList(0, 12);
        assertTrue(early.containsAll(List.of("d-31", "d-17", "d-22")), early::toString);
    }

    @Test
    void whatCannotBeLoadedLeavesTheOldOneInUseAndSaysWhy() {
        beginWith("d");
        outside.bad.put("large", new IllegalStateException("The tensor x is missing."));
        board.use("large");
        until("it has failed", () -> board.switching() != null && board.switching().failure() != null);
        assertEquals("The tensor x is missing.", board.switching().failure().message());
        assertEquals("mini", serves());
        until("it is not tried again", () -> stored().equals("mini"));
        assertFalse(outside.model("mini").closed);
        board.cancel();
        assertNull(board.switching());
        outside.bad.remove("large");
        board.use("large");
        until("it serves after all", () -> "large".equals(serves()));
    }

    @Test
    void tooLittleMemoryLeavesTheOldOneInUse() {
        beginWith("d");
        outside.bad.put("large", new OutOfMemoryError("Java heap space"));
        board.use("large");
        until("it has failed", () -> board.switching() != null && board.switching().failure() != null);
        assertEquals("out-of-memory", board.switching().failure().code());
        outside.bad.clear();
        outside.failing.put("large", new OutOfMemoryError("CUDA out of memory"));
        board.use("large");
        until("it has failed while embedding", () -> board.switching() != null && board.switching().failure() != null
                && board.switching().failure().code().equals("embedding-failed"));
        until("it is freed", () -> outside.model("large").closed);
        assertEquals("mini", serves());
        assertEquals(2, board.serving().embedder().queries(List.of("a", "b")).length);
    }

    @Test
    void aSwitchCanBeGivenUp() {
        beginWith("d");
        CountDownLatch gate = hold("large");
        switchUntilItEmbeds("large");
        board.cancel();
        gate.countDown();
        until("it is freed", () -> outside.model("large").closed);
        assertNull(board.switching());
        assertEquals("mini", stored());
        assertEquals("mini", serves());
        assertFalse(outside.model("large").closedInUse);
        // What it had embedded serves when it is wanted again.
        int before = outside.model("large").embedded.size();
        board.use("large");
        until("it serves", () -> "large".equals(serves()));
        assertEquals(ITEMS, before + outside.model("large").embedded.size());
    }

    @Test
    void anotherOneMayBeWantedInstead() {
        beginWith("d");
        CountDownLatch gate = hold("large");
        switchUntilItEmbeds("large");
        board.use("huge");
        assertEquals("mini -> huge", stored());
        gate.countDown();
        until("it serves", () -> "huge".equals(serves()));
        until("the other one is freed", () -> outside.model("large").closed && outside.model("mini").closed);
        assertEquals("huge", stored());
    }

    @Test
    void wantingTheOneInUseEndsTheSwitch() {
        beginWith("d");
        hold("large");
        switchUntilItEmbeds("large");
        board.use("mini");
        assertNull(board.switching());
        assertEquals("mini", stored());
    }

    @Test
    void anUnfinishedSwitchGoesOnAfterARestart() {
        beginWith("d");
        hold("large");
        switchUntilItEmbeds("large");
        restart(Optional.empty());
        board.open(dataset("d"));
        until("it serves", () -> "large".equals(serves()));
        assertEquals("large", stored());
        restart(Optional.empty());
        board.open(dataset("d"));
        until("it serves at once", () -> "large".equals(serves()) && embedded());
        assertEquals(List.of(), outside.model("large").embedded, "everything was there");
    }

    @Test
    void aChoiceThatCannotBeLoadedFallsBackAndSaysWhy() {
        beginWith("d");
        board.use("large");
        until("it serves", () -> "large".equals(serves()));
        board.stop();
        outside = new FakeOutside(home);
        outside.bad.put("large", new IllegalStateException("The checkpoint folder large does not exist."));
        begin(Optional.empty());
        board.open(dataset("d"));
        until("the other one serves", () -> "mini".equals(serves()));
        assertTrue(board.problem().message().startsWith("The checkpoint folder large does not exist."), board.problem().message());
        assertNull(board.failure(), "there are embeddings");
        assertEquals("large", stored(), "it may be back the next time");
        board.use("mini");
        assertEquals("mini", stored(), "until that one is chosen itself");
        assertNull(board.problem());
    }

    @Test
    void anUnreadableFileCountsAsNone() throws IOException {
        for (String text : List.of("", "nonsense", "{}", "[]", "{\"active\":1,\"imported\":{}}", "{\"active\":\"x\",\"imported\":{\"d\":1}}")) {
            Files.writeString(home.resolve("checkpoint.json"), text);
            assertEquals("mini", stored(), text);
        }
        beginWith("d");
        assertEquals("mini", serves());
    }

    @Test
    void withoutAnyModelItSaysWhy() {
        outside = new FakeOutside(home);
        outside.bad.put("mini", new UnsatisfiedLinkError("no libtorch"));
        begin(Optional.empty());
        board.open(dataset("d"));
        until("it is known", () -> board.failure() != null);
        assertEquals("no-engine", board.failure().code());
        assertNull(board.serving());
    }

    @Test
    void theOneNamedAtTheStartStays() {
        begin(Optional.of("named"));
        board.open(dataset("d"));
        until("it serves", () -> "named".equals(serves()));
        assertEquals("checkpoint-pinned", assertThrows(Conflict.class, () -> board.use("mini")).code());
        assertFalse(Files.exists(home.resolve("checkpoint.json")));
    }

    @Test
    void theOneNamedAtTheStartIsFetchedWhileTheOtherServes() {
        outside = new FakeOutside(home);
        outside.absent.put("owner/name", true);
        CountDownLatch gate = hold("owner/name");
        begin(Optional.of("owner/name"));
        board.open(dataset("d"));
        until("the other one serves", () -> "mini".equals(serves()));
        until("it is fetched", () -> outside.fetched.contains("owner/name"));
        gate.countDown();
        until("it serves", () -> "owner/name".equals(serves()));
        assertNull(board.problem());
    }

    @Test
    void aSwitchGoesOnWithTheDataSetThatIsOpenedMeanwhile() {
        beginWith("d");
        CountDownLatch gate = hold("large");
        switchUntilItEmbeds("large");
        Serving given = board.switching().next();
        OpenDataset other = dataset("e");
        board.open(other);
        until("the new one is embedded by the old model", () -> embedded() && board.serving().dataset() == other);
        assertEquals("mini", serves());
        gate.countDown();
        until("it serves", () -> "large".equals(serves()));
        assertSame(other, board.serving().dataset());
        assertNotSame(given, board.serving());
        assertEquals(ITEMS, outside.model("large").embedded.stream().filter(text -> text.startsWith("e-")).count());
    }

    @Test
    void textsKeepTheirOwnModel() {
        outside = new FakeOutside(home);
        outside.sentences = true;
        begin(Optional.empty());
        board.open(dataset("d"));
        until("it serves", () -> "texts".equals(serves()));
        board.use("large");
        until("it is in use", () -> "large".equals(board.inUse()));
        until("the old one is freed", () -> outside.model("mini").closed);
        assertEquals("texts", serves());
        assertEquals(List.of(), outside.model("large").embedded);
        assertEquals("large", stored());
    }

    @Test
    void importedEmbeddingsServeTheirDataSetAlone() {
        OpenDataset mine = beginWith("d");
        board.use("imported:x");
        until("they serve", () -> "imported:x".equals(serves()));
        assertEquals("imported:x", board.inUse());
        assertFalse(outside.model("mini").closed, "others still need it");
        board.open(dataset("e"));
        until("the other one serves", () -> "mini".equals(serves()));
        assertEquals("mini", board.inUse());
        board.open(mine);
        until("they serve again", () -> "imported:x".equals(serves()));
        restart(Optional.empty());
        board.open(dataset("d"));
        until("they serve after a restart", () -> "imported:x".equals(serves()));
        board.use("mini");
        until("the checkpoint serves again", () -> "mini".equals(serves()));
        assertEquals("mini", board.inUse());
        assertFalse(outside.model("mini").closed);
    }

    @Test
    void somebodyMayLookThroughAnotherOne() {
        beginWith("d");
        int[] ids = {3, 30, 12};
        Optional<EmbeddingMatrix> seen = board.second().lookThrough("large", serving -> new Trial(board, serving).of(ids, settled -> true, 20));
        assertTrue(seen.isPresent());
        assertEquals(Set.of("d-3", "d-30", "d-12"), new HashSet<>(outside.model("large").embedded));
        assertTrue(outside.model("large").closed);
        assertEquals("mini", serves());
        // Nothing of it is wasted.
        board.use("large");
        until("it serves", () -> "large".equals(serves()));
        assertEquals(ITEMS - 3, outside.model("large").embedded.size());
        int before = outside.loaded.size();
        assertTrue(board.second().lookThrough("large", serving -> new Trial(board, serving).of(ids, settled -> true, 20)).isPresent());
        assertEquals(before, outside.loaded.size(), "the one in use is not loaded a second time");
    }

    @Test
    void lookingEndsWhenNobodyWantsItOrASwitchBegins() {
        beginWith("d");
        CountDownLatch gate = hold("large");
        outside.run(() -> {
            until("somebody looks", () -> outside.loaded.stream().anyMatch(m -> m.id().equals("large")));
            gate.countDown();
        });
        assertEquals(Optional.empty(), board.second().lookThrough("large", serving -> new Trial(board, serving).of(new int[] {1}, s -> false, 1)));
        assertTrue(outside.model("large").closed);
        hold("other");
        switchUntilItEmbeds("other");
        Conflict refused = assertThrows(Conflict.class, () -> new Trial(board, board.switching().next())
                .of(new int[] {1}, s -> true, 1));
        assertEquals("checkpoint-switching", refused.code());
    }

    @Test
    void nobodyLosesTheModelUnderTheirHands() {
        beginWith("d");
        Serving old = board.serving();
        CountDownLatch gate = hold("mini");
        Thread user = new Thread(() -> old.embedder().embed(List.of(new Content.Words("a"))));
        user.start();
        until("somebody uses it", () -> user.getState() == Thread.State.WAITING);
        board.use("large");
        until("the other one serves", () -> "large".equals(serves()));
        FakeOutside.FakeModel mini = outside.model("mini");
        assertFalse(mini.closed);
        gate.countDown();
        until("the old one is freed", () -> mini.closed);
        assertFalse(mini.closedInUse);
        assertEquals("model-changed", assertThrows(CapacityExceeded.class, () -> old.embedder().queries(List.of("b"))).code());
        assertNotNull(board.serving());
    }
}
