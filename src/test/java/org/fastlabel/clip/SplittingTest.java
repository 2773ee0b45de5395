package org.fastlabel.clip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.fastlabel.api.CapacityExceeded;
import org.fastlabel.torch.TorchProgram;
import org.junit.jupiter.api.Test;

/** A device that has room for only so many at a time. */
class SplittingTest {

    private final Splitting splitting = new Splitting(2);
    private final List<Integer> tried = new ArrayList<>();

    /** Row i is (i, -i). */
    private Splitting.Encoder roomFor(int most) {
        return (from, count) -> {
            tried.add(count);
            if (count > most) {
                throw new CapacityExceeded(TorchProgram.OUT_OF_MEMORY, "full");
            }
            float[] rows = new float[2 * count];
            for (int i = 0; i < count; i++) {
                rows[2 * i] = from + i;
                rows[2 * i + 1] = -from - i;
            }
            return rows;
        };
    }

    private static float[] rows(int n) {
        float[] rows = new float[2 * n];
        for (int i = 0; i < n; i++) {
            rows[2 * i] = i;
            rows[2 * i + 1] = -i;
        }
        return rows;
    }

    @Test
    void whatFitsGoesInOne() {
        assertArrayEquals(rows(9), splitting.run(9, roomFor(9)));
        assertEquals(List.of(9), tried);
    }

    @Test
    void whatDoesNotFitIsHalvedUntilItDoesAndThatIsRemembered() {
        assertArrayEquals(rows(11), splitting.run(11, roomFor(3)));
        assertEquals(List.of(11, 5, 2, 2, 2, 2, 2, 1), tried);
        tried.clear();
        assertArrayEquals(rows(4), splitting.run(4, roomFor(3)));
        assertEquals(List.of(2, 2), tried);
    }

    @Test
    void aSingleOneThatDoesNotFitIsToldWithWhatToDo() {
        CapacityExceeded e = assertThrows(CapacityExceeded.class, () -> splitting.run(4, roomFor(0)));
        assertEquals(TorchProgram.OUT_OF_MEMORY, e.code());
        assertEquals(List.of(4, 2, 1), tried);
    }

    @Test
    void otherFailuresAreNotTriedAgain() {
        assertThrows(IllegalStateException.class, () -> splitting.run(4, (from, count) -> {
            tried.add(count);
            throw new IllegalStateException("broken");
        }));
        assertEquals(List.of(4), tried);
    }

    @Test
    void partsOfRows() {
        assertArrayEquals(new float[] {2, 3, 4, 5}, Splitting.part(new float[] {0, 1, 2, 3, 4, 5}, 3, 1, 2));
        assertArrayEquals(new long[] {0, 1}, Splitting.part(new long[] {0, 1, 2, 3}, 2, 0, 1));
    }
}
