package org.fastlabel.labeling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fastlabel.api.Conflict;
import org.fastlabel.api.FastLabelException;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.labeling.LabelingSession.Train;
import org.fastlabel.labeling.LabelingState.Scorer;
import org.junit.jupiter.api.Test;

class LabelingSessionTest {

    private final SessionFixture desk = new SessionFixture(200);

    private static int[] range(int from, int to) {
        return IntStream.range(from, to).toArray();
    }

    /** Everything a restart must bring back. */
    private static void assertSameState(LabelingState expected, LabelingState actual) {
        assertEquals(expected, actual);
    }

    @Test
    void submitLabelsTrainsAndCounts() {
        LabelingSession session = desk.begin();
        JsonObject answer = session.submit(desk.truth(range(0, 12)), null, Train.YES);
        assertTrue(answer.getBoolean("trained"));
        assertEquals(12, answer.getInt("labeled_count"));
        assertEquals(188, answer.getInt("unlabeled_count"));
        assertEquals(Scorer.HEAD, session.state().scorer());
        assertEquals(12, answer.getJsonObject("learned").getInt("labels"));
    }

    @Test
    void anItemThatWasEmbeddedAgainIsJudgedAnew() {
        LabelingSession session = desk.begin();
        session.submit(desk.truth(range(0, 60)), null, Train.YES);
        int a = IntStream.range(60, 200).filter(id -> session.scores().label(id) == 1).findFirst().orElseThrow();
        int b = IntStream.range(60, 200).filter(id -> session.scores().label(id) == 0).findFirst().orElseThrow();
        Scores before = session.scores();
        assertSame(before, session.scores());
        desk.matrix.embedAgain(a, desk.matrix.row(b));
        assertEquals(0, session.scores().label(a), "the picture is another now, though as many are embedded as before");
        assertEquals(before.label(b), session.scores().label(b));
    }

