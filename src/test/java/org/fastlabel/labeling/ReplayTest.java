package org.fastlabel.labeling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.fastlabel.api.FastLabelException;
import org.fastlabel.labeling.Classes.LabelClass;
import org.fastlabel.labeling.LabelingEvent.Kind;
import org.fastlabel.labeling.LabelingSession.Train;
import org.fastlabel.labeling.LabelingState.Learning;
import org.fastlabel.labeling.head.HeadChoice;
import org.fastlabel.labeling.head.HeadWeights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is done in whatever order, the events lead to the same state, and undo leads back. */
class ReplayTest {

    private static final int ITEMS = 250;
    private static final List<String> COLOURS = List.of("red", "green", "blue");

    private final SessionFixture desk = new SessionFixture(ITEMS);
    private LabelingSession session;
    private Random random;

    private void begin(long seed, int undoSteps) {
        random = new Random(seed);
        desk.trainer = new QuickTrainer();
        desk.trainLater = true;
        desk.undoSteps = undoSteps;
        desk.options = Options.DEFAULT;
        session = desk.begin(Classes.named(COLOURS));
    }

    /** Something that anybody may do at any time. @return its name, for messages */
    private String act() {
        int what = random.nextInt(14);
        try {
            switch (what) {
                case 0, 1, 2 -> session.submit(some(), null, Train.values()[random.nextInt(3)]);
                case 3 -> session.relabel(some(), null);
                case 4 -> session.undo();
                case 5 -> session.edit(new ClassEdit.Add("class " + random.nextInt(20), null));
                case 6 -> session.edit(new ClassEdit.Rename(anyClass(), "name " + random.nextInt(20)));
                case 7 -> session.edit(new ClassEdit.Merge(anyClass(), anyClass()));
                case 8 -> session.edit(new ClassEdit.Delete(anyClass()));
                case 9 -> session.edit(new ClassEdit.Recolor(anyClass(), "#0000ff"));
                case 10 -> session.configure(new Options(1 + random.nextInt(30), HeadChoice.values()[random.nextInt(3)],
                        random.nextInt(3) / 10.0));
                case 11 -> session.ask(random.nextInt(3) == 0 ? null : Query.hint(new Query.Direction(anyClass(), "word",
                        new float[SessionFixture.DIM]), session.state().query()));
                case 12 -> session.importLabels(Map.of(random.nextInt(ITEMS), "imported " + random.nextInt(3)));
                default -> desk.runBackground();
            }
        } catch (FastLabelException refused) {
            return what + " refused: " + refused.code();
        }
        return Integer.toString(what);
    }

    private LabelEdits some() {
        Map<Integer, Integer> edits = new HashMap<>();
        for (int i = 0; i < 6; i++) {
            edits.put(random.nextInt(ITEMS), anyClass());
        }
        return new LabelEdits(edits.keySet().stream().mapToInt(Integer::intValue).toArray(),
                edits.values().stream().mapToInt(Integer::intValue).toArray());
    }

