package org.fastlabel.goldennoise.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.fastlabel.torch.Safetensors.Tensor;

/**
 * Trains selectors so that each prompt's pictures are judged by one that has not seen the prompt: cross-validation over parts of the prompts.
 * Of the prompts that a network may see, a further part only says when to stop. The selector that is kept is all these networks together,
 * which no estimate here flatters: each of them is judged alone, on prompts that it does not know.
 */
final class SelectorTraining {

    static final int FOLDS = 5;
    /** One in so many of the prompts that a network may see decides when to stop. */
    private static final int STOPPING = 6;
    /** Networks per part, from different beginnings, whose logits are averaged. */
    private static final int NETWORKS = 2;

    private final GoldenProgram program;

    /** @param heldOut P(golden) of each example by networks that have not seen its prompt */
    record Result(Selector selector, double[] heldOut) {
    }

    SelectorTraining(GoldenProgram program) {
        this.program = program;
    }

    /**
     * @param raw      not standardised
     * @param texts    of the prompts
     * @param progress called with the number of parts that are done, of {@link #FOLDS}
     * @throws CancellationException when {@code cancelled} said so
     */
    Result train(Examples raw, boolean[] golden, List<String> texts, IntConsumer progress, BooleanSupplier cancelled) {
        Standard features = Standard.of(raw.features());
        Standard described = Standard.of(raw.described());
        Examples all = new Selector(features, described, List.of()).standardised(raw);
        Network network = Network.selector(all.features()[0].length, all.described()[0].length);
        int[] fold = Folds.of(texts, FOLDS);
        int[] stopping = Folds.of(texts, FOLDS * STOPPING);
        List<Map<String, Tensor>> networks = new ArrayList<>();
        double[] heldOut = new double[all.size()];
        for (int part = 0; part < FOLDS; part++) {
            int left = part;
            boolean[] test = mask(fold, f -> f == left);
            boolean[] stop = mask(stopping, f -> f % FOLDS != left && f / FOLDS == left % STOPPING);
            int[] trainRows = all.rowsOf(mask(fold, f -> true, test, stop));
            int[] stopRows = all.rowsOf(stop);
            int[] testRows = all.rowsOf(test);
            List<Map<String, Tensor>> own = new ArrayList<>();
            for (int n = 0; n < NETWORKS; n++) {
                own.add(program.train(network, all.pick(trainRows), goals(golden, trainRows), all.pick(stopRows), goals(golden, stopRows),
                        31L * part + n, cancelled).weights());
                if (cancelled.getAsBoolean()) {
                    throw new CancellationException();
                }
            }
            double[] judged = new Selector(features, described, own).probabilities(program, raw.pick(testRows));
            IntStream.range(0, testRows.length).forEach(i -> heldOut[testRows[i]] = judged[i]);
            networks.addAll(own);
            progress.accept(part + 1);
        }
        return new Result(new Selector(features, described, networks), heldOut);
    }

    private interface Which {

        boolean is(int fold);
    }

    private static boolean[] mask(int[] fold, Which which, boolean[]... without) {
        boolean[] out = new boolean[fold.length];
        for (int p = 0; p < out.length; p++) {
            out[p] = which.is(fold[p]);
            for (boolean[] none : without) {
                out[p] &= !none[p];
            }
        }
        return out;
    }

    private static float[][] goals(boolean[] golden, int[] rows) {
        return IntStream.of(rows).mapToObj(i -> new float[] {golden[i] ? 1 : 0}).toArray(float[][]::new);
    }
}
