package org.fastlabel.labeling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.fastlabel.api.Conflict;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.NotFound;
import org.junit.jupiter.api.Test;

class ClassesTest {

    @Test
    void anIdNeverComesToMeanAnotherClass() {
        Classes classes = Classes.named(List.of("cat", "dog", "bird")).without(1).with("fish", null);
        assertEquals(3, classes.idOf("fish"));
        assertFalse(classes.isLive(1));
        assertArrayEquals(new int[] {1}, classes.retired());
        assertThrows(NotFound.class, () -> classes.require(1));
        assertEquals(4, classes.with("dog", null).idOf("DOG"), "a retired name is free again");
    }

    @Test
    void binaryOnlyWhileJustTheFirstTwoLive() {
        assertTrue(Classes.BINARY.binary());
        assertFalse(Classes.BINARY.with("unsure", null).binary());
        assertTrue(Classes.BINARY.with("unsure", null).without(2).binary());
        assertFalse(Classes.BINARY.with("unsure", null).without(0).binary());
    }

    @Test
    void namesAreDistinctShortAndInOneLine() {
        assertThrows(Conflict.class, () -> Classes.BINARY.renamed(0, " Positive "));
        assertEquals("Negative", Classes.BINARY.renamed(0, " Negative ").all().get(0).name());
        for (String bad : new String[] {"", "  ", "a\nb", "x".repeat(61)}) {
            assertThrows(InvalidInput.class, () -> Classes.BINARY.with(bad, null));
        }
        assertThrows(InvalidInput.class, () -> Classes.named(List.of("a", "A")));
        assertThrows(InvalidInput.class, () -> Classes.named(List.of("alone")));
    }

    @Test
    void boundsAreKept() {
        Classes many = Classes.named(IntStream.range(0, Classes.MAX).mapToObj(i -> "class " + i).toList());
        assertThrows(Conflict.class, () -> many.with("one more", null));
        assertThrows(Conflict.class, () -> Classes.BINARY.without(0));
        assertThrows(InvalidInput.class, () -> Classes.BINARY.recolored(0, "red"));
        assertEquals(200, many.live().stream().map(Classes.LabelClass::color).distinct().count());
    }

    @Test
    void whatUndoTakesBackStaysGiven() {
        Classes before = Classes.BINARY;
        Classes after = before.after(before.with("cat", null).with("dog", null));
        assertEquals(before.live(), after.live());
        assertEquals(4, after.size());
        assertEquals(4, after.with("bird", null).idOf("bird"));
        assertEquals(before, before.after(before));
    }

    @Test
    void labelsHaveRoomForEveryClass() {
        Labels labels = Labels.EMPTY.with(new LabelEdits(new int[] {0, 1, 2, 3}, new int[] {253, 128, 127, 0}));
        assertEquals(253, labels.get(0));
        assertEquals(128, labels.get(1));
        assertEquals(1, labels.counts(254)[253]);
        assertArrayEquals(new int[] {1}, labels.ids(128));
        assertEquals(2, labels.moved(253, 128).count(128));
        assertTrue(labels.includes(Labels.EMPTY) && labels.includes(labels));
        assertFalse(labels.includes(labels.moved(253, 128)));
        assertFalse(Labels.EMPTY.includes(labels));
    }
}
