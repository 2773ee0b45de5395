package org.fastlabel.labeling.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.fastlabel.api.Conflict;
import org.fastlabel.labeling.ArrayMatrix;
import org.fastlabel.labeling.Classes;
import org.fastlabel.labeling.TestPool;
import org.fastlabel.labeling.head.Head;
import org.fastlabel.labeling.head.HeadChoice;
import org.fastlabel.labeling.head.Heads;
import org.fastlabel.labeling.head.JavaHead;
import org.fastlabel.labeling.head.Lesson;
import org.fastlabel.labeling.head.Logits;
import org.fastlabel.labeling.models.ModelComparison.Difference;
import org.fastlabel.labeling.models.ModelComparison.Side;
import org.junit.jupiter.api.Test;

class ModelComparisonTest {

    private static final int ITEMS = 5000;
    private static final TestPool POOL = TestPool.of(ITEMS, 8, 4, 3);
    private static final ArrayMatrix MATRIX = new ArrayMatrix(POOL.values(), 8);
    private static final Heads HEADS = new Heads(new JavaHead());

    private static Side side(int labels, boolean flipped) {
        int[] ids = IntStream.range(0, labels).toArray();
        int[] truth = IntStream.of(ids).map(id -> flipped ? 1 - POOL.truth()[id] : POOL.truth()[id]).toArray();
        Head head = HEADS.train(new Lesson(MATRIX.gather(ids), truth, 2, null, null, MATRIX, HeadChoice.AUTO, 1));
        return new Side(head, new int[0]);
    }

    @Test
    void aModelAgreesWithItself() {
        Side a = side(20, false);
        ModelComparison same = ModelComparison.of(a, a, MATRIX, HEADS);
        assertEquals(new ModelComparison(ITEMS, 0, List.of()), same);
        assertEquals(1, same.agreement());
    }

    @Test
    void differencesAreCountedAndTheSurestComeFirst() {
        Side a = side(40, false);
        Side b = side(6, true);
        MATRIX.waiting(ITEMS - 1, true);
        ModelComparison found = ModelComparison.of(a, b, MATRIX, HEADS);
        MATRIX.waiting(ITEMS - 1, false);
        Logits byA = HEADS.judge(a.head(), POOL.values());
        Logits byB = HEADS.judge(b.head(), POOL.values());
        double[] sure = IntStream.range(0, ITEMS - 1).filter(i -> byA.best(i) != byB.best(i))
                .mapToDouble(i -> -Math.min(byA.prob(i, byA.best(i)), byB.prob(i, byB.best(i)))).sorted().toArray();
        assertTrue(sure.length > ModelComparison.SHOWN, "too few differences to test with");
        assertEquals(sure.length, found.differ());
        assertEquals(1 - sure.length / (ITEMS - 1.0), found.agreement(), 1e-12);
        assertEquals(ModelComparison.SHOWN, found.first().size());
        for (int i = 0; i < ModelComparison.SHOWN; i++) {
            Difference d = found.first().get(i);
            assertEquals(-sure[i], d.bothSure(), 1e-9);
            assertEquals(byA.best(d.id()), d.a());
            assertEquals(byB.best(d.id()), d.b());
        }
    }

    @Test
    void labelsAreComparedByKey() {
        assertEquals(Map.of("added", 1, "removed", 1, "changed", 1, "same", 1), ModelComparison.labels(
                Map.of("kept", 1, "gone", 0, "other", 0), Map.of("kept", 1, "new", 1, "other", 1)));
    }

    @Test
    void classesMustMeanTheSame() {
        Classes two = Classes.named(List.of("cat", "dog"));
        ModelDesk.requireSameClasses(two, two.with("bird", null).recolored(0, "#000000"));
        ModelDesk.requireSameClasses(two.with("bird", null).without(2), two);
        for (Classes now : List.of(two.renamed(1, "wolf"), Classes.named(List.of("dog", "cat")))) {
            assertEquals("other-classes", assertThrows(Conflict.class, () -> ModelDesk.requireSameClasses(two, now)).code());
        }
        Classes three = two.with("bird", null);
        for (Classes now : List.of(two, three.without(2))) {
            assertThrows(Conflict.class, () -> ModelDesk.requireSameClasses(three, now));
        }
    }
}
