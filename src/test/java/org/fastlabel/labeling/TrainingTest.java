package org.fastlabel.labeling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.fastlabel.labeling.LabelingSession.Train;
import org.fastlabel.labeling.LabelingState.Learning;
import org.fastlabel.labeling.LabelingState.Scorer;
import org.fastlabel.labeling.head.Head;
import org.fastlabel.labeling.head.HeadChoice;
import org.fastlabel.labeling.head.Lesson;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a session trains, on what, and what becomes of it. */
class TrainingTest {

    private final SessionFixture desk = new SessionFixture(400);
    private final QuickTrainer trainer = new QuickTrainer();

    @BeforeEach
    void quickly() {
        desk.trainer = trainer;
    }

    private LabelEdits items(int from, int to) {
        return desk.truth(IntStream.range(from, to).toArray());
    }

    @Test
    void everyTenLabelsTrain() {
        LabelingSession session = desk.begin();
        for (int i = 0; i < 9; i++) {
            JsonObject answer = session.submit(items(i, i + 1), null, Train.AUTO);
            assertFalse(answer.getBoolean("triggered"));
            assertFalse(answer.containsKey("message"));
            assertEquals(i + 1, session.state().now().sinceTraining());
        }
        assertTrue(session.submit(items(9, 10), null, Train.AUTO).getBoolean("trained"));
        assertEquals(0, session.state().now().sinceTraining());
        session.submit(items(10, 19), null, Train.AUTO);
        assertEquals(1, trainer.lessons.size());
        assertTrue(session.submit(items(19, 20), null, Train.AUTO).getBoolean("triggered"));
        assertEquals(20, trainer.lessons.get(1).labels().length);
        session.configure(new Options(2, HeadChoice.AUTO, 0));
        assertEquals(2, trainer.lessons.size(), "another number does not train by itself");
        assertFalse(session.submit(items(20, 21), null, Train.AUTO).getBoolean("triggered"));
        assertTrue(session.submit(items(21, 22), null, Train.AUTO).getBoolean("triggered"));
    }

    @Test
    void withoutTrainingTheLabelsWaitUntilAskedFor() {
        LabelingSession session = desk.begin();
        JsonObject answer = session.submit(items(0, 30), null, Train.NO);
        assertFalse(answer.getBoolean("triggered"));
        assertFalse(session.training());
        assertEquals(Scorer.NONE, session.state().scorer());
        assertSame(Learning.LATER, desk.resume().state().learning(), "a restart does not train either");
        session.train();
        assertEquals(Scorer.HEAD, session.state().scorer());
        assertEquals(30, trainer.lessons.get(0).labels().length);
    }

    @Test
    void labelsThatComeMeanwhileAreLearntRightAfter() {
        LabelingSession session = desk.begin();
        trainer.meanwhile = () -> {
            if (trainer.lessons.size() == 1) {
                assertTrue(session.submit(items(20, 30), null, Train.YES).getBoolean("triggered"));
                assertTrue(session.training());
            }
        };
        session.submit(items(0, 20), null, Train.YES);
        assertEquals(2, trainer.lessons.size());
        assertEquals(20, trainer.lessons.get(0).labels().length);
        assertEquals(30, trainer.lessons.get(1).labels().length);
        assertEquals(Learning.DONE, session.state().learning());
        assertFalse(session.training());
        assertEquals(session.state(), desk.replayed());
    }

    @Test
    void aTrainingOfLabelsThatWereTakenBackIsDropped() {
        LabelingSession session = desk.begin();
        trainer.meanwhile = session::undo;
        session.submit(items(0, 20), null, Train.YES);
        assertEquals(0, session.state().labels().count());
        assertNull(session.state().head());
        assertFalse(session.training());
    }

