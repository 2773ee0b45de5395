package org.fastlabel.goldennoise.learning;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntToDoubleFunction;

/** Ways to choose among a prompt's pictures that were judged already, counted by what they would have chosen. */
final class Arms {

    /** With fewer pictures a prompt has no quarter. */
    static final int LEAST = 4;

    private final int[][] groups;
    private final boolean[] golden;

    /** @param prompt of each picture, -1 for those that have no part; see {@link Judgeable} */
    Arms(int[] prompt, int prompts, boolean[] golden) {
        this.groups = PromptShares.groups(prompt, prompts);
        this.golden = golden;
    }

    /** All of them: what seeds drawn at random give. */
    PromptShares random() {
        int[][] chosen = Arrays.stream(groups).map(g -> g.length < LEAST ? new int[0] : g).toArray(int[][]::new);
        return new PromptShares(Arrays.stream(chosen).mapToDouble(this::hits).toArray(), Arrays.stream(chosen).mapToDouble(c -> c.length).toArray());
    }

    /** The quarter with the highest score, at least one; those of equal score count by their share. NaN: not scored, the prompt has no part. */
    PromptShares topQuarter(IntToDoubleFunction score) {
        double[] hits = new double[groups.length];
        double[] of = new double[groups.length];
        for (int p = 0; p < groups.length; p++) {
            int[] group = groups[p];
            if (group.length >= LEAST && Arrays.stream(group).noneMatch(i -> Double.isNaN(score.applyAsDouble(i)))) {
                int count = Math.max(1, group.length / 4);
                double last = Arrays.stream(group).mapToDouble(score).boxed().sorted(Comparator.reverseOrder()).skip(count - 1).findFirst()
                        .orElseThrow();
                int[] above = Arrays.stream(group).filter(i -> score.applyAsDouble(i) > last).toArray();
                int[] level = Arrays.stream(group).filter(i -> score.applyAsDouble(i) == last).toArray();
                hits[p] = hits(above) + hits(level) * (count - above.length) / level.length;
                of[p] = count;
            }
        }
        return new PromptShares(hits, of);
    }

    private double hits(int[] pictures) {
        return Arrays.stream(pictures).filter(i -> golden[i]).count();
    }
}
