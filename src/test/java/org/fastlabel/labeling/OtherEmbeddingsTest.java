package org.fastlabel.labeling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.fastlabel.api.Conflict;
import org.fastlabel.dataset.MediaSource;
import org.fastlabel.embedding.Content;
import org.fastlabel.embedding.Embedder;
import org.fastlabel.labeling.LabelingSession.Train;
import org.fastlabel.labeling.LabelingState.Scorer;
import org.junit.jupiter.api.Test;

/** Another model's embeddings take the place of those that were learnt from: nothing that the person did is lost. */
class OtherEmbeddingsTest {

    private static final int ITEMS = 300;
    private static final int WIDER = 24;

    private final SessionFixture desk = new SessionFixture(ITEMS);

    /** The same items, seen by another model. */
    private static final class Space extends ArrayMatrix {

        private final String id;

        Space(String id, int dim) {
            super(TestPool.of(ITEMS, dim, 4, id.hashCode()).values(), dim);
            this.id = id;
        }

        @Override
        public String space() {
            return id;
        }
    }

    /** Each text becomes a row that only this model makes. */
    private record Words(String id, int dim) implements Embedder {

        @Override
        public Content read(MediaSource source, String key) {
            throw new IllegalStateException("nothing is read");
        }

        @Override
        public float[][] embed(List<Content> contents) {
            throw new IllegalStateException("nothing is embedded");
        }

        @Override
        public float[][] queries(List<String> texts) {
            float[][] rows = new float[texts.size()][dim];
            for (int i = 0; i < rows.length; i++) {
                rows[i][Math.floorMod((id + texts.get(i)).hashCode(), dim)] = 1;
            }
            return rows;
        }
    }

    private LabelingSession labelled(int labels) {
        desk.matrix = new Space("a", SessionFixture.DIM);
        LabelingSession session = desk.begin();
        for (int from = 0; from < labels; from += 20) {
            session.submit(desk.truth(IntStream.range(from, from + 20).toArray()), null, Train.YES);
            desk.runBackground();
        }
        return session;
    }

    private void replace(LabelingSession session, String id, int dim) {
        desk.matrix = new Space(id, dim);
        desk.embedder = new Words(id, dim);
        session.embeddingsChanged();
    }

    private static float[] judgements(LabelingSession session) {
        Scores scores = session.scores();
        float[] judged = new float[ITEMS];
        for (int id = 0; id < ITEMS; id++) {
            judged[id] = (float) scores.probPositive(id);
        }
        return judged;
    }

    @Test
    void labelsStayAndAreLearntAnewWhileTheLastScoresServe() {
        LabelingSession session = labelled(40);
        LabelingState before = session.state();
        float[] judged = judgements(session);
        desk.trainLater = true;
        replace(session, "b", WIDER);
        assertTrue(session.training());
        assertTrue(Arrays.equals(judged, judgements(session)), "so long the last scores serve");
        desk.runBackground();
        LabelingState after = session.state();
        assertEquals(before.labels(), after.labels());
        assertEquals(before.classes(), after.classes());
        assertEquals(before.history(), after.history());
        assertEquals(WIDER, after.head().input());
        assertEquals("b", after.now().trained().space());
        assertEquals(Scorer.HEAD, session.scores().scorer());
        assertFalse(Arrays.equals(judged, judgements(session)));
        assertEquals(after, desk.replayed());
    }

    @Test
    void embeddingsOfTheSameLengthAreNotMistakenForEachOther() {
        LabelingSession session = labelled(40);
        replace(session, "b", SessionFixture.DIM);
        desk.runBackground();
        assertEquals("b", session.state().now().trained().space());
        LabelingState learnt = session.state();
        session.embeddingsChanged();
        desk.runBackground();
        assertSame(learnt.head(), session.state().head(), "where it fits, nothing is learnt");
    }

    @Test
    void undoLeadsBackToLabelsAndLearnsThemAnew() {
        LabelingSession session = labelled(60);
        replace(session, "b", WIDER);
        desk.runBackground();
        for (int labels = 40; labels > 0; labels -= 20) {
            session.undo();
            assertNotNull(session.scores().logits(), "somebody judges at once");
            desk.runBackground();
            assertEquals(labels, session.state().labels().count());
            assertEquals(WIDER, session.state().head().input());
            assertEquals("b", session.state().now().trained().space());
            assertEquals(session.state(), desk.replayed());
        }
        session.undo();
        desk.runBackground();
        assertNull(session.state().head());
        assertEquals(Scorer.NONE, session.scores().scorer());
    }