    @Test
    void aHeadThatIsLoadedMeanwhileStays() {
        LabelingSession session = desk.begin();
        session.submit(items(0, 20), null, Train.YES);
        Head first = session.state().head();
        trainer.meanwhile = () -> session.load(first, "d-2", 20, null);
        session.submit(items(20, 40), null, Train.YES);
        assertSame(first, session.state().head());
        assertEquals("d-2", session.state().now().trained().model());
        assertEquals(session.state(), desk.replayed());
        trainer.meanwhile = () -> { };
        session.undo();
        session.undo();
        assertEquals(20, session.state().labels().count());
    }

    @Test
    void otherHeadsAndOtherSlicesAreLearntAtOnce() {
        LabelingSession session = desk.begin();
        session.submit(items(0, 20), null, Train.YES);
        session.configure(new Options(10, HeadChoice.MLP, 0));
        assertEquals(HeadChoice.MLP, trainer.lessons.get(1).choice());
        session.configure(new Options(10, HeadChoice.MLP, 0.5));
        assertTrue(trainer.lessons.get(2).labels().length < 20);
        assertEquals(1, session.state().history().size(), "options are no step of undo");
        assertEquals(session.state(), desk.replayed());
    }

    @Test
    void heldOutLabelsAreNeverLearntNorValidatedWith() {
        desk.options = Options.DEFAULT;
        LabelingSession session = desk.begin();
        Holdout holdout = session.holdout();
        session.submit(items(0, 400), null, Train.YES);
        desk.runBackground();
        int[] learnt = IntStream.range(0, 400).filter(id -> !holdout.has(id)).toArray();
        assertTrue(learnt.length < 385 && learnt.length > 330, learnt.length + " of 400 are learnt from");
        assertArrayEquals(desk.matrix.gather(learnt), trainer.lessons.get(0).rows());
        for (Lesson lesson : trainer.validated) {
            assertArrayEquals(desk.matrix.gather(learnt), lesson.rows());
        }
        assertEquals(400, session.state().accuracy().labels());
    }

    @Test
    void labelsThatAreAllHeldOutTeachNothing() {
        desk.options = Options.DEFAULT;
        LabelingSession session = desk.begin();
        JsonObject answer = session.submit(desk.truth(session.holdout().ids().limit(5).toArray()), null, Train.YES);
        assertTrue(answer.getBoolean("triggered"));
        assertFalse(answer.getBoolean("trained"));
        assertFalse(session.training(), "there is nothing left to be done");
        assertEquals(Scorer.NONE, session.state().scorer());
        assertEquals(session.state(), desk.replayed());
    }

    @Test
    void onlyTheLatestLabelsAreMeasured() {
        LabelingSession session = desk.begin();
        session.submit(items(0, 20), null, Train.YES);
        session.submit(items(20, 40), null, Train.YES);
        desk.runBackground();
        assertEquals(1, trainer.validated.size());
        assertEquals(40, trainer.validated.get(0).labels().length);
        assertEquals(40, session.state().accuracy().labels());
    }

    @Test
    void eachTrainingIsTold() {
        LabelingSession session = desk.begin();
        session.submit(items(0, 20), null, Train.YES);
        session.submit(items(20, 40), null, Train.YES);
        desk.runBackground();
        assertArrayEquals(new int[] {20, 40}, desk.trained.stream().mapToInt(s -> s.now().trained().labels()).toArray());
        assertTrue(desk.trained.stream().allMatch(s -> s.now().trained().model().equals("d-" + s.version())));
        assertArrayEquals(new int[] {20, 40}, desk.learnt.stream().mapToInt(Labels::count).toArray());
        assertEquals(session.state().labels(), desk.learnt.get(1));
    }

    @Test
    void theQueryGoesIntoTheLesson() {
        LabelingSession session = desk.begin();
        float[] direction = new float[SessionFixture.DIM];
        Arrays.fill(direction, 2);
        session.ask(new Query("hat", direction));
        session.submit(items(0, 20), null, Train.YES);
        float[] prior = trainer.lessons.get(0).prior();
        assertEquals(0, prior[0]);
        assertEquals(2, prior[SessionFixture.DIM], "of two classes the positive one is described");
        assertEquals(Scorer.HEAD, session.state().scorer());
    }
}
