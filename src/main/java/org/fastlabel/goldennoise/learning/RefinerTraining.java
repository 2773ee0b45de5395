package org.fastlabel.goldennoise.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.fastlabel.goldennoise.learning.GoldenProgram.Fit;

/** Trains a refiner on pairs of one prompt: a noise that was not chosen, and the golden noise that is nearest to it. */
final class RefinerTraining {

    private static final int MOST_PAIRS = 20_000;

    private final GoldenProgram program;

    /** @param before mean square of what lies between the pairs of prompts that were not learned from @param after what is left of it */
    record Result(Refiner refiner, int pairs, double before, double after) {
    }

    private record Pair(int source, int target) {
    }

    RefinerTraining(GoldenProgram program) {
        this.program = program;
    }

    /**
     * @param learned prompts to learn from
     * @param stopping prompts that say when to stop
     * @return null where there are no pairs
     */
    Result train(Examples noise, boolean[] golden, boolean[] learned, boolean[] stopping, BooleanSupplier cancelled) {
        List<Pair> pairs = pairs(noise, golden, learned);
        List<Pair> others = pairs(noise, golden, stopping);
        if (pairs.isEmpty() || others.isEmpty()) {
            return null;
        }
        Standard described = Standard.of(noise.described());
        Examples asked = new Examples(noise.features(), described.apply(noise.described()), noise.prompt());
        Network network = Network.refiner(noise.features()[0].length, noise.described()[0].length);
        Fit fit = program.train(network, sources(asked, pairs), targets(noise, pairs), sources(asked, others), targets(noise, others), 7, cancelled);
        return new Result(new Refiner(described, fit.weights(), 1), pairs.size(), fit.before(), fit.after());
    }

    private static Examples sources(Examples noise, List<Pair> pairs) {
        return noise.pick(pairs.stream().mapToInt(Pair::source).toArray());
    }

    private static float[][] targets(Examples noise, List<Pair> pairs) {
        return pairs.stream().map(pair -> noise.features()[pair.target]).toArray(float[][]::new);
    }

    private static List<Pair> pairs(Examples noise, boolean[] golden, boolean[] prompts) {
        List<Pair> pairs = new ArrayList<>();
        for (int[] group : PromptShares.groups(noise.prompt(), prompts.length)) {
            int[] targets = IntStream.of(group).filter(i -> golden[i]).toArray();
            for (int i : group) {
                if (prompts[noise.prompt()[i]] && !golden[i] && targets.length > 0 && pairs.size() < MOST_PAIRS) {
                    pairs.add(new Pair(i, nearest(noise.features(), i, targets)));
                }
            }
        }
        return pairs;
    }

    private static int nearest(float[][] rows, int from, int[] to) {
        int nearest = to[0];
        double least = Double.POSITIVE_INFINITY;
        for (int j : to) {
            double square = 0;
            for (int d = 0; d < rows[j].length; d++) {
                square += (rows[from][d] - rows[j][d]) * (rows[from][d] - rows[j][d]);
            }
            if (square < least) {
                least = square;
                nearest = j;
            }
        }
        return nearest;
    }
}