    @Test
    void aSessionThatIsResumedWithAnotherModelLearnsAnew() {
        Labels labels = labelled(40).state().labels();
        desk.matrix = new Space("b", WIDER);
        LabelingSession resumed = desk.resume();
        desk.runBackground();
        assertEquals(labels, resumed.state().labels());
        assertEquals(WIDER, resumed.state().head().input());
        assertEquals("b", resumed.state().now().trained().space());
        assertNotNull(resumed.scores().logits());
    }

    @Test
    void theQueryIsPutInTheOtherModelsWords() {
        desk.matrix = new Space("a", SessionFixture.DIM);
        desk.embedder = new Words("a", SessionFixture.DIM);
        LabelingSession session = desk.begin();
        session.ask(new ZeroShot(desk, desk.source.kind()).pool("smiling"));
        desk.runBackground();
        float[] judged = judgements(session);
        replace(session, "b", WIDER);
        assertTrue(Arrays.equals(judged, judgements(session)), "so long the last scores serve");
        desk.runBackground();
        LabelingState after = session.state();
        assertEquals("smiling", after.query().text());
        assertEquals(WIDER, after.query().dim());
        assertEquals(Scorer.QUERY, after.scorer());
        assertEquals(after, desk.replayed());
        assertFalse(Arrays.equals(judged, judgements(session)));
        // Nobody judges by it who did not before.
        session.submit(desk.truth(IntStream.range(0, 20).toArray()), null, Train.YES);
        desk.runBackground();
        assertEquals(Scorer.HEAD, session.state().scorer());
        replace(session, "c", SessionFixture.DIM);
        desk.runBackground();
        assertEquals(Scorer.HEAD, session.state().scorer());
        assertEquals("c", session.state().query().space());
        assertEquals(session.state(), desk.replayed());
    }

    @Test
    void aQueryThatNoModelCanReadIsTakenAway() {
        desk.matrix = new Space("a", SessionFixture.DIM);
        LabelingSession session = desk.begin();
        session.ask(new Query("smiling", new float[SessionFixture.DIM]).in("a"));
        desk.matrix = new Space("b", WIDER);
        desk.embedder = new Embedder() {
            private final Words words = new Words("b", WIDER);

            @Override
            public String id() {
                return words.id();
            }

            @Override
            public int dim() {
                return words.dim();
            }

            @Override
            public Content read(MediaSource source, String key) {
                return words.read(source, key);
            }

            @Override
            public float[][] embed(List<Content> contents) {
                return words.embed(contents);
            }

            @Override
            public float[][] queries(List<String> texts) {
                throw new Conflict("no-text-tower", "It has no words.");
            }
        };
        session.embeddingsChanged();
        desk.runBackground();
        assertNull(session.state().query());
        assertEquals(Scorer.NONE, session.state().scorer());
        assertEquals(session.state(), desk.replayed());
    }

    @Test
    void accuracyIsMeasuredAnew() {
        LabelingSession session = labelled(60);
        LabelingState.CurvePoint old = session.state().accuracy();
        assertNotNull(old);
        replace(session, "b", WIDER);
        desk.runBackground();
        List<LabelingState.CurvePoint> curve = session.state().curve();
        assertEquals(1, curve.size(), "what was measured of another model foretells nothing of this one");
        assertNotEquals(old, curve.get(0));
        assertEquals(session.state(), desk.replayed());
    }

    @Test
    void aHeadWithoutLabelsWaitsForTheEmbeddingsThatItJudges() {
        desk.matrix = new Space("a", SessionFixture.DIM);
        LabelingSession taught = labelled(20);
        LabelingSession session = desk.begin();
        session.load(taught.state().head(), "model", 20, "a");
        assertNotNull(session.scores().logits());
        replace(session, "b", WIDER);
        desk.runBackground();
        assertNull(session.scores().logits(), "it is not asked about what it does not know");
        replace(session, "a", SessionFixture.DIM);
        desk.runBackground();
        assertNotNull(session.scores().logits());
    }
}
