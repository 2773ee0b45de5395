package org.fastlabel.goldennoise.learning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.fastlabel.generation.LatentShape;
import org.fastlabel.goldennoise.analysis.PooledNoise;
import org.fastlabel.torch.Safetensors.Tensor;

/**
 * Trains selectors so that each prompt's pictures are judged by one that has not seen the prompt: cross-validation over parts of the prompts.
 * Of the prompts that a network may see, a further part says when to stop, whether slow waves of the noise should matter more, and how sure the
 * network may be. The selector that is kept is all these networks together, which no estimate here flatters: each of them is judged alone, on
 * prompts that it does not know.
 */
final class SelectorTraining {

    static final int FOLDS = 5;
    /** One in so many of the prompts that a network may see decides when to stop. */
    private static final int STOPPING = 6;
    /** See {@link Waves#damping}. */
    private static final double[] STEEPNESS = {0, 1};

    private final GoldenProgram program;
    private final LatentShape shape;

    /** @param heldOut P(golden) of each example by a network that has not seen its prompt */
    record Result(Selector selector, double[] heldOut) {
    }

    /** @param shape of the latents that it learns from, before pooling */
    SelectorTraining(GoldenProgram program, LatentShape shape) {
        this.program = program;
        this.shape = shape;
    }

    /** Features of pooled latents, noise or an early look, as selectors take them. */
    static float[][] features(float[][] pooled, LatentShape shape) {
        Waves waves = new Waves(PooledNoise.shape(shape));
        return Arrays.stream(pooled).map(waves::of).toArray(float[][]::new);
    }

    /**
     * @param pooled   latents
     * @param texts    of the prompts
     * @param progress called with the number of parts that are done, of {@link #FOLDS}
     * @throws CancellationException when {@code cancelled} said so
     */
    Result train(Examples pooled, boolean[] golden, List<String> texts, IntConsumer progress, BooleanSupplier cancelled) {
        Examples raw = new Examples(features(pooled.features(), shape), pooled.described(), pooled.prompt());
        Selector all = new Selector(Standard.of(raw.features()), Description.of(raw.described()), List.of());
        Examples examples = all.standardised(raw);
        Waves waves = new Waves(PooledNoise.shape(shape));
        int[] fold = Folds.of(texts, FOLDS);
        int[] stopping = Folds.of(texts, FOLDS * STOPPING);
        List<Map<String, Tensor>> networks = new ArrayList<>();
        double[] heldOut = new double[examples.size()];
        for (int part = 0; part < FOLDS; part++) {
            int left = part;
            boolean[] stop = mask(stopping, f -> f % FOLDS != left && f / FOLDS == left);
            boolean[] test = mask(fold, f -> f == left);
            boolean[] learned = new boolean[fold.length];
            IntStream.range(0, fold.length).forEach(p -> learned[p] = !test[p] && !stop[p]);
            int[] testRows = examples.rowsOf(test);
            Map<String, Tensor> own = fit(examples, golden, examples.rowsOf(learned), examples.rowsOf(stop), waves, cancelled);
            double[] judged = new Selector(all.features(), all.described(), List.of(own)).probabilities(program, raw.pick(testRows));
            IntStream.range(0, testRows.length).forEach(i -> heldOut[testRows[i]] = judged[i]);
            networks.add(own);
            progress.accept(part + 1);
        }
        return new Result(new Selector(all.features(), all.described(), networks), heldOut);
    }

    /** With the best of all steepnesses, for undamped features. */
    private Map<String, Tensor> fit(Examples examples, boolean[] golden, int[] rows, int[] stopRows, Waves waves, BooleanSupplier cancelled) {
        Map<String, Tensor> best = null;
        double least = Double.POSITIVE_INFINITY;
        for (double steepness : STEEPNESS) {
            float[] damping = waves.damping(steepness);
            Standard damped = new Standard(new float[damping.length], damping);
            GoldenProgram.Descent found = program.descend(damped(examples.pick(rows), damped), pick(golden, rows),
                    damped(examples.pick(stopRows), damped), pick(golden, stopRows), cancelled);
            if (cancelled.getAsBoolean()) {
                throw new CancellationException();
            }
            if (found.loss() < least) {
                least = found.loss();
                best = scaled(undamped(found.weights(), damping), found.curve());
            }
        }
        return best;
    }

    /** The same judgements, as sure as they may be. */
    private static Map<String, Tensor> scaled(Map<String, Tensor> weights, LogisticCurve curve) {
        Map<String, Tensor> scaled = new LinkedHashMap<>();
        weights.forEach((name, t) -> {
            float[] values = t.values().clone();
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (curve.slope() * values[i] + (name.equals("bias") ? curve.offset() : 0));
            }
            scaled.put(name, new Tensor(t.shape(), values, false));
        });
        return scaled;
    }

    private static Examples damped(Examples examples, Standard damped) {
        return new Examples(damped.apply(examples.features()), examples.described(), examples.prompt());
    }

    /** The same function of features that are not damped. */
    private static Map<String, Tensor> undamped(Map<String, Tensor> weights, float[] damping) {
        for (String name : List.of("both.weight", "x.weight")) {
            Tensor t = weights.get(name);
            float[] values = t.values().clone();
            for (int i = 0; i < values.length; i++) {
                values[i] /= damping[i % damping.length];
            }
            weights.put(name, new Tensor(t.shape(), values, false));
        }
        return weights;
    }

    private interface Which {

        boolean is(int fold);
    }

    private static boolean[] mask(int[] fold, Which which) {
        boolean[] out = new boolean[fold.length];
        for (int p = 0; p < out.length; p++) {
            out[p] = which.is(fold[p]);
        }
        return out;
    }

    private static boolean[] pick(boolean[] golden, int[] rows) {
        boolean[] picked = new boolean[rows.length];
        IntStream.range(0, rows.length).forEach(i -> picked[i] = golden[rows[i]]);
        return picked;
    }
}
