package org.fastlabel.goldennoise.learning;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.fastlabel.goldennoise.analysis.Cells;

/**
 * The pictures on which ways of choosing are compared: those that were drawn at random, not by a pre-filter; and, where there are enough, only
 * those whose seed was shown for no other prompt. What a selector has learned of another prompt with the same noise is worth nothing for new
 * noise.
 *
 * @param prompt   of each cell, -1 for those that have no part
 * @param newSeeds whether seeds of several prompts are left out
 */
record Judgeable(int[] prompt, boolean newSeeds) {

    static Judgeable of(Cells cells) {
        List<int[]> bySeed = cells.bySeed();
        int[] fresh = part(cells, i -> cells.images().get(i).explored() && bySeed.get(cells.seed()[i]).length == 1);
        long enough = Arrays.stream(PromptShares.groups(fresh, cells.prompts().size())).filter(g -> g.length >= Arms.LEAST).count();
        return enough >= Learning.LEAST_PROMPTS ? new Judgeable(fresh, true) : new Judgeable(part(cells, i -> cells.images().get(i).explored()), false);
    }

    private static int[] part(Cells cells, IntPredicate wanted) {
        return IntStream.range(0, cells.size()).map(i -> wanted.test(i) ? cells.prompt()[i] : -1).toArray();
    }
}
