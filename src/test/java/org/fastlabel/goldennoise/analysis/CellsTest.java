package org.fastlabel.goldennoise.analysis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.fastlabel.generation.GenerationParameters;
import org.fastlabel.goldennoise.ShownImage;
import org.junit.jupiter.api.Test;

class CellsTest {

    @Test
    void theLaterJudgementOfACellCounts() {
        Cells cells = Cells.of(List.of(Planted.image("a", 1, true), Planted.image("a", 2, false), Planted.image(" a ", 1, false)));
        assertEquals(2, cells.size());
        assertEquals(List.of("a"), cells.prompts());
        assertFalse(cells.golden(0));
    }

    /** At another size or of another model, the same seed is another noise. */
    @Test
    void keepsTheCommonestKindOnly() {
        ShownImage large = Planted.image("a", 3, true);
        large = new ShownImage(large.batchId(), 1, "a", 3, 1, large.modelId(), new GenerationParameters(4, 0, "flow-match-euler", 128, 64), 0,
                large.path(), null, true, large.verdict(), "judge", large.at());
        Cells cells = Cells.of(List.of(large, Planted.image("a", 1, true), Planted.image("a", 2, false)));
        assertEquals(List.of(1L, 2L), cells.seeds());
    }

    @Test
    void crossedLeavesWhatStandsAlone() {
        Cells cells = Cells.of(List.of(Planted.image("a", 1, true), Planted.image("a", 2, false), Planted.image("a", 9, false),
                Planted.image("b", 1, true), Planted.image("b", 2, true), Planted.image("c", 1, true))).crossed();
        assertEquals(4, cells.size());
        assertEquals(List.of("a", "b"), cells.prompts());
        assertEquals(List.of(1L, 2L), cells.seeds());
        assertEquals(0, Cells.of(List.of()).crossed().size());
    }

    @Test
    void excessSumsToNothing() {
        Cells cells = Planted.crossed(9, 7, 1, 1, 1, 0.6, new SplittableRandom(1));
        assertEquals(0, Arrays.stream(cells.excess()).sum(), 1e-9);
        assertArrayEquals(new double[] {0.5, -0.5}, Cells.of(List.of(Planted.image("a", 1, true), Planted.image("a", 2, false))).excess());
        assertTrue(cells.bySeed().stream().mapToInt(g -> g.length).sum() == cells.size());
    }
}