    @Test
    void undoBringsBackLabelsHeadAndOptimiserThreeTimes() {
        LabelingSession session = desk.begin();
        List<LabelingState> states = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            states.add(session.state());
            session.submit(desk.truth(range(8 * i, 8 * i + 8)), null, Train.YES);
        }
        for (int back = 4; back >= 2; back--) {
            session.undo();
            assertEquals(states.get(back).labels(), session.state().labels());
            assertSame(states.get(back).head(), session.state().head());
        }
        assertEquals("nothing-to-undo", assertThrows(Conflict.class, session::undo).code());
        assertTrue(session.state().version() > states.get(4).version());
    }

    @Test
    void restartBringsBackEverythingExactly() {
        LabelingSession session = desk.begin();
        session.ask(new Query("smiling", new float[SessionFixture.DIM]));
        assertSameState(session.state(), desk.resume().state());
        for (int i = 0; i < 5; i++) {
            session.submit(desk.truth(range(8 * i, 8 * i + 8)), null, Train.YES);
            desk.runBackground();
            assertSameState(session.state(), desk.resume().state());
        }
        session.relabel(new LabelEdits(new int[] {0, 1}, new int[] {Labels.NONE, 0}), null);
        session.undo();
        session.undo();
        LabelingSession resumed = desk.resume();
        assertSameState(session.state(), resumed.state());
        assertEquals(Arrays.stream(session.state().reachableHeads()).boxed().collect(Collectors.toSet()),
                desk.log.heads.keySet(), "only reachable heads are kept");
        resumed.undo();
        resumed.submit(desk.truth(range(60, 70)), null, Train.YES);
        assertSameState(resumed.state(), desk.resume().state());
    }

    @Test
    void refusedRequestsChangeNothing() {
        LabelingSession session = desk.begin();
        desk.unreadable.put(7, "damaged");
        session.submit(desk.truth(0, 1, 2), null, Train.YES);
        LabelingState before = session.state();
        assertRefused(session, "no-labels", new int[0], new int[0]);
        assertRefused(session, "unknown-id", new int[] {5, 200}, new int[] {0, 1});
        assertRefused(session, "unknown-id", new int[] {-1}, new int[] {0});
        assertRefused(session, "unreadable-item", new int[] {6, 7}, new int[] {0, 1});
        assertRefused(session, "unknown-label", new int[] {5}, new int[] {2});
        assertRefused(session, "unknown-label", new int[] {5}, new int[] {Labels.NONE});
        assertRefused(session, "duplicate-id", new int[] {5, 5}, new int[] {0, 0});
        assertRefused(session, "already-labeled", new int[] {5, 1}, new int[] {0, 1});
        assertSame(before, session.state());
        assertEquals(3, desk.log.events.size(), "the beginning, the submit and its training");
    }

    private static void assertRefused(LabelingSession session, String code, int[] ids, int[] labels) {
        FastLabelException e = assertThrows(FastLabelException.class, () -> session.submit(new LabelEdits(ids, labels), null, Train.YES));
        assertEquals(code, e.code());
    }

    @Test
    void failedStorageChangesNothing() {
        LabelingSession session = desk.begin();
        LabelingState before = session.state();
        desk.log.failure = new IllegalStateException("disk full");
        assertThrows(IllegalStateException.class, () -> session.submit(desk.truth(0, 1), null, Train.YES));
        assertSame(before, session.state());
    }

    @Test
    void theSameRequestThatComesInBetweenIsRecognised() {
        LabelingSession session = desk.begin();
        desk.log.afterLook = () -> session.submit(desk.truth(range(0, 10)), "abc", Train.YES);
        JsonObject answer = session.submit(desk.truth(range(0, 10)), "abc", Train.YES);
        assertTrue(answer.getBoolean("repeated"));
        assertEquals(10, session.state().labels().count());
    }

    @Test
    void repeatedSubmitIsAnsweredAsTheFirstAlsoAfterRestart() {
        LabelingSession session = desk.begin();
        JsonObject first = session.submit(desk.truth(range(0, 10)), "abc", Train.YES);
        session.submit(desk.truth(range(10, 20)), "def", Train.YES);
        for (LabelingSession s : List.of(session, desk.resume())) {
            JsonObject again = s.submit(desk.truth(range(0, 10)), "abc", Train.YES);
            assertTrue(again.getBoolean("repeated"));
            assertEquals(first.getInt("labeled_count"), again.getInt("labeled_count"));
            assertEquals(20, s.state().labels().count());
        }
    }

    @Test
    void sameBatchSentTwiceAtOnceIsTakenOnce() throws Exception {
        LabelingSession session = desk.begin();
        List<FutureTask<Boolean>> tasks = IntStream.range(0, 4).mapToObj(i -> new FutureTask<>((Callable<Boolean>) () -> {
            try {
                session.submit(desk.truth(range(0, 24)), null, Train.YES);
                return true;
            } catch (Conflict e) {
                assertEquals("already-labeled", e.code());
                return false;
            }
        })).toList();
        tasks.forEach(t -> new Thread(t).start());
        int taken = 0;
        for (FutureTask<Boolean> t : tasks) {
            taken += t.get() ? 1 : 0;
        }
        assertEquals(1, taken);
        assertEquals(24, session.state().labels().count());
    }

    @Test
    void differentBatchesAtOnceAreAllTaken() throws Exception {
        LabelingSession session = desk.begin();
        List<FutureTask<JsonObject>> tasks = IntStream.range(0, 6).mapToObj(i -> new FutureTask<>(
                () -> session.submit(desk.truth(range(10 * i, 10 * i + 10)), "s" + i, Train.YES))).toList();
        tasks.forEach(t -> new Thread(t).start());
        for (FutureTask<JsonObject> t : tasks) {
            t.get();
        }
        assertEquals(60, session.state().labels().count());
        assertSameState(session.state(), desk.resume().state());
    }

    @Test
    void labelsAreKeptAndLearntLaterWhenEmbeddingsAreLate() {
        LabelingSession session = desk.begin();
        desk.embeddingReady = false;
        IntStream.range(0, 12).forEach(id -> desk.matrix.waiting(id, true));
        JsonObject answer = session.submit(desk.truth(range(0, 12)), null, Train.YES);
        assertFalse(answer.getBoolean("trained"));
        assertNotNull(answer.getString("message"));
        assertEquals(12, answer.getInt("labeled_count"));
        assertTrue(session.training());
        assertNull(session.state().head());
        LabelingSession resumed = desk.resume();
        desk.embeddingReady = true;
        IntStream.range(0, 12).forEach(id -> desk.matrix.waiting(id, false));
        desk.runBackground();
        assertNotNull(resumed.state().head());
        assertFalse(resumed.training());
        assertSameState(resumed.state(), desk.resume().state());
        resumed.undo();
        assertEquals(0, resumed.state().labels().count());
        assertNull(resumed.state().head());
    }

    @Test
    void queryJudgesUntilTheNextTrainingAndComesBackWithUndo() {
        LabelingSession session = desk.begin();
        session.submit(desk.truth(range(0, 12)), null, Train.YES);
        session.ask(new Query("hat", new float[SessionFixture.DIM]));
        assertEquals(Scorer.QUERY, session.state().scorer());
        session.submit(desk.truth(range(12, 24)), null, Train.YES);
        assertEquals(Scorer.HEAD, session.state().scorer());
        session.undo();
        assertEquals(Scorer.QUERY, session.state().scorer());
        session.ask(null);
        assertEquals(Scorer.HEAD, session.state().scorer());
    }

    @Test
    void relabelCorrectsAndTakesAway() {
        LabelingSession session = desk.begin();
        session.submit(desk.truth(range(0, 10)), null, Train.YES);
        int was = session.state().labels().get(3);
        session.relabel(new LabelEdits(new int[] {3, 4}, new int[] {1 - was, Labels.NONE}), null);
        assertEquals(1 - was, session.state().labels().get(3));
        assertFalse(session.state().labels().has(4));
        session.relabel(new LabelEdits(session.state().labels().ids(), IntStream.generate(() -> -1).limit(9).toArray()), null);
        assertEquals(Scorer.NONE, session.state().scorer());
        session.undo();
        session.undo();
        assertEquals(was, session.state().labels().get(3));
        assertEquals(Scorer.HEAD, session.state().scorer());
    }

    @Test
    void earlierLabelsAreOfferedAndBroughtBack() {
        LabelingSession first = desk.begin();
        first.submit(desk.truth(range(0, 10)), null, Train.YES);
        first.relabel(new LabelEdits(new int[] {0}, new int[] {Labels.NONE}), null);
        first.submit(desk.truth(range(10, 20)), null, Train.YES);
        first.undo();
        LabelingSession second = LabelingSession.begin(desk.parts(), first.state().version(), Classes.BINARY);
        assertEquals(0, second.state().labels().count());
        assertTrue(second.state().version() > first.state().version());
        assertEquals(9, second.restorable());
        second.submit(desk.truth(1, 150), null, Train.YES);
        assertEquals(8, second.restorable());
        second.restore();
        assertEquals(10, second.state().labels().count());
        assertNotNull(second.state().head());
        assertSameState(second.state(), desk.resume().state());
        assertEquals("nothing-to-restore", assertThrows(Conflict.class, second::restore).code());
        second.undo();
        assertEquals(2, second.state().labels().count());
    }

    @Test
    void closedSessionRefusesChanges() {
        LabelingSession session = desk.begin();
        session.close();
        assertEquals("dataset-changed", assertThrows(Conflict.class, () -> session.submit(desk.truth(1), null, Train.YES)).code());
    }

    @Test
    void accuracyIsMeasuredInTheBackgroundAndCutBackByUndo() {
        LabelingSession session = desk.begin();
        session.submit(desk.truth(range(0, 24)), null, Train.YES);
        desk.runBackground();
        session.submit(desk.truth(range(24, 48)), null, Train.YES);
        desk.runBackground();
        assertEquals(2, session.state().curve().size());
        LabelingState.CurvePoint point = session.state().accuracy();
        assertEquals(48, point.labels());
        assertTrue(point.low() < point.accuracy() && point.accuracy() <= point.high() && point.accuracy() > 0.7);
        session.undo();
        assertEquals(24, session.state().accuracy().labels());
        assertSameState(session.state(), desk.resume().state());
    }

    @Test
    void flippedTellsWhatTheLatestTrainingChanged() {
        LabelingSession session = desk.begin();
        session.submit(desk.truth(range(0, 10)), null, Train.YES);
        Scores first = session.scores();
        session.submit(desk.truth(range(10, 60)), null, Train.YES);
        Scores second = session.scores();
        for (int id = 0; id < 200; id++) {
            assertEquals(first.label(id) != second.label(id), second.flipped(id));
        }
        assertSame(second, session.scores());
    }

    @Test
    void divergedTrainingKeepsTheLabelsAndSaysSo() {
        LabelingSession session = desk.begin();
        float sound = desk.matrix.values[0];
        desk.matrix.values[0] = Float.NaN;
        JsonObject answer = session.submit(desk.truth(0, 1, 2), null, Train.YES);
        assertTrue(answer.getBoolean("triggered"));
        assertFalse(answer.getBoolean("trained"));
        assertTrue(answer.getString("message").contains("finite"), answer.getString("message"));
        assertEquals(3, session.state().labels().count());
        assertNull(session.state().head());
        assertFalse(session.training(), "it is not tried again and again");
        desk.matrix.values[0] = sound;
        assertTrue(session.submit(desk.truth(3, 4), null, Train.YES).getBoolean("trained"));
        assertEquals(5, session.state().now().trained().labels());
    }
}
