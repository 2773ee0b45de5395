package org.fastlabel.labeling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.fastlabel.api.Conflict;
import org.fastlabel.labeling.LabelingState.Scorer;
import org.fastlabel.labeling.Query.Direction;
import org.fastlabel.labeling.head.Head;
import org.fastlabel.labeling.head.HeadChoice;
import org.fastlabel.labeling.head.Heads;
import org.fastlabel.labeling.head.JavaHead;
import org.fastlabel.labeling.head.Lesson;
import org.junit.jupiter.api.Test;

class JudgeTest {

    private static final int DIM = 16;
    private static final TestPool POOL = TestPool.of(200, DIM, 4, 5);
    private static final ArrayMatrix MATRIX = new ArrayMatrix(POOL.values(), DIM);
    private static final Heads HEADS = new Heads(new JavaHead());
    private static final LabelingState FRESH = LabelingState.fresh(1, Classes.BINARY, Options.DEFAULT);

    private static Scores ask(LabelingState state, int id) {
        return Judge.of(state, MATRIX.row(id), MATRIX, () -> HEADS);
    }

    @Test
    void theHeadSaysOfANewItemWhatItSaysOfTheSameInThePool() {
        int[] ids = {0, 1, 2, 3, 4, 5, 6, 7};
        int[] labels = {0, 1, 0, 1, 1, 0, 1, 0};
        Head head = HEADS.train(new Lesson(MATRIX.gather(ids), labels, 2, null, null, MATRIX, HeadChoice.AUTO, 1));
        LabelingState state = FRESH.loaded(head, "m", 8, null, 3);
        Scores said = ask(state, 20);
        assertEquals(Scorer.HEAD, said.scorer());
        assertArrayEquals(HEADS.score(head, MATRIX).probs(20), said.probs(0), 1e-6);
        // A class that the head does not know yet is never its choice.
        LabelingState wider = state.withClasses(Classes.BINARY.with("third", null), -1, -1, 3);
        assertEquals(3, ask(wider, 20).probs(0).length);
        assertEquals(0, ask(wider, 20).probs(0)[2]);
        assertEquals("other-checkpoint", assertThrows(Conflict.class,
                () -> Judge.of(state, new float[DIM + 1], MATRIX, () -> HEADS)).code());
    }

    @Test
    void aQueryIsCalibratedOnThePool() {
        LabelingState state = FRESH.withQuery(new Query("words", MATRIX.row(3)));
        double expected = QueryScoring.logits(state.query(), Classes.BINARY, MATRIX).prob(17, 1);
        Scores said = ask(state, 17);
        assertEquals(Scorer.QUERY, said.scorer());
        assertEquals(expected, said.probPositive(0), 0.05);
    }

    @Test
    void namesOfClassesJudgeToo() {
        Classes three = Classes.named(List.of("a", "b", "c"));
        Query names = Query.names(List.of(new Direction(0, "a", MATRIX.row(1)), new Direction(1, "b", MATRIX.row(2)),
                new Direction(2, "c", MATRIX.row(3))));
        LabelingState state = LabelingState.fresh(1, three, Options.DEFAULT).withQuery(names);
        assertEquals(1, ask(state, 2).label(0));
    }

    @Test
    void nobodyJudgesBeforeThereIsAModel() {
        assertEquals("no-model", assertThrows(Conflict.class, () -> ask(FRESH, 1)).code());
        LabelingState ordered = LabelingState.fresh(1, Classes.named(List.of("a", "b", "c")), Options.DEFAULT)
                .withQuery(new Query("words", MATRIX.row(3)));
        assertEquals("no-model", assertThrows(Conflict.class, () -> ask(ordered, 1)).code());
    }
}