    private int anyClass() {
        List<LabelClass> live = session.state().classes().live();
        return live.get(random.nextInt(live.size())).id();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void eventsLeadToTheSameState(long seed) {
        begin(seed, 3);
        List<String> done = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            done.add(act());
            assertEquals(session.state(), desk.replayed(), () -> "after " + done);
            LabelingState now = session.state();
            assertTrue(java.util.Arrays.stream(now.labels().ids()).allMatch(id -> now.classes().isLive(now.labels().get(id))),
                    () -> "a label of a class that has gone, after " + done);
        }
        assertTrue(done.stream().filter(d -> !d.contains("refused")).distinct().count() > 10, "too little happened: " + done);
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8, 9})
    void undoOfEverythingReturnsToTheStart(long seed) {
        begin(seed, 1000);
        List<LabelClass> classes = session.state().classes().live();
        for (int i = 0; i < 80; i++) {
            act();
        }
        int ids = session.state().classes().size();
        while (!session.state().history().isEmpty()) {
            session.undo();
        }
        assertEquals(Labels.EMPTY, session.state().labels());
        assertEquals(classes, session.state().classes().live());
        assertEquals(ids, session.state().classes().size(), "ids that were given stay given");
        assertNull(session.state().head());
        desk.runBackground();
        assertNull(session.state().head(), "no training that was under way brings its head after all");
        assertEquals(session.state(), desk.replayed());
    }

    @Test
    void restartMakesUpForATrainingThatTheEndCutOff() {
        begin(1, 3);
        session.submit(desk.truth(0, 1, 2, 3), null, Train.YES);
        assertEquals(Learning.DUE, session.state().learning());
        desk.trainLater = false;
        LabelingSession resumed = desk.resume();
        assertEquals(Learning.DONE, resumed.state().learning());
        assertEquals(4, resumed.state().now().trained().labels());
        assertEquals(resumed.state(), desk.replayed());
    }

    @Test
    void eventsOfEarlierVersionsStillReplay() {
        desk.undoSteps = 3;
        HeadWeights head = HeadWeights.initial(SessionFixture.DIM, 2, 2, new float[SessionFixture.DIM], 1);
        add(Kind.CONFIG, 1, 0, "{}");
        add(Kind.SUBMIT, 2, 1, "{\"labels\":[[\"folder/3.png\",1],[\"folder/4.png\",0]],\"trained\":true}");
        add(Kind.QUERY, 3, 1, "{\"text\":\"hat\",\"direction\":\"AAAAAA==\"}");
        add(Kind.SUBMIT, 4, 2, "{\"labels\":[[\"folder/5.png\",1]],\"trained\":false}");
        add(Kind.TRAIN, 5, 2, "{}");
        add(Kind.POINT, 5, 2, "{\"labels\":3,\"accuracy\":0.5,\"low\":0.25,\"high\":0.75}");
        desk.log.heads.put(2L, head.toBytes());
        desk.log.heads.put(5L, head.toBytes());
        LabelingState state = desk.replayed();
        assertEquals(Classes.BINARY, state.classes());
        assertEquals(Options.DEFAULT, state.options());
        assertEquals(3, state.labels().count());
        assertEquals(head, state.head());
        assertEquals(Learning.DONE, state.learning());
        assertEquals("hat", state.query().text());
        assertEquals("d-5", state.now().trained().model());
        assertEquals(0.75, state.accuracy().high());
        assertEquals(2, state.undo().now().trained().version());
    }

    @Test
    void classesOfEarlierSessionsComeBackWithTheirLabels() {
        begin(1, 3);
        session.submit(new LabelEdits(new int[] {0, 1, 2}, new int[] {0, 1, 2}), null, Train.NO);
        session.edit(new ClassEdit.Rename(2, "violet"));
        session.edit(new ClassEdit.Delete(session.edit(new ClassEdit.Add("mistake", null)).classes().idOf("mistake")));
        Classes earlier = session.state().classes();
        session = LabelingSession.begin(desk.parts(), session.state().version(), Classes.BINARY);
        assertEquals(3, session.restorable());
        session.restore();
        assertEquals(earlier, session.state().classes(), "nothing was done yet, so all is as it was");
        assertEquals(session.state(), desk.replayed());
        session.undo();
        assertEquals(Classes.BINARY.live(), session.state().classes().live());
        session = LabelingSession.begin(desk.parts(), session.state().version(), Classes.named(List.of("RED", "other")));
        session.restore();
        assertEquals(List.of("RED", "other", "green", "violet"), session.state().classes().live().stream().map(LabelClass::name).toList());
        assertEquals(0, session.state().labels().get(0));
        assertEquals(3, session.state().labels().get(2));
        assertEquals(session.state(), desk.replayed());
    }

    private void add(Kind kind, long version, int undoDepth, String payload) {
        desk.log.events.add(new LabelingEvent(kind, version, undoDepth, 0, payload, null, null));
    }
}
