package org.fastlabel.labeling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.fastlabel.labeling.Query.Direction;
import org.fastlabel.labeling.head.Logits;
import org.junit.jupiter.api.Test;

class QueryScoringTest {

    private static final int DIM = 3;
    private static final int ITEMS = 300;
    private static final Classes THREE = Classes.named(List.of("x", "y", "z"));

    /** Items along three axes, with some noise; item i is of class i % 3. */
    private final ArrayMatrix matrix = new ArrayMatrix(values(), DIM);

    private static float[] values() {
        Random random = new Random(3);
        float[] values = new float[ITEMS * DIM];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i % DIM == i / DIM % 3 ? 0.3f : 0.2f) + 0.01f * (float) random.nextGaussian();
        }
        return values;
    }

    private static Direction axis(int d, int classId) {
        float[] values = new float[DIM];
        values[d] = 1;
        return new Direction(classId, "axis " + d, values);
    }

    private static int right(Logits logits) {
        int right = 0;
        for (int id = 0; id < ITEMS; id++) {
            right += logits.best(id) == id % 3 ? 1 : 0;
        }
        return right;
    }

    @Test
    void namesTellTheClassesApartWithoutBeingCertain() {
        Logits logits = QueryScoring.logits(Query.names(List.of(axis(0, 0), axis(1, 1), axis(2, 2))), THREE, matrix);
        assertTrue(right(logits) > 290, right(logits) + " right");
        assertTrue(logits.prob(0, 0) > 0.6 && logits.prob(0, 0) < 0.999, "" + logits.prob(0, 0));
    }

    @Test
    void hintsAddUpAndSilentClassesShareTheRest() {
        Query one = Query.hint(axis(1, 1), null);
        Logits logits = QueryScoring.logits(one, THREE, matrix);
        assertTrue(logits.best(1) == 1 && logits.best(0) != 1);
        assertEquals(logits.prob(0, 0), logits.prob(0, 2), 1e-9);
        Query two = Query.hint(axis(0, 0), one);
        assertTrue(right(QueryScoring.logits(two, THREE, matrix)) > 280);
        assertEquals(2, Query.hint(axis(0, 0), two).directions().size(), "a new hint for a class replaces its old one");
        assertEquals(1, Query.hint(axis(0, 0), new Query("words", new float[DIM])).directions().size());
    }

    @Test
    void classesThatHaveGoneAreOutOfIt() {
        Query names = Query.names(List.of(axis(0, 0), axis(1, 1), axis(2, 2)));
        Classes fewer = THREE.without(1).with("new", null);
        Logits logits = Scoreboard.fitted(QueryScoring.logits(names, fewer, matrix), fewer);
        assertEquals(4, logits.classes());
        for (int id = 0; id < ITEMS; id++) {
            assertTrue(logits.best(id) == 0 || logits.best(id) == 2);
            assertEquals(0, logits.prob(id, 1), 1e-9);
            assertEquals(0, logits.prob(id, 3), 1e-9);
        }
    }

    @Test
    void whatIsNotEmbeddedIsNotJudged() {
        matrix.waiting(5, true);
        for (Query query : List.of(Query.names(List.of(axis(0, 0), axis(1, 1))), Query.hint(axis(2, 2), null), new Query("w", new float[DIM]))) {
            Logits logits = QueryScoring.logits(query, THREE, matrix);
            assertFalse(logits.judged(5));
            assertTrue(logits.judged(6));
        }
    }

    @Test
    void aHeadOfFewerClassesIsWidenedAndNeverNaN() {
        Logits wide = Scoreboard.fitted(new Logits(new float[] {1, 2, Float.NaN, Float.NaN}, 2), THREE);
        assertEquals(1, wide.best(0));
        assertEquals(0, wide.prob(0, 2));
        assertFalse(wide.judged(1));
        assertTrue(Double.isFinite(wide.entropy(0)));
    }

    @Test
    void thePriorHasADirectionPerClassThatIsDescribed() {
        assertArrayEquals(new float[] {0, 0, 0, 1, 2, 3}, new Query("w", new float[] {1, 2, 3}).prior(Classes.BINARY));
        assertNull(new Query("w", new float[] {1, 2, 3}).prior(THREE), "of many classes the words say none");
        assertArrayEquals(new float[] {0, 0, 0, 0, 0, 0, 0, 0, 1}, Query.hint(axis(2, 2), null).prior(THREE));
        assertNull(Query.hint(axis(2, 2), null).prior(THREE.without(2)));
    }
}
